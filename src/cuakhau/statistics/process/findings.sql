-- After found.sql: each finding with the number of its visits, and how many have none.
SELECT kind, procedure, step, required, count(*) AS number FROM found GROUP BY ALL
UNION ALL
SELECT 'visits', procedure, 0, 0, count(*) FROM visits GROUP BY procedure
UNION ALL
SELECT 'conforming', 0, 0, 0, count(*) FROM visits ANTI JOIN found ON found.visit = visits.visit

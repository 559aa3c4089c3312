-- With which activity visits end, and how.
SELECT activity, outcome, count(*) AS number
FROM steps
WHERE is_last AND {where}
GROUP BY activity, outcome

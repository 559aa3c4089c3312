-- How often visits do the same again.
SELECT
    activity,
    count(*) FILTER (WHERE nth = 1) AS visits,
    count(*) FILTER (WHERE nth = 2) AS again,
    count(*) FILTER (WHERE nth > 1) AS extra,
    max(nth) AS most
FROM steps
WHERE {where}
GROUP BY activity

-- Each way: how often, of how many visits, how long in all. Parameterless, over `steps`.
SELECT
    link,
    count(*) AS number,
    count(*) FILTER (WHERE pass = 1) AS visits,
    sum_no_overflow(gap_us) AS sum_us
FROM steps
WHERE {where}
GROUP BY link

-- Each way and how often it took how long, from the steps in one scan. A bucket has 22 bits: so
-- both are one number, and one number is what is grouped fastest.
SELECT link * 4194304 + bucket AS key, count(*) AS number
FROM steps
WHERE {where}
GROUP BY key

-- What waits at an instant, by goods, after passages.sql. Parameter: at_us.
,
waiting AS (
    SELECT subject, heading, goods
    FROM passages
    WHERE arrived_us <= $at_us AND (out_us IS NULL OR out_us > $at_us)
),
placed AS (
    SELECT waiting.heading, waiting.goods, arg_max(lines.line, lines.rank) AS line
    FROM waiting
    JOIN lines ON lines.subject = waiting.subject AND lines.since_us <= $at_us
    GROUP BY waiting.subject, waiting.heading, waiting.goods
)
SELECT line, heading, goods, count(*) FROM placed GROUP BY ALL

-- How the zone flows, after passages.sql. Parameters: since_us, until_us, hour_us.
,
flows AS (
    SELECT 'arrived' AS what, subject, heading, arrived_us AS at_us FROM passages
    WHERE arrived_us > $since_us AND arrived_us <= $until_us
    UNION ALL
    SELECT 'cleared', subject, heading, out_us FROM passages
    WHERE out_us > $since_us AND out_us <= $until_us AND cleared_us = out_us
    UNION ALL
    SELECT 'waiting', subject, heading, $until_us::BIGINT FROM passages
    WHERE arrived_us <= $until_us AND (out_us IS NULL OR out_us > $until_us)
),
-- The milestone that a vehicle still in the zone, or still expected, reached last.
stands AS (
    SELECT
        passages.subject,
        coalesce(
            arg_max(reached.what[11:], {'at': reached.at_us, 'what': reached.what}), 'declared'
        ) AS milestone
    FROM passages
    LEFT JOIN reached
        ON reached.subject = passages.subject
        AND reached.what LIKE 'milestone %'
        AND reached.at_us <= $until_us
    WHERE
        passages.declared_us <= $until_us
        AND (passages.out_us IS NULL OR passages.out_us > $until_us)
    GROUP BY passages.subject
),
moments AS (
    SELECT
        what,
        subject,
        CASE WHEN heading LIKE 'export%' THEN 'export' ELSE 'import' END AS detail,
        at_us,
        CASE WHEN what = 'waiting' THEN NULL ELSE (at_us - 1) // $hour_us * $hour_us END AS hour
    FROM flows
    UNION ALL
    SELECT 'stands', subject, milestone, $until_us::BIGINT, NULL FROM stands
),
placed AS (
    SELECT
        moments.what,
        moments.detail,
        moments.hour,
        arg_max(lines.line, lines.rank) AS line
    FROM moments
    JOIN lines ON lines.subject = moments.subject AND lines.since_us <= moments.at_us
    GROUP BY moments.what, moments.subject, moments.detail, moments.hour
)
SELECT what, line, detail, hour, count(*) AS number
FROM placed
GROUP BY ALL
ORDER BY ALL

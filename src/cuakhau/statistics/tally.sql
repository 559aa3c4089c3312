-- The tally of one bulletin day, after passages.sql.
-- Parameters: since_us and until_us of the day, on_log_us.
,
moments AS (
    SELECT 'opening' AS measure, subject, heading, $since_us::BIGINT AS at_us
    FROM passages
    WHERE arrived_us <= $since_us AND (out_us IS NULL OR out_us > $since_us)
    UNION ALL
    SELECT 'waiting', subject, heading, $until_us::BIGINT
    FROM passages
    WHERE arrived_us <= $until_us AND (out_us IS NULL OR out_us > $until_us)
    UNION ALL
    SELECT 'arrived', subject, heading, arrived_us
    FROM passages
    WHERE arrived_us > $since_us AND arrived_us <= $until_us
    UNION ALL
    SELECT
        CASE WHEN cleared_us = out_us THEN 'cleared' ELSE 'turned_back' END,
        subject,
        heading,
        out_us
    FROM passages
    WHERE out_us > $since_us AND out_us <= $until_us
),
placed AS (
    SELECT
        moments.measure,
        moments.heading,
        arg_max(lines.line, lines.rank) AS line
    FROM moments
    JOIN lines ON lines.subject = moments.subject AND lines.since_us <= moments.at_us
    GROUP BY moments.measure, moments.heading, moments.subject
),
moves AS (
    SELECT lines.before, lines.line, passages.heading
    FROM lines
    JOIN passages ON passages.subject = lines.subject
    WHERE
        lines.rank > 0
        AND lines.line <> lines.before
        AND lines.since_us > $since_us
        AND lines.since_us <= $until_us
        AND passages.arrived_us < lines.since_us
        AND (passages.out_us IS NULL OR lines.since_us <= passages.out_us)
)
SELECT measure, line AS name, heading, count(*) AS number FROM placed GROUP BY ALL
UNION ALL
SELECT 'moved_out', before, heading, count(*) FROM moves GROUP BY ALL
UNION ALL
SELECT 'moved_in', line, heading, count(*) FROM moves GROUP BY ALL
UNION ALL
SELECT 'place', stages.place, NULL, count(*)
FROM stages
JOIN visits ON visits.subject = stages.subject
WHERE
    visits.declared_us > $until_us - $on_log_us
    AND visits.declared_us <= $until_us
    AND stages.place <> ''
GROUP BY ALL
UNION ALL
SELECT 'out_unseen', subject, NULL, 1
FROM passages
WHERE
    out_us > $since_us AND out_us <= $until_us
    AND (arrived_us IS NULL OR arrived_us > out_us)
UNION ALL
SELECT 'doubtful', subject, NULL, 1
FROM passages
WHERE
    (arrived_ahead AND arrived_us > $since_us AND arrived_us <= $until_us)
    OR (cleared_ahead AND cleared_us > $since_us AND cleared_us <= $until_us)

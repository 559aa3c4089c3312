-- The sequences of activities of whole visits, each activity one character.
SELECT way, count(*) AS number
FROM (
    SELECT string_agg(chr(activity + 256), '' ORDER BY ordinal) AS way
    FROM steps
    WHERE {where}
    GROUP BY visit
)
GROUP BY way

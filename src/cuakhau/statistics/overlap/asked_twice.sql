-- The first two steps that asked one vehicle for the same data, by each pair of steps.
WITH seen AS (
    SELECT l.*, f.what FROM looks l JOIN fields f ON (l.asks & f.bit) <> 0
),
pairs AS (
    SELECT
        o.row AS o_row, s.row AS s_row, o.visit, o.what, least(o.agency, s.agency) AS a, greatest(o.agency, s.agency) AS b,
        o.step AS first_step, s.step AS second_step, o.agency AS first_agency,
        o.place AS first_place, s.place AS place, s.at_us, NULL::BIGINT AS spent_us,
        greatest(s.begin_us - o.at_us, 0) AS gap_us, false AS doubt
    FROM seen o JOIN seen s ON o.visit = s.visit AND o.what = s.what AND o.row < s.row
    WHERE o.step <> s.step
),
ranked AS (
    SELECT *, row_number() OVER near = 1 AS is_hit FROM pairs
    WINDOW near AS (PARTITION BY visit, what, a, b ORDER BY gap_us, s_row, o_row)
),
-- Where the nearest pair could have stood, had a tick been dropped or moved, is a chance.
placed AS (
    SELECT * FROM ranked QUALIFY row_number() OVER (
        PARTITION BY visit, what, a, b, place ORDER BY is_hit DESC, gap_us, s_row, o_row
    ) = 1
)
SELECT * FROM placed
UNION ALL
SELECT * REPLACE (first_place AS place, false AS is_hit)
FROM placed WHERE is_hit AND first_place <> place

-- Two agencies that made one vehicle stop in the same place, one after the other within the hour.
-- Within a minute of each other they are one stop. What a moved tick could bring within the hour is
-- kept as a chance, not as a stop.
WITH here AS (
    SELECT * FROM looks WHERE place < $nowhere
),
pairs AS (
    SELECT
        o.row AS o_row, s.row AS s_row, o.visit, '' AS what, least(o.agency, s.agency) AS a, greatest(o.agency, s.agency) AS b,
        o.step AS first_step, s.step AS second_step, o.agency AS first_agency,
        o.place AS first_place, s.place AS place, s.at_us, s.spent_us,
        greatest(s.begin_us - o.at_us, 0) AS gap_us, false AS doubt
    FROM here o JOIN here s ON o.visit = s.visit AND o.place = s.place AND o.row < s.row
    WHERE o.agency <> s.agency AND s.begin_us - o.at_us <= $within_us + $moved_us
),
nearest AS (
    SELECT * FROM pairs QUALIFY row_number() OVER (
        PARTITION BY visit, a, b, place ORDER BY gap_us, s_row, o_row
    ) = 1
)
SELECT *, gap_us BETWEEN $one_stop_us AND $within_us AS is_hit FROM nearest

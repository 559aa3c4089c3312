-- A check that could have been made while another agency's was: nothing that it requires was still
-- to come, no rule puts it after the other, and it came right after it. What it cost is the part
-- of the other's time in which it was ready.
WITH ready AS (
    SELECT s.row, max(r.at_us) AS since_us, count(*) AS needs, count(r.at_us) AS met
    FROM looks s
    JOIN procedure_of p USING (visit)
    JOIN requires q ON q.procedure = p.procedure AND q.step = s.step
    LEFT JOIN first_at r ON r.visit = s.visit AND r.step = q.needs
    GROUP BY s.row
),
pairs AS (
    SELECT
        o.visit, o.agency AS a, s.agency AS b, o.step AS first_step, s.step AS second_step,
        o.agency AS first_agency, o.place AS first_place, s.place AS place, s.at_us,
        greatest(s.begin_us - o.at_us, 0) AS gap_us,
        s.row = o.row + 1 AND s.begin_us >= o.at_us AND s.begin_us - o.at_us <= $within_us
            AND coalesce(w.needs = w.met AND w.since_us < o.at_us, true) AS is_hit,
        least(o.spent_us, o.at_us - coalesce(w.since_us, o.at_us - o.spent_us)) AS spent_us
    FROM looks o JOIN looks s ON o.visit = s.visit AND o.place = s.place AND o.row <> s.row
    LEFT JOIN procedure_of p ON p.visit = o.visit
    LEFT JOIN ready w ON w.row = s.row
    WHERE o.agency <> s.agency AND NOT o.moves AND NOT s.moves AND o.place < $nowhere
        AND NOT EXISTS (
            FROM demanded d
            WHERE d.procedure = p.procedure AND d.step = s.step AND d.needs = o.step
        )
)
SELECT
    visit, '' AS what, a, b, first_step, second_step, first_agency, first_place, place,
    arg_max(at_us, is_hit::INT) AS at_us, arg_max(spent_us, is_hit::INT) AS spent_us,
    arg_max(gap_us, is_hit::INT) AS gap_us, false AS doubt, bool_or(is_hit) AS is_hit
FROM pairs
GROUP BY visit, a, b, first_step, second_step, first_agency, first_place, place

-- Checks of which nobody recorded what was found: a fault, or nothing.
SELECT
    visit, '' AS what, agency AS a, agency AS b, step AS first_step, step AS second_step,
    agency AS first_agency, place AS first_place, place, max(at_us) AS at_us,
    NULL::BIGINT AS spent_us, 0::BIGINT AS gap_us, false AS doubt, bool_or(NOT told) AS is_hit
FROM looks WHERE bits <> 0
GROUP BY visit, agency, step, place

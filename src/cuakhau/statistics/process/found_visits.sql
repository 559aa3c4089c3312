-- After found.sql: the visits of a finding, the latest first.
-- Parameters: kind, procedure, step, required (codes), most.
SELECT steps.subject, steps.first_us, NULL AS gap_us, steps.gate, steps.goods
FROM found
JOIN steps ON steps.visit = found.visit AND steps.is_last
WHERE
    found.kind = $kind
    AND found.procedure = $procedure
    AND found.step = $step
    AND found.required = $required
ORDER BY steps.first_us DESC, steps.subject
LIMIT $most

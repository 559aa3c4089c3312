-- What the procedures of the zone say of visits, one row a finding of a visit.
-- Tables: steps; stretches (since_us, until_us, stretch, procedure), own (stretch, procedure, step,
-- must, refuses), needs (stretch, procedure, step, required), all in the codes of the steps.
-- Parameters: first_step (the code from which on activities are steps), has_left (an outcome).
-- Confirmations come in any order: what counts is when the first of each step happened.
WITH
seen AS (
    SELECT visit, procedure, outcome, declared_us
    FROM steps
    WHERE is_last AND {where}
),
visits AS (
    SELECT seen.visit, seen.procedure, seen.outcome, stretches.stretch
    FROM seen
    LEFT JOIN stretches
        ON stretches.procedure = seen.procedure
        AND seen.declared_us >= stretches.since_us
        AND seen.declared_us < stretches.until_us
),
given AS (
    SELECT
        steps.visit,
        steps.activity AS step,
        steps.at_us,
        visits.procedure,
        visits.stretch,
        own.step IS NOT NULL AS is_own,
        own.refuses
    FROM steps
    JOIN visits ON visits.visit = steps.visit
    LEFT JOIN own
        ON own.stretch = visits.stretch
        AND own.procedure = visits.procedure
        AND own.step = steps.activity
    WHERE steps.nth = 1 AND steps.activity >= $first_step AND visits.stretch IS NOT NULL
),
gone AS (SELECT visit, procedure, stretch FROM visits WHERE outcome = $has_left AND stretch IS NOT NULL),
found AS (
    SELECT 'missing' AS kind, gone.procedure, own.step, 0 AS required, gone.visit
    FROM gone
    JOIN own ON own.stretch = gone.stretch AND own.procedure = gone.procedure
    LEFT JOIN given ON given.visit = gone.visit AND given.step = own.step
    WHERE own.must AND given.visit IS NULL
    UNION ALL
    SELECT
        CASE WHEN given.refuses THEN 'order_refused' ELSE 'order_flagged' END,
        given.procedure,
        given.step,
        needs.required,
        given.visit
    FROM given
    JOIN needs
        ON needs.stretch = given.stretch
        AND needs.procedure = given.procedure
        AND needs.step = given.step
    LEFT JOIN given AS earlier
        ON earlier.visit = given.visit AND earlier.step = needs.required
    WHERE given.is_own AND (earlier.at_us IS NULL OR earlier.at_us > given.at_us)
    UNION ALL
    SELECT 'unknown_step', procedure, step, 0, visit FROM given WHERE NOT is_own
    UNION ALL
    SELECT 'no_procedure', procedure, 0, 0, visit FROM visits WHERE stretch IS NULL
)

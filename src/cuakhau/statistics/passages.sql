-- Visits as passages: when each came and went, under which heading, bound for which line.
-- Tables: log (visit rows), counted, needs, line_of, heading_of. Parameters: doubtful_us, no_line.
WITH RECURSIVE
corrections AS (SELECT subject, seq, corrects FROM log WHERE corrects IS NOT NULL),
-- A correction may itself be corrected: follow it down to the row that was first written.
chain(subject, seq, seat) AS (
    SELECT subject, seq, corrects FROM corrections
    UNION ALL
    SELECT chain.subject, chain.seq, corrections.corrects
    FROM chain
    JOIN corrections ON corrections.subject = chain.subject AND corrections.seq = chain.seat
),
seats AS (SELECT subject, seq, min(seat) AS seat FROM chain GROUP BY subject, seq),
last_said AS (SELECT subject, seat, max(seq) AS seq FROM seats GROUP BY subject, seat),
standing AS (
    SELECT
        log.*,
        coalesce(seats.seat, log.seq) AS seat,
        log.happened_us > log.recorded_us + $doubtful_us AS ahead,
        CASE WHEN ahead THEN log.recorded_us ELSE log.happened_us END AS at_us
    FROM log
    LEFT JOIN seats ON seats.subject = log.subject AND seats.seq = log.seq
    LEFT JOIN last_said
        ON last_said.subject = log.subject
        AND last_said.seat = coalesce(seats.seat, log.seq)
    WHERE log.kind <> 'voided' AND (last_said.seq IS NULL OR last_said.seq = log.seq)
),
declared AS (
    SELECT
        subject,
        arg_min(at_us, seat) AS declared_us,
        arg_max(procedure, seat) FILTER (WHERE procedure <> '') AS procedure,
        arg_max(goods, seat) FILTER (WHERE goods <> '') AS goods,
        arg_max(place, seat) FILTER (WHERE place <> '') AS place
    FROM standing
    WHERE kind IN ('declared', 'amended')
    GROUP BY subject
),
visits AS (
    SELECT
        declared.subject,
        declared.declared_us,
        declared.procedure,
        declared.place,
        declared.goods,
        counted.since_us,
        coalesce(heading_of.heading, counted.counts_as) AS heading
    FROM declared
    JOIN counted
        ON counted.procedure = declared.procedure
        AND declared.declared_us >= counted.since_us
        AND declared.declared_us < counted.until_us
    LEFT JOIN heading_of
        ON heading_of.counts_as = counted.counts_as AND heading_of.goods = declared.goods
    WHERE declared.subject NOT IN (SELECT subject FROM standing WHERE kind = 'merged')
),
first_given AS (
    SELECT
        subject,
        step,
        min(at_us) AS at_us,
        arg_min(ahead, {'at': at_us, 'agency': coalesce(agency, ''), 'seat': seat}) AS ahead
    FROM standing
    WHERE kind = 'confirmed' AND step IS NOT NULL
    GROUP BY subject, step
),
-- A milestone is reached when the last of all that must be and the first of the choices happened.
deciding AS (
    SELECT
        visits.subject,
        needs.what,
        needs.milestone,
        max(given.at_us) FILTER (WHERE needs.must) AS all_us,
        arg_max(given.ahead, {'at': given.at_us, 'place': -needs.place})
            FILTER (WHERE needs.must AND given.step IS NOT NULL) AS all_ahead,
        min(given.at_us) FILTER (WHERE NOT needs.must) AS any_us,
        arg_min(given.ahead, {'at': given.at_us, 'place': needs.place})
            FILTER (WHERE NOT needs.must AND given.step IS NOT NULL) AS any_ahead
    FROM visits
    JOIN needs ON needs.procedure = visits.procedure AND needs.since_us = visits.since_us
    LEFT JOIN first_given AS given
        ON given.subject = visits.subject AND given.step = needs.step
    GROUP BY visits.subject, needs.what, needs.milestone
    HAVING
        count(*) FILTER (WHERE needs.must AND given.step IS NULL) = 0
        AND (
            count(*) FILTER (WHERE NOT needs.must) = 0
            OR count(given.step) FILTER (WHERE NOT needs.must) > 0
        )
),
reached AS (
    SELECT
        subject,
        what,
        arg_max(coalesce(greatest(all_us, any_us), all_us, any_us), milestone) AS at_us,
        bool_or(CASE WHEN any_us IS NULL OR all_us >= any_us THEN all_ahead ELSE any_ahead END)
            AS ahead
    FROM deciding
    GROUP BY subject, what
),
turned AS (
    SELECT subject, min(at_us) AS at_us FROM standing WHERE kind = 'turned_back' GROUP BY subject
),
passages AS (
    SELECT
        visits.*,
        arrived.at_us AS arrived_us,
        cleared.at_us AS cleared_us,
        CASE
            WHEN cleared.at_us IS NULL THEN turned.at_us
            WHEN turned.at_us IS NULL THEN cleared.at_us
            ELSE least(cleared.at_us, turned.at_us)
        END AS out_us,
        arrived.ahead AS arrived_ahead,
        cleared.ahead AS cleared_ahead
    FROM visits
    LEFT JOIN reached AS arrived
        ON arrived.subject = visits.subject AND arrived.what = 'arrived'
    LEFT JOIN reached AS cleared
        ON cleared.subject = visits.subject AND cleared.what = 'cleared'
    LEFT JOIN turned ON turned.subject = visits.subject
),
stages AS (
    SELECT subject, (-9223372036854775807)::BIGINT AS since_us, place, 0 AS rank FROM visits
    UNION ALL
    SELECT
        standing.subject,
        standing.at_us,
        standing.place,
        row_number() OVER (
            PARTITION BY standing.subject
            ORDER BY standing.at_us, standing.place, standing.seat
        )
    FROM standing
    SEMI JOIN visits ON visits.subject = standing.subject
    WHERE standing.kind = 'rerouted' AND standing.place <> ''
),
lines AS (
    SELECT
        stages.subject,
        stages.since_us,
        stages.rank,
        coalesce(line_of.line, $no_line) AS line,
        coalesce(
            lag(line) OVER (PARTITION BY stages.subject ORDER BY stages.rank), $no_line
        ) AS before
    FROM stages
    LEFT JOIN line_of ON line_of.place = stages.place
)

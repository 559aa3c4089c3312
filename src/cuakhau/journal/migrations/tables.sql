-- The tables of the journal, in what PostgreSQL 15 has. Keys begin with zone, so that every table
-- can be distributed by it. COLLATE "C": ids sort as in Python and cost no locale.

-- Two functions, so that a database restored from a dump, whose transaction numbers begin anew,
-- can be made to go on above the numbers it holds (journal.epoch).
CREATE FUNCTION journal_xid() RETURNS bigint LANGUAGE sql VOLATILE
    AS 'SELECT pg_current_xact_id()::text::bigint + 0';
CREATE FUNCTION journal_horizon() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + 0';

CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege',
              HINT = 'Append a correction (kind voided, or any row with corrects).';
END $$;

CREATE SEQUENCE journal_position;

CREATE TABLE journal_event (
    zone                 text COLLATE "C" NOT NULL,
    opened_month         date     NOT NULL,
    subject              text COLLATE "C" NOT NULL,
    seq                  integer  NOT NULL,
    subject_kind         text     NOT NULL,
    kind                 text     NOT NULL,
    step                 text,
    agency               text,
    place                text,
    other                text,
    procedure            text,
    goods                text,
    vehicle_class        text,
    amount               bigint,
    happened_us          bigint   NOT NULL,
    happened_offset_min  smallint NOT NULL,
    recorded_us          bigint   NOT NULL,
    recorded_offset_min  smallint NOT NULL,
    started_us           bigint,
    looked_at            smallint NOT NULL,
    found                text,
    way                  text     NOT NULL,
    corrects             integer,
    origin               text     NOT NULL,
    run                  text,
    schema               smallint NOT NULL,
    event_id             uuid     NOT NULL,
    nonce                text     NOT NULL,
    by                   text     NOT NULL,
    device               text,
    device_seq           bigint,
    payload              jsonb,
    flags                text[]   NOT NULL,
    zone_version         text     NOT NULL,
    prev_hash            bytea    NOT NULL,
    hash                 bytea    NOT NULL,
    xid                  bigint   NOT NULL DEFAULT journal_xid(),
    position             bigint   NOT NULL DEFAULT nextval('journal_position'),
    PRIMARY KEY (zone, opened_month, subject, seq)
) PARTITION BY RANGE (opened_month);
CREATE INDEX journal_event_cursor ON journal_event (zone, xid, position);

-- The answer to a request, found again by its nonce. A batch keeps the answer of each row.
CREATE TABLE journal_nonce (
    zone          text COLLATE "C" NOT NULL,
    nonce         text COLLATE "C" NOT NULL,
    digest        bytea   NOT NULL,
    subject       text,
    opened_month  date,
    seq           integer,
    answer        jsonb,
    PRIMARY KEY (zone, nonce)
);

-- What stands of each subject: the head of its chain and the fold of its rows.
CREATE TABLE journal_subject (
    zone                text COLLATE "C" NOT NULL,
    subject             text COLLATE "C" NOT NULL,
    subject_kind        text     NOT NULL,
    opened_month        date     NOT NULL,
    seq                 integer  NOT NULL,
    hash                bytea    NOT NULL,
    zone_version        text     NOT NULL,
    projection_version  smallint NOT NULL,
    state               bytea    NOT NULL,
    procedure           text,
    goods               text,
    vehicle_class       text,
    gate_place          text,
    place               text,
    vehicle             text,
    merged_into         text,
    declared_us         bigint,
    ended_us            bigint,
    is_open             boolean  NOT NULL,
    milestones          jsonb,
    PRIMARY KEY (zone, subject)
) WITH (fillfactor = 60, toast_tuple_target = 8160);
-- A state is kept in the row and not compressed: it is rewritten with each event.
ALTER TABLE journal_subject ALTER COLUMN state SET STORAGE EXTERNAL;
CREATE INDEX journal_subject_vehicle ON journal_subject (zone, vehicle) WHERE is_open;
CREATE INDEX journal_subject_place ON journal_subject (zone, place) WHERE is_open;

CREATE TABLE journal_refusal (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    zone        text   NOT NULL,
    nonce       text   NOT NULL,
    row         integer,
    digest      bytea  NOT NULL,
    subject     text   NOT NULL,
    kind        text   NOT NULL,
    step        text,
    rule        text   NOT NULL,
    facts       jsonb  NOT NULL,
    by          text   NOT NULL,
    at_us       bigint NOT NULL,
    at_offset_min smallint NOT NULL
);
CREATE INDEX journal_refusal_zone ON journal_refusal (zone, at_us);

CREATE TABLE journal_zone_version (
    zone      text   NOT NULL,
    version   text   NOT NULL,
    compiled  jsonb  NOT NULL,
    files     jsonb,
    PRIMARY KEY (zone, version)
);

CREATE TABLE journal_root (
    zone      text   NOT NULL,
    day       date   NOT NULL,
    since_xid      bigint NOT NULL,
    since_position bigint NOT NULL,
    until_xid      bigint NOT NULL,
    until_position bigint NOT NULL,
    rows      bigint NOT NULL,
    prev_root bytea  NOT NULL,
    root      bytea  NOT NULL,
    at_us     bigint NOT NULL,
    PRIMARY KEY (zone, day)
);

-- The only table of the journal that forgets: a row goes with its salt, a tombstone stays.
CREATE TABLE journal_personal (
    zone        text  NOT NULL,
    id          text  NOT NULL,
    kind        text  NOT NULL,
    value       text  NOT NULL,
    salt        bytea NOT NULL,
    search_key  text,
    keep_until  date  NOT NULL,
    PRIMARY KEY (zone, id),
    UNIQUE (zone, kind, search_key)
);
CREATE INDEX journal_personal_until ON journal_personal (zone, keep_until);
CREATE TABLE journal_personal_access (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    zone    text   NOT NULL,
    ref     text   NOT NULL,
    by      text   NOT NULL,
    at_us   bigint NOT NULL,
    why     text   NOT NULL
);
CREATE TABLE journal_erasure (
    zone    text   NOT NULL,
    ref     text   NOT NULL,
    kind    text   NOT NULL,
    by      text   NOT NULL,
    at_us   bigint NOT NULL,
    why     text   NOT NULL,
    PRIMARY KEY (zone, ref)
);

-- Refused for a whole statement, even one that meets no row, and for each row, which also guards
-- a partition that somebody attaches by hand. New partitions get the first from journal.partitions.
DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['journal_event', 'journal_nonce', 'journal_refusal', 'journal_root',
                                'journal_zone_version', 'journal_personal_access', 'journal_erasure']
    LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change()', kept);
        EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I '
                       'FOR EACH ROW EXECUTE FUNCTION journal_refuse_change()', kept);
    END LOOP;
END $$;

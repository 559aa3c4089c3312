"""What a live board and a caller ask: what stands, what came last, what was refused."""

from typing import Any, NamedTuple

import msgspec

from cuakhau.journal.asked import answers
from cuakhau.journal.store import heads, rows
from cuakhau.journal.store.connection import fetch
from cuakhau.movement.event import Event
from cuakhau.movement.visit import Visit
from cuakhau.zone.refusal import Refusal


class KeptRefusal(NamedTuple):
    """A refusal as it was kept. `row` is its place in a batch."""

    id: int
    at_us: int
    by: str
    subject: str
    kind: str
    step: str | None
    row: int | None
    refusal: Refusal


def list_standing(zone_name: str, since_us: int) -> list[Visit]:
    """List the visits that are open, or ended after an instant (microseconds UTC)."""
    found = fetch(
        "SELECT subject FROM journal_subject WHERE zone = $1 AND subject_kind = 'visit' "
        "AND seq > 0 AND (is_open OR ended_us > $2::bigint)",
        [zone_name, str(since_us)],
    )
    standing = heads.find_heads(zone_name, [subject for (subject,) in found])
    return [head.state for head in standing.values() if isinstance(head.state, Visit)]


class TooFarBack(LookupError):
    """Raised where so much was written since a cursor that a page cannot look it through."""


def list_stood(
    zone_name: str, since_us: int, at_us: int, *, cursor: tuple[int, int], most_rows: int
) -> list[str]:
    """List the visits that may have stood in the zone in (since, at], as the log was at a cursor.

    What is open now or ended since did; so may what a row written after the cursor corrects, or
    tells of a time before `at_us`, which is how a visit ends in hindsight. Raises `TooFarBack`
    where more than `most_rows` rows came after the cursor.
    """
    xid, position = (str(part) for part in cursor)
    later = fetch(
        "SELECT subject, subject_kind, happened_us <= $5::bigint OR corrects IS NOT NULL "
        "FROM journal_event WHERE zone = $1 "
        "AND (xid, position) > ($2::bigint, $3::bigint) ORDER BY xid, position LIMIT $4::bigint",
        [zone_name, xid, position, str(most_rows + 1), str(at_us)],
    )
    if len(later) > most_rows:
        raise TooFarBack(zone_name)
    stood = fetch(
        "SELECT subject FROM journal_subject WHERE zone = $1 AND subject_kind = 'visit' "
        "AND seq > 0 AND (is_open OR ended_us > $2::bigint)",
        [zone_name, str(since_us)],
    )
    found = {subject for (subject,) in stood}
    found.update(one for one, kind, is_hindsight in later if kind == "visit" and is_hindsight)
    return sorted(found)


def list_places(zone_name: str) -> list[str]:
    """List the months of places that have rows, as subjects of the log."""
    found = fetch(
        "SELECT subject FROM journal_subject WHERE zone = $1 AND subject_kind = 'place'",
        [zone_name],
    )
    return [subject for (subject,) in found]


def list_told(zone_name: str, since_us: int, until_us: int, months: int) -> list[str]:
    """List what else tells of (since, until]: places, and visits that were over before it.

    Visits with a row of that time, those that were bound for another place before, and of all
    others that were declared in the `months` before, the first and the last of each kind (bound
    for, procedure, goods): where anybody was bound for shows by them.
    """
    rows = fetch(
        "WITH span AS (SELECT (to_timestamp($2::bigint / 1e6) - make_interval(months => "
        "$4::integer))::date AS since), "
        "declared AS (SELECT s.* FROM journal_subject s, span WHERE s.zone = $1 "
        "AND s.subject_kind = 'visit' AND s.declared_us <= $3::bigint "
        "AND s.declared_us > extract(epoch FROM span.since)::bigint * 1000000), "
        "kinds AS (SELECT min(declared_us) AS first, max(declared_us) AS last, gate_place, "
        "procedure, goods FROM declared WHERE merged_into IS NULL "
        "GROUP BY gate_place, procedure, goods, opened_month) "
        "SELECT subject FROM journal_subject WHERE zone = $1 AND subject_kind = 'place' "
        "UNION SELECT d.subject FROM declared d JOIN kinds k ON d.declared_us IN (k.first, k.last) "
        "UNION SELECT e.subject FROM journal_event e, span WHERE e.zone = $1 "
        "AND e.opened_month >= date_trunc('month', span.since)::date "
        "AND (e.kind IN ('amended', 'rerouted') "
        "OR (e.happened_us > $2::bigint AND e.happened_us <= $3::bigint))",
        [zone_name, str(since_us), str(until_us), str(months)],
    )
    return [subject for (subject,) in rows]


def list_latest(zone_name: str, limit: int) -> list[Event]:
    """List the rows that became visible last, the newest first."""
    found = fetch(
        f"SELECT {rows.SELECT_EVENT} FROM journal_event WHERE zone = $1 "
        "AND xid < journal_horizon() ORDER BY xid DESC, position DESC LIMIT $2::bigint",
        [zone_name, str(limit)],
    )
    return [rows.build_event(values) for values in found]


def list_refusals(zone_name: str, by: str, limit: int) -> list[KeptRefusal]:
    """List what was refused to `by`, or to those who act through it (`by/…`), the newest first."""
    found = fetch(
        "SELECT id, at_us, by, subject, kind, step, row, rule, facts::text FROM journal_refusal "
        "WHERE zone = $1 AND (by = $2 OR starts_with(by, $2 || '/')) "
        "ORDER BY id DESC LIMIT $3::bigint",
        [zone_name, by, str(limit)],
    )
    return [_refusal(values) for values in found]


def list_refusals_of(zone_name: str, subject: str, limit: int) -> list[KeptRefusal]:
    """List what was refused of a visit or place, the newest first."""
    found = fetch(
        "SELECT id, at_us, by, subject, kind, step, row, rule, facts::text FROM journal_refusal "
        "WHERE zone = $1 AND subject = $2 ORDER BY id DESC LIMIT $3::bigint",
        [zone_name, subject, str(limit)],
    )
    return [_refusal(values) for values in found]


def _refusal(values: tuple[Any, ...]) -> KeptRefusal:
    id_, at_us, by, subject, kind, step, row, rule, facts = values
    refusal = answers.rebuild(rule, msgspec.json.decode(facts))
    return KeptRefusal(id_, at_us, by, subject, kind, step, row, refusal)


class Look(NamedTuple):
    """A look at a personal word. `kind` outlives the word; `value` is `None` once it is erased."""

    id: int
    ref: str
    by: str
    at_us: int
    why: str
    kind: str
    value: str | None


class Looked(NamedTuple):
    """Which looks are asked for; `None` asks for nothing. `before` is a line to go on from."""

    by: str | None = None
    refs: list[str] | None = None
    why: str | None = None
    before: int | None = None


def list_looks(zone_name: str, asked: Looked, limit: int) -> list[Look]:
    """List who looked at which personal word, the newest first. The caller masks the values."""
    found = fetch(
        "SELECT a.id, a.ref, a.by, a.at_us, a.why, coalesce(p.kind, e.kind, ''), p.value "
        "FROM journal_personal_access a "
        "LEFT JOIN journal_personal p ON p.zone = a.zone AND p.id = a.ref "
        "LEFT JOIN journal_erasure e ON e.zone = a.zone AND e.ref = a.ref "
        "WHERE a.zone = $1 AND ($2::text IS NULL OR a.by = $2) "
        "AND ($3::text[] IS NULL OR a.ref = ANY($3)) "
        "AND ($4::text IS NULL OR strpos(lower(a.why), lower($4)) > 0) "
        "AND ($5::bigint IS NULL OR a.id < $5::bigint) ORDER BY a.id DESC LIMIT $6::bigint",
        [
            zone_name,
            asked.by,
            asked.refs,
            asked.why,
            None if asked.before is None else str(asked.before),
            str(limit),
        ],
    )
    return [Look(*values) for values in found]


def list_words(zone_name: str, refs: list[str]) -> dict[str, tuple[str, str]]:
    """Give kind and value of personal words, by reference, for whoever masks them at once."""
    found = fetch(
        "SELECT id, kind, value FROM journal_personal WHERE zone = $1 AND id = ANY($2)",
        [zone_name, refs],
    )
    return {ref: (kind, value) for ref, kind, value in found}

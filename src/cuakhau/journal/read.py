"""Reading the log: visits as they stand, slices as Arrow, and a cursor that skips nothing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from cuakhau.journal.asked.nearby import InTables
from cuakhau.journal.asked.request import stamp
from cuakhau.journal.store import arrow, heads, rows
from cuakhau.journal.store.connection import fetch
from cuakhau.journal.store.projection import Head
from cuakhau.journal.store.rows import Placed
from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog, from_table
from cuakhau.movement.place import PlaceState
from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone


class Cursor(NamedTuple):
    """A position in the order in which rows became visible: transaction, then row."""

    xid: int = 0
    position: int = 0


class NoSuchSubject(KeyError):
    """Raised by `get_…` when the zone has no visit or place of that name."""


START = Cursor()


def get_visit(zone_name: str, subject: str) -> Visit:
    """Give a visit as it stands, or raise `NoSuchSubject`."""
    found = find_visit(zone_name, subject)
    if found is None:
        raise NoSuchSubject(subject)
    return found


def find_visit(zone_name: str, subject: str) -> Visit | None:
    """Find a visit as it stands."""
    head = _find_head(zone_name, subject)
    return head.state if head is not None and isinstance(head.state, Visit) else None


def find_visits(zone_name: str, subjects: Iterable[str]) -> dict[str, Visit]:
    """Find those of the visits that exist, as they stand."""
    found = heads.find_heads(zone_name, subjects)
    return {name: head.state for name, head in found.items() if isinstance(head.state, Visit)}


def find_place(zone_name: str, subject: str) -> PlaceState | None:
    """Find a month of a place as it stands (`movement.place.subject_of` names it)."""
    head = _find_head(zone_name, subject)
    return head.state if head is not None and isinstance(head.state, PlaceState) else None


def list_places(zone_name: str, subjects: Iterable[str]) -> list[PlaceState]:
    """List those months of places that have rows, in the order asked for."""
    asked = list(subjects)
    found = heads.find_heads(zone_name, asked)
    states = [found[subject].state for subject in asked if subject in found]
    return [state for state in states if isinstance(state, PlaceState)]


def list_open_visits(zone: Zone, *, place: str | None = None) -> list[View]:
    """List the visits that have not ended, oldest declaration first; at `place` where given."""
    found = fetch(
        "SELECT subject FROM journal_subject WHERE zone = $1 AND is_open "
        "AND ($2::text IS NULL OR place = $2) ORDER BY declared_us NULLS FIRST, subject",
        [zone.name, place],
    )
    subjects = [subject for (subject,) in found]
    standing = heads.find_heads(zone.name, subjects)
    states = [standing[subject].state for subject in subjects if subject in standing]
    seen = [view(zone, state) for state in states if isinstance(state, Visit)]
    # The projection was made under the zone of the last row; `zone` may know better.
    return [one for one in seen if one.is_open]


def find_open_visit_of(zone_name: str, vehicle: str) -> str | None:
    """Find the open visit, the latest declared, that carries a vehicle."""
    return InTables(zone_name).find_open_visit(vehicle, but="")


def list_events(zone_name: str, subject: str) -> list[Event]:
    """List the rows of a visit or place in order, with the journal's own part."""
    return [placed.event for placed in list_rows(zone_name, subject)]


def list_rows(zone_name: str, subject: str) -> list[Placed]:
    """List the rows of a visit or place in order, each with its id, nonce and hashes."""
    found = fetch(
        f"SELECT {rows.SELECT_ROW} FROM journal_event "
        "WHERE zone = $1 AND subject = $2 ORDER BY seq",
        [zone_name, subject],
    )
    return [rows.build_placed(values) for values in found]


def list_events_with(zone_name: str, subjects: Iterable[str], steps: Iterable[str]) -> list[Event]:
    """List all rows of those subjects that have a row of one of these steps, by subject and seq."""
    found = fetch(
        f"SELECT {rows.SELECT_EVENT} FROM journal_event WHERE zone = $1 AND subject IN "
        "(SELECT subject FROM journal_event WHERE zone = $1 AND subject = ANY($2) "
        "AND step = ANY($3)) ORDER BY subject, seq",
        [zone_name, list(subjects), list(steps)],
    )
    return [rows.build_event(values) for values in found]


def list_events_of_kind(zone_name: str, subjects: Iterable[str], kind: str) -> list[Event]:
    """List the rows of a kind of those subjects, by subject and seq; corrected ones among them."""
    found = fetch(
        f"SELECT {rows.SELECT_EVENT} FROM journal_event "
        "WHERE zone = $1 AND subject = ANY($2) AND kind = $3 ORDER BY subject, seq",
        [zone_name, list(subjects), kind],
    )
    return [rows.build_event(values) for values in found]


def list_declared(zone_name: str, since_us: int, until_us: int) -> dict[str, int]:
    """Give the visits declared in [since, until), each with the number of its last row.

    Together they tell whether anything was written about these visits since somebody looked.
    """
    found = fetch(
        "SELECT subject, seq FROM journal_subject WHERE zone = $1 AND subject_kind = 'visit' "
        "AND declared_us >= $2::bigint AND declared_us < $3::bigint ORDER BY subject",
        [zone_name, str(since_us), str(until_us)],
    )
    return dict(found)


def list_cleared(zone_name: str, since_us: int, until_us: int) -> list[tuple[str, str, str | None]]:
    """Give the visits that ended in (since, until]: subject, procedure, gate or route."""
    found = fetch(
        "SELECT subject, procedure, gate_place FROM journal_subject WHERE zone = $1 "
        "AND subject_kind = 'visit' AND ended_us > $2::bigint AND ended_us <= $3::bigint "
        "AND procedure IS NOT NULL AND merged_into IS NULL ORDER BY subject",
        [zone_name, str(since_us), str(until_us)],
    )
    return [(subject, procedure, place) for subject, procedure, place in found]


def rows_after(zone_name: str, cursor: Cursor, limit: int) -> tuple[list[Placed], Cursor]:
    """Give rows above a cursor that no running transaction can still precede, and the new cursor.

    Rows come in the order of (transaction, position); a row that is committed late comes late,
    and is never stepped over.
    """
    found = fetch(
        f"SELECT xid, position, {rows.SELECT_ROW} FROM journal_event "
        "WHERE zone = $1 AND (xid, position) > ($2::bigint, $3::bigint) "
        "AND xid < journal_horizon() ORDER BY xid, position LIMIT $4::bigint",
        [zone_name, str(cursor.xid), str(cursor.position), str(limit)],
    )
    if not found:
        return [], cursor
    last: tuple[Any, ...] = found[-1]
    return [rows.build_placed(values[2:]) for values in found], Cursor(last[0], last[1])


def get_horizon(zone_name: str) -> Cursor:
    """Give the cursor of the last row that `rows_after` would give now."""
    found = fetch(
        "SELECT xid, position FROM journal_event WHERE zone = $1 AND xid < journal_horizon() "
        "ORDER BY xid DESC, position DESC LIMIT 1",
        [zone_name],
    )
    return Cursor(*found[0]) if found else START


def log(
    zone_name: str,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    subjects: Iterable[str] | None = None,
    up_to: Cursor | None = None,
) -> EventLog:
    """Read the log as Arrow columns, sorted by (subject, seq).

    Keeps what happened in (since, until], of `subjects` only, and rows up to a cursor, which makes
    the same slice again later. Raises `NotWritten` J2 for a time without offset.
    """
    conditions, values = ["zone = %s"], list[Any]([zone_name])
    for condition, value in (
        ("happened_us > %s", _us(since)),
        ("happened_us <= %s", _us(until)),
        ("subject = ANY(%s)", None if subjects is None else list(subjects)),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if up_to is not None:
        conditions.append("(xid, position) <= (%s, %s)")
        values += up_to
    return from_table(zone_name, arrow.fetch_columns(" AND ".join(conditions), values))


def _us(at: datetime | None) -> int | None:
    return None if at is None else stamp("", at).at_us


def _find_head(zone_name: str, subject: str) -> Head | None:
    return heads.find_heads(zone_name, [subject]).get(subject)

"""What stands open at a change of shift: codes and numbers, so that each reader reads them.

    [{"kind": "held", "total": 3, "rows": [{"visit": …, "since": µs, …}]}, …]

Names and plates are references. Selection and its reasons are left out: the sheet is printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cuakhau.accounts.models import Person
from cuakhau.journal import read
from cuakhau.movement.secrecy import without_secrets
from cuakhau.movement.view import confirmed_at
from cuakhau.movement.visit import Entry
from cuakhau.operations.board.following import Look, follow
from cuakhau.operations.centre.incidents.acts import list_open
from cuakhau.operations.centre.notices.views import list_in_force
from cuakhau.operations.desk.waiting import Waiting, hall_of
from cuakhau.operations.desk.worklist.rows import list_awaiting
from cuakhau.operations.payments.taking.close import list_tills
from cuakhau.operations.shifts import paper
from cuakhau.operations.shifts.posts.acts import list_on_post
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import DIRECTIONS, SIDES, Serving, serve_all
from cuakhau.zone.zone import Zone

MOST = 200  # rows of a section; its total says how many there are
MOST_LATE = 15  # the longest: on a full day hundreds wait too long, and nobody reads them all
Row = dict[str, Any]
Section = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """For which agency, at which instant, and whether its people have tills."""

    agency: str
    at: datetime
    has_tills: bool


def gather(zone: Zone, asked: Asked) -> list[Section]:
    """Gather what is open for an agency; who coordinates the zone sees every force's holds."""
    waiting, now_us = hall_of(zone).look(), micros(asked.at)
    look = follow(zone).look(now_us)
    agency = zone.agency_by_id.get(asked.agency)
    holder = None if agency is not None and agency.coordinates else asked.agency
    sections = [
        _section("held", _list_held(zone, waiting, holder)),
        _section("begun", _list_begun(zone, waiting, asked.agency)),
        _section("late", _list_late(waiting, look, asked.agency, now_us), MOST_LATE),
        _section("missing", _list_missing(waiting)),
        _section("incidents", _list_incidents(zone)),
        _section("notices", _list_notices(zone, asked.at)),
        _section("places", _list_places(zone, look, now_us)),
    ]
    if asked.has_tills:
        sections.append(_section("cash", _list_cash(zone, asked.agency)))
    return [
        *sections,
        _section("paper", _list_paper(zone, asked.agency)),
        _section("posts", _list_posts(zone, asked.agency)),
    ]


def _section(kind: str, rows: list[Row], most: int = MOST) -> Section:
    return {"kind": kind, "total": len(rows), "rows": rows[:most]}


def _list_held(zone: Zone, waiting: Iterable[Waiting], agency: str | None) -> list[Row]:
    found: list[tuple[Waiting, Entry]] = []
    for one in waiting:
        holders = [by for by in one.seen.held_by if agency in (None, by)]
        found += [(one, entry) for by in holders if (entry := _find_hold(one, by)) is not None]
    subjects = sorted({one.seen.subject for one, _ in found})
    said = {
        (event.subject, event.seq): (event.payload or {}).get("reason")
        for event in read.list_events_of_kind(zone.name, subjects, "held")
    }
    rows = [
        {
            **_about(one),
            "agency": entry.agency,
            "since": entry.at_us,
            "reason": said.get((one.seen.subject, entry.seq)),
        }
        for one, entry in found
    ]
    return sorted(rows, key=_oldest)


def _find_hold(one: Waiting, agency: str) -> Entry | None:
    holds = [e for e in one.visit.standing if e.kind == "held" and e.agency == agency]
    return max(holds, key=lambda entry: entry.at_us, default=None)


def _list_begun(zone: Zone, waiting: Iterable[Waiting], agency: str) -> list[Row]:
    rows = []
    for one in waiting:
        begun = [e for e in one.visit.standing if e.kind == "started" and e.agency == agency]
        if not begun:
            continue
        standing = without_secrets(zone, one.visit).standing
        given = confirmed_at(standing)
        rows += [
            {**_about(one), "step": entry.step, "since": entry.at_us}
            for entry in standing
            if entry.kind == "started" and entry.agency == agency and entry.step not in given
        ]
    return sorted(rows, key=_oldest)


def _list_late(waiting: list[Waiting], look: Look, agency: str, now_us: int) -> list[Row]:
    """List whose promise is broken; where nothing was promised, what the board calls overdue."""
    limits = {load.step: load.p90_us for load in look.board.steps if load.p90_us is not None}
    by_subject = {one.seen.subject: one for one in waiting}
    rows = []
    for row in list_awaiting(waiting, agency):
        step = row.due[0].step if row.due else ""
        if row.promised_us is not None:
            is_late = row.promised_us < now_us
        else:
            is_late = now_us - row.since_us > limits.get(step, now_us)
        if row.is_due and is_late:
            about = _about(by_subject[row.seen.subject])
            said = {"step": step, "since": row.since_us, "promised": row.promised_us}
            rows.append({**about, **said})
    return sorted(rows, key=_oldest)


def _list_missing(waiting: Iterable[Waiting]) -> list[Row]:
    rows = [
        {**_about(one), "since": one.seen.missing_us}
        for one in waiting
        if one.seen.missing_us is not None
    ]
    return sorted(rows, key=_oldest)


def _about(one: Waiting) -> Row:
    seen = one.seen
    return {
        "visit": seen.subject,
        "vehicle": seen.vehicle,
        "goods": seen.goods,
        "place": seen.place or seen.gate_place,
    }


def _oldest(row: Row) -> tuple[int, str]:
    return row["since"], row["visit"]


def _list_incidents(zone: Zone) -> list[Row]:
    return [
        {"id": one.pk, "what": one.kind, "place": one.place, "since": micros(one.happened_at),
         "blocks": one.blocks, "rate": one.rate_per_h}
        for one in list_open(zone.name)
    ]  # fmt: skip


def _list_notices(zone: Zone, at: datetime) -> list[Row]:
    return [
        {
            "id": one.pk,
            "document": one.document,
            "goods": one.goods,
            "direction": one.direction,
            "places": list(one.places),
            "since": micros(one.since),
            "until": micros(one.until) if one.until else None,
        }
        for one in list_in_force(zone, at)
    ]


def _list_places(zone: Zone, look: Look, now_us: int) -> list[Row]:
    """List where somebody said closed or slow; what the hours say is no news."""
    rows: list[Row] = []
    for one in serve_all(zone, look.months, now_us):
        for side in SIDES:
            cells: dict[str | None, Serving] = {way: one.cells[side, way] for way in DIRECTIONS}
            if len(set(cells.values())) == 1:
                cells = {None: one.cells[side, "export"]}
            for way, cell in cells.items():
                said = cell.word in ("closed", "slowed") and cell.basis != "hours"
                if said and cell.said_of in (None, one.place):
                    rows.append(
                        {"place": one.place, "side": side, "direction": way, "word": cell.word,
                         "rate": cell.rate_per_h, "reason": cell.reason, "since": cell.since_us}
                    )  # fmt: skip
    return rows


def _list_cash(zone: Zone, agency: str) -> list[Row]:
    own = set(
        Person.objects.filter(zone=zone.name, agency=agency).values_list("username", flat=True)
    )
    return [
        {"person": person, "amount_vnd": amount_vnd}
        for person, amount_vnd in list_tills(zone.name)
        if person in own
    ]


def _list_paper(zone: Zone, agency: str) -> list[Row]:
    return [
        {"number": one.number, "person": one.by, "since": micros(one.at)}
        for one in paper.list_missing(zone.name, agency)
    ]


def _list_posts(zone: Zone, agency: str) -> list[Row]:
    return [
        {"person": one.username, "place": one.place, "step": one.step,
         "since": micros(one.taken_at)}
        for one in list_on_post(zone.name, agency)
    ]  # fmt: skip

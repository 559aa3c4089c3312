"""What can be asked of a visit, given the zone: `f(zone, visit) → answer`, pure and undated.

Procedures are those in force on the day of declaration (design §1); nothing here depends on the
order in which independent confirmations were recorded.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from cuakhau.movement.visit import Entry, Visit
from cuakhau.zone.types import Milestone, Procedure
from cuakhau.zone.zone import Zone

DECLARING = ("declared", "amended")
SWAPPED_PLATE = ("swapped", "plate")
QUARTER_US = 900_000_000
PLACING = ("moved", "rerouted", "crossed", "returned", "confirmed")


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The answers a desk, a board or a bulletin needs of one visit. Times in microseconds UTC."""

    zone: str
    subject: str
    seq: int
    procedure: str | None
    direction: str
    goods: str | None
    vehicle_class: str | None
    gate_place: str | None  # the gate or route it is bound for, after reroutings
    place: str | None  # where it was last seen
    vehicle: str | None  # opaque id of the plate now carried
    declared_us: int | None
    milestones: dict[str, int]
    doubtful: tuple[str, ...]  # milestones whose time rests on a doubtful clock
    turned_back_us: int | None
    merged_into: str | None
    linked: tuple[str, ...]
    held_by: tuple[str, ...]
    on_other_side: bool
    ended_us: int | None  # left, turned back or merged

    @property
    def is_open(self) -> bool:
        """Tell whether the vehicle is still expected or inside the zone."""
        return self.ended_us is None


def local_day(zone: Zone, at_us: int) -> date:
    """Give the calendar day of an instant in the zone's own time zone."""
    return _day_of_quarter(zone.time_zone, at_us // QUARTER_US)


@lru_cache(maxsize=65_536)
def _day_of_quarter(time_zone: str, quarter: int) -> date:
    # All offsets in use since 1972 are whole quarters of an hour, so no day begins inside one.
    return datetime.fromtimestamp(quarter * QUARTER_US // 1_000_000, ZoneInfo(time_zone)).date()


def local_time(zone: Zone, at_us: int) -> datetime:
    """Give an instant as the zone's own wall time, with its offset."""
    seconds, micros = divmod(at_us, 1_000_000)
    instant = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
    return instant.astimezone(ZoneInfo(zone.time_zone))


def view(zone: Zone, visit: Visit) -> View:
    """Answer the usual questions about a visit."""
    entries = visit.standing
    declared = [entry for entry in entries if entry.kind in DECLARING]
    declared_us = declared[0].at_us if declared else None
    dated = zone.at(local_day(zone, declared_us)) if declared_us is not None else zone
    procedure_id = _last_known(declared, "procedure")
    procedure = dated.procedure_by_id.get(procedure_id or "")
    milestones, doubtful = _milestones(dated, procedure, entries)
    turned_back_us = _first_at(entries, "turned_back")
    merged = next((e for e in entries if e.kind == "merged"), None)
    ends_at = procedure.ends_at if procedure else "left"
    ended = [milestones.get(ends_at), turned_back_us, merged.at_us if merged else None]
    return View(
        zone=visit.zone,
        subject=visit.subject,
        seq=visit.seq,
        procedure=procedure_id,
        direction=procedure.direction if procedure else "none",
        goods=_last_known(declared, "goods"),
        vehicle_class=_last_known(declared, "vehicle_class"),
        gate_place=_gate_place(declared, entries),
        place=_whereabouts(entries),
        vehicle=_vehicle(entries),
        declared_us=declared_us,
        milestones=milestones,
        doubtful=doubtful,
        turned_back_us=turned_back_us,
        merged_into=merged.other if merged else None,
        linked=linked_to(entries),
        held_by=held_by(entries),
        on_other_side=_on_other_side(entries),
        ended_us=min((at for at in ended if at is not None), default=None),
    )


def confirmed_at(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    """Give the first confirmation of each step; a repeated one does not move it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind == "confirmed" and entry.step is not None:
            known = first.setdefault(entry.step, entry)
            first[entry.step] = min(known, entry, key=lambda e: (e.at_us, e.agency or ""))
    return first


@lru_cache(maxsize=256)
def milestones_of(zone: Zone, procedure: Procedure | None) -> tuple[Milestone, ...]:
    """List the milestones of a procedure; `zone` is the dated view."""
    name = procedure.id if procedure else ""
    return tuple(m for m in zone.milestones if not m.procedures or name in m.procedures)


def _milestones(
    zone: Zone, procedure: Procedure | None, entries: tuple[Entry, ...]
) -> tuple[dict[str, int], tuple[str, ...]]:
    first = confirmed_at(entries)
    reached: dict[str, int] = {}
    doubtful = []
    for milestone in milestones_of(zone, procedure):
        needed = [first[step] for step in milestone.all_of if step in first]
        options = [first[step] for step in milestone.any_of if step in first]
        if len(needed) < len(milestone.all_of) or (milestone.any_of and not options):
            continue
        deciding = needed + ([min(options, key=lambda e: e.at_us)] if options else [])
        if deciding:
            last = max(deciding, key=lambda e: e.at_us)
            reached[milestone.id] = last.at_us
            if last.is_doubtful:
                doubtful.append(milestone.id)
    return reached, tuple(doubtful)


def _last_known(entries: list[Entry], name: str) -> str | None:
    known: list[str] = [getattr(entry, name) for entry in entries if getattr(entry, name)]
    return known[-1] if known else None


def _first_at(entries: tuple[Entry, ...], kind: str) -> int | None:
    return min((entry.at_us for entry in entries if entry.kind == kind), default=None)


def _latest(entries: list[Entry]) -> Entry | None:
    return max(entries, key=lambda e: (e.at_us, e.place or "", e.seat), default=None)


def _gate_place(declared: list[Entry], entries: tuple[Entry, ...]) -> str | None:
    rerouted = _latest([entry for entry in entries if entry.kind == "rerouted" and entry.place])
    return rerouted.place if rerouted else _last_known(declared, "place")


def _whereabouts(entries: tuple[Entry, ...]) -> str | None:
    placed = _latest([e for e in entries if e.kind in PLACING and e.place])
    return placed.place if placed else None


def _vehicle(entries: tuple[Entry, ...]) -> str | None:
    carried = [
        entry.other
        for entry in entries
        if entry.other and (entry.kind in DECLARING or (entry.kind, entry.step) == SWAPPED_PLATE)
    ]
    return carried[-1] if carried else None


def linked_to(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Name the visits that these entries link to and do not unlink later."""
    undone = {(e.other, e.at_us) for e in entries if e.kind == "unlinked"}
    linked = {
        e.other
        for e in entries
        if e.kind == "linked"
        and e.other
        and not any(other == e.other and at >= e.at_us for other, at in undone)
    }
    return tuple(sorted(linked))


def held_by(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Name the agencies whose last word is a hold."""
    last: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind in ("held", "released") and entry.agency:
            known = last.get(entry.agency)
            if known is None or (entry.at_us, entry.kind) >= (known.at_us, known.kind):
                last[entry.agency] = entry
    return tuple(sorted(agency for agency, entry in last.items() if entry.kind == "held"))


def _on_other_side(entries: tuple[Entry, ...]) -> bool:
    sides = [e for e in entries if e.kind in ("crossed", "returned")]
    latest = max(sides, key=lambda e: (e.at_us, e.kind), default=None)
    return latest is not None and latest.kind == "crossed"

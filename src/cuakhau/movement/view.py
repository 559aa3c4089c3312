"""What can be asked of a visit, given the zone: `f(zone, visit) → answer`, pure and undated.

Procedures are those in force on the day of declaration (design §1); nothing here depends on the
order in which independent confirmations were recorded.
"""

from collections.abc import Iterable

import msgspec

from cuakhau.movement.procedure import CompiledProcedure, find_compiled
from cuakhau.movement.procedure import milestones_of as milestones_of
from cuakhau.movement.sightings import (
    IN_YARD,
    find_last_place,
    find_missing,
    find_written_off,
    list_sightings,
)
from cuakhau.movement.times import local_day as local_day
from cuakhau.movement.times import local_time as local_time
from cuakhau.movement.visit import Entry, Visit
from cuakhau.zone.zone import Zone

DECLARING = ("declared", "amended")


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
    # left (or back, where the procedure ends there), turned back, merged or written off
    ended_us: int | None
    returned_us: int | None = None  # last came back from the other side
    returned_goods: str | None = None  # what it carried then: `empty` for nothing, None unknown
    slot: str | None = None  # its place in the yard where it was last seen, where somebody said
    missing_us: int | None = None  # since when it is looked for in vain
    written_off_us: int | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the vehicle is still expected or inside the zone."""
        return self.ended_us is None


def view(zone: Zone, visit: Visit) -> View:
    """Answer the usual questions about a visit."""
    standing = visit.standing
    # Most rows are confirmations, and most questions are about the others.
    entries = [entry for entry in standing if entry.kind != "confirmed"]
    declared = [entry for entry in entries if entry.kind in DECLARING]
    declared_us = declared[0].at_us if declared else None
    compiled = find_procedure(zone, declared)
    procedure = compiled.procedure if compiled else None
    milestones, doubtful = _milestones(compiled, confirmed_at(standing))
    turned_back_us = _first_at(entries, "turned_back")
    merged = next((e for e in entries if e.kind == "merged"), None)
    ends_at = procedure.ends_at if procedure else "left"
    sightings = list_sightings(compiled, standing)
    placed = find_last_place(compiled, sightings)
    written_off_us = find_written_off(sightings, entries)
    ended = [
        milestones.get(ends_at),
        turned_back_us,
        merged.at_us if merged else None,
        written_off_us,
    ]
    returned = _latest([entry for entry in entries if entry.kind == "returned"])
    return View(
        zone=visit.zone,
        subject=visit.subject,
        seq=visit.seq,
        procedure=_last_known(declared, "procedure"),
        direction=procedure.direction if procedure else "none",
        goods=_last_known(declared, "goods"),
        vehicle_class=_last_known(declared, "vehicle_class"),
        gate_place=_gate_place(declared, entries),
        place=placed.place if placed else None,
        vehicle=_vehicle(entries),
        declared_us=declared_us,
        milestones=milestones,
        doubtful=doubtful,
        turned_back_us=turned_back_us,
        merged_into=merged.other if merged else None,
        linked=linked_to(entries),
        held_by=held_by(entries),
        on_other_side=find_crossing(compiled, entries, milestones) is not None,
        ended_us=min((at for at in ended if at is not None), default=None),
        returned_us=returned.at_us if returned else None,
        returned_goods=returned.goods if returned else None,
        slot=placed.step if placed and placed.kind in IN_YARD else None,
        missing_us=find_missing(sightings, entries),
        written_off_us=written_off_us,
    )


def find_procedure(zone: Zone, entries: Iterable[Entry]) -> CompiledProcedure | None:
    """Find the procedure last declared, as it was in force on the day of declaration."""
    declared = [entry for entry in entries if entry.kind in DECLARING]
    procedure = _last_known(declared, "procedure")
    if procedure is None:
        return None
    return find_compiled(zone, procedure, local_day(zone, declared[0].at_us))


def confirmed_at(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Give the first confirmation of each step; a repeated one does not move it."""
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind == "confirmed" and entry.step is not None:
            known = first.get(entry.step)
            if known is None or _precedence(entry) < _precedence(known):
                first[entry.step] = entry
    return first


def find_crossing(
    compiled: CompiledProcedure | None, entries: Iterable[Entry], reached: dict[str, int]
) -> int | None:
    """Tell since when the vehicle is on the other side; `None` where it is not, or nobody said.

    Said by `crossed` and `returned`, and on a trip that ends after it clears (the two-way trip)
    by the milestones too: cleared is over there, ended is back.
    """
    said = [(e.at_us, e.kind) for e in entries if e.kind in ("crossed", "returned")]
    if compiled is not None and compiled.is_round_trip:
        trip = compiled.procedure
        ways = ((trip.clears_at, "crossed"), (trip.ends_at, "returned"))
        said += [(reached[milestone], kind) for milestone, kind in ways if milestone in reached]
    if not said or max(said)[1] == "returned":
        return None
    back_us = max((at for at, kind in said if kind == "returned"), default=-1)
    return min(at for at, kind in said if kind == "crossed" and at > back_us)


def linked_to(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Name the visits that these entries link to and do not unlink later."""
    said = [entry for entry in entries if entry.kind in ("linked", "unlinked") and entry.other]
    if not said:
        return ()
    undone: dict[str | None, int] = {}
    for entry in said:
        if entry.kind == "unlinked":
            undone[entry.other] = max(entry.at_us, undone.get(entry.other, entry.at_us))
    kept = {
        entry.other
        for entry in said
        if entry.kind == "linked" and entry.at_us > undone.get(entry.other, entry.at_us - 1)
    }
    return tuple(sorted(other for other in kept if other))


def held_by(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Name the agencies whose last word is a hold."""
    last: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind in ("held", "released") and entry.agency:
            known = last.get(entry.agency)
            if known is None or (entry.at_us, entry.kind) >= (known.at_us, known.kind):
                last[entry.agency] = entry
    return tuple(sorted(agency for agency, entry in last.items() if entry.kind == "held"))


def _precedence(entry: Entry) -> tuple[int, str, bool]:
    return entry.at_us, entry.agency or "", entry.is_doubtful


def _milestones(
    compiled: CompiledProcedure | None, first: dict[str, Entry]
) -> tuple[dict[str, int], tuple[str, ...]]:
    if compiled is None:
        return {}, ()
    times = {step: entry.at_us for step, entry in first.items()}
    reached: dict[str, int] = {}
    doubtful = []
    confirmed = compiled.bits_of(times)
    for milestone in compiled.milestones:
        if not milestone.is_reached(confirmed):
            continue
        step = milestone.find_deciding_step(times)
        if step is not None:
            reached[milestone.id] = times[step]
            if first[step].is_doubtful:
                doubtful.append(milestone.id)
    return reached, tuple(doubtful)


def _last_known(declared: list[Entry], name: str) -> str | None:
    known: list[str] = [getattr(entry, name) for entry in declared if getattr(entry, name)]
    return known[-1] if known else None


def _first_at(entries: Iterable[Entry], kind: str) -> int | None:
    return min((entry.at_us for entry in entries if entry.kind == kind), default=None)


def _latest(entries: list[Entry]) -> Entry | None:
    return max(entries, key=lambda e: (e.at_us, e.place or "", e.goods or ""), default=None)


def _gate_place(declared: list[Entry], entries: Iterable[Entry]) -> str | None:
    rerouted = _latest([entry for entry in entries if entry.kind == "rerouted" and entry.place])
    return rerouted.place if rerouted else _last_known(declared, "place")


def _vehicle(entries: Iterable[Entry]) -> str | None:
    declared = [entry for entry in entries if entry.kind in DECLARING]
    swapped = [e for e in entries if (e.kind, e.step) == ("swapped", "plate") and e.other]
    latest = max(swapped, key=lambda e: (e.at_us, e.other or ""), default=None)
    return latest.other if latest else _last_known(declared, "other")

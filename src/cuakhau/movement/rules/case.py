"""What the rules of visits look at: one visit without the row that is being corrected.

Everything is worked out in one pass, since rules run inside each append and must stay cheap.
"""

from datetime import date
from typing import Any

import msgspec

from cuakhau.movement.around import Around
from cuakhau.movement.event import ANALYTIC_FIELDS, Event
from cuakhau.movement.procedure import CompiledProcedure, find_compiled
from cuakhau.movement.sightings import find_written_off, list_sightings
from cuakhau.movement.times import local_day, local_time
from cuakhau.movement.view import find_crossing, held_by
from cuakhau.movement.visit import Entry, Visit
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone


class Case(msgspec.Struct, eq=False, kw_only=True):
    """An event before it is written, and what stands without it. Rules only read it."""

    zone: Zone
    visit: Visit
    event: Event
    around: Around
    at_us: int  # when the event counts as having happened
    day: date  # of `at_us`, in the zone's calendar
    dated: Zone  # the zone on that day
    target: Entry | None  # the seat that the event corrects
    entries: tuple[Entry, ...]  # what stands, without that seat
    declared_us: int | None = None
    procedure_id: str | None = None
    procedure: CompiledProcedure | None = None
    goods: str | None = None
    confirmed: int = 0  # bits of the compiled procedure
    reached: dict[str, int] = {}  # when: the milestones that arrive, clear and end
    holds: tuple[Entry, ...] = ()  # what held and released it
    arrived_us: int | None = None
    ended_us: int | None = None
    ended_by: str = ""  # the milestone, `turned_back`, `merged` or `written_off`
    merged_into: str | None = None
    crossed_us: int | None = None  # since when it stands on the other side

    @property
    def declaration_day(self) -> date:
        """The day whose procedures hold: of the declaration, or of the event that declares."""
        return self.day if self.declared_us is None else local_day(self.zone, self.declared_us)

    def find_compiled(self, procedure: str) -> CompiledProcedure | None:
        """Find a procedure as it was in force on the day of declaration."""
        return find_compiled(self.zone, procedure, self.declaration_day)

    @property
    def is_round_trip(self) -> bool:
        """Tell whether the vehicle has to come back before its visit ends."""
        return self.procedure is not None and self.procedure.is_round_trip

    @property
    def is_correction(self) -> bool:
        """Tell whether the event takes the seat of another row."""
        return self.event.corrects is not None

    @property
    def is_voiding(self) -> bool:
        """Tell whether the event only takes a row away."""
        return self.event.kind == "voided"


def effective_us(event: Event) -> int:
    """Give when an event counts as having happened: a doubtful clock yields to the server's.

    An event that the server has not placed yet (`recorded_us` 0) is taken at its word.
    """
    if event.recorded_us and event.is_doubtful:
        return event.recorded_us
    return event.happened_us


def build_case(zone: Zone, visit: Visit, event: Event, around: Around) -> Case:
    """Work out what the rules need to know."""
    at_us = effective_us(event)
    day = local_day(zone, at_us)
    target = visit.find_seat(event.corrects) if event.corrects is not None else None
    case = Case(
        zone=zone,
        visit=visit,
        event=event,
        around=around,
        at_us=at_us,
        day=day,
        dated=zone.at(day),
        target=target,
        entries=tuple([e for e in visit.entries if e.kind != "voided" and e is not target]),
    )
    _read_entries(case)
    return case


def _read_entries(case: Case) -> None:
    first: dict[str, int] = {}
    ends: list[tuple[int, str]] = []
    sides: list[Entry] = []
    for entry in case.entries:
        kind = entry.kind
        if kind == "confirmed":
            step, at_us = entry.step or "", entry.at_us
            if at_us < first.get(step, at_us + 1):
                first[step] = at_us
        elif kind in ("declared", "amended"):
            _read_declaration(case, entry)
        elif kind in ("turned_back", "merged"):
            ends.append((entry.at_us, kind))
            case.merged_into = entry.other if kind == "merged" else case.merged_into
        elif kind in ("crossed", "returned"):
            sides.append(entry)
        elif kind in ("held", "released"):
            case.holds = (*case.holds, entry)
    _read_procedure(case, first, ends)
    case.crossed_us = find_crossing(case.procedure, sides, case.reached)
    if any(entry.kind == "written_off" for entry in case.entries):
        off_us = find_written_off(list_sightings(case.procedure, case.entries), case.entries)
        ends += [(off_us, "written_off")] if off_us is not None else []
    if ends:
        case.ended_us, case.ended_by = min(ends)


def _read_declaration(case: Case, entry: Entry) -> None:
    if case.declared_us is None:
        case.declared_us = entry.at_us
    case.procedure_id = entry.procedure or case.procedure_id
    case.goods = entry.goods or case.goods


def _read_procedure(case: Case, first: dict[str, int], ends: list[tuple[int, str]]) -> None:
    if case.procedure_id is not None and case.declared_us is not None:
        case.procedure = case.find_compiled(case.procedure_id)
    compiled = case.procedure
    if compiled is not None:
        trip = compiled.procedure
        case.confirmed = compiled.bits_of(first)
        wanted = (trip.arrives_at, trip.clears_at, trip.ends_at)
        for milestone in compiled.milestones:
            if milestone.id in wanted and milestone.is_reached(case.confirmed):
                case.reached[milestone.id] = first[milestone.find_deciding_step(first) or ""]
        case.arrived_us = case.reached.get(trip.arrives_at)
        if trip.ends_at in case.reached:
            ends.append((case.reached[trip.ends_at], trip.ends_at))


def facts_of(case: Case) -> dict[str, Any]:
    """Collect what the sentences of rules may name; ids of the zone with their names."""
    event, compiled, around = case.event, case.procedure, case.around
    step = case.dated.step_by_id.get(event.step or "")
    missing = compiled.missing_for(event.step or "", case.confirmed) if compiled else 0
    facts = event_facts(case.dated, event)
    facts["procedure"] = named(case.dated, event.procedure or case.procedure_id)
    facts["happened"] = _told(case.zone, event.happened_us)
    facts["recorded"] = _told(case.zone, event.recorded_us)
    facts["declared"] = _told(case.zone, case.declared_us)
    facts["ended"] = _told(case.zone, case.ended_us)
    facts["ended_by"] = named(case.dated, case.ended_by)
    facts["merged_into"] = case.merged_into
    facts["may"] = named(case.dated, *(step.agencies if step else ()))
    facts["missing"] = named(case.dated, *(compiled.steps_of(missing) if compiled else ()))
    facts["writer"] = writer_of(case.dated, case.target.agency if case.target else None)
    facts["limit_h"] = compiled.procedure.stay_limit_h if compiled else None
    facts["held_by"] = named(case.dated, *held_by(case.holds))
    facts["open_visit"] = around.open_visit_of_vehicle
    facts["places_taken"] = around.places_taken
    facts["other_procedure"] = named(case.dated, around.other_procedure)
    facts["other_merged_into"] = around.other_merged_into
    return facts


def event_facts(zone: Zone, event: Event) -> dict[str, Any]:
    """Give what a row says, ids of the zone with their names."""
    facts = {name: getattr(event, name) for name in ANALYTIC_FIELDS}
    for name in ("step", "agency", "place", "procedure", "goods", "vehicle_class"):
        facts[name] = named(zone, facts[name])
    return facts


def writer_of(zone: Zone, agency: str | None) -> Named:
    """Name who wrote a row; what no agency wrote was written by the declarant."""
    if agency is not None:
        return named(zone, agency)
    return Named("declarant", {"vi": "người khai", "en": "the declarant", "zh": "申报人"})


def named(zone: Zone, *row_ids: str | None) -> Named:
    """Join ids of the zone, to be told by their names; `?` where there is none."""
    known = [row_id for row_id in row_ids if row_id]
    if not known:
        return Named("?", {})
    names = {
        language: ", ".join(zone.name_of(row_id, language) for row_id in known)
        for language in LANGUAGES
    }
    return Named(", ".join(known), names)


def _told(zone: Zone, at_us: int | None) -> str:
    if at_us is None:
        return "?"
    return local_time(zone, at_us).strftime("%Y-%m-%d %H:%M:%S %z")

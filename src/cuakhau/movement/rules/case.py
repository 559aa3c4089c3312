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
    first: dict[str, int] = {}  # when each step was first confirmed
    confirmed: int = 0  # the same steps as bits of the compiled procedure
    holds: tuple[Entry, ...] = ()  # what held and released it
    sides: tuple[Entry, ...] = ()  # what crossed and returned it
    written_off: tuple[Entry, ...] = ()  # what said that it is nowhere to be found
    ended_us: int | None = None
    ended_by: str = ""  # the milestone, `turned_back`, `merged` or `written_off`
    merged_into: str | None = None

    @property
    def declaration_day(self) -> date:
        """The day whose procedures hold: of the declaration, or of the event that declares."""
        return self.day if self.declared_us is None else local_day(self.zone, self.declared_us)

    def find_compiled(self, procedure: str) -> CompiledProcedure | None:
        """Find a procedure as it was in force on the day of declaration."""
        return find_compiled(self.zone, procedure, self.declaration_day)

    @property
    def arrived_us(self) -> int | None:
        """When it reached the milestone that its procedure counts as arrival."""
        compiled = self.procedure
        return compiled.find_time(compiled.procedure.arrives_at, self.first) if compiled else None

    @property
    def crossed_us(self) -> int | None:
        """Since when it stands on the other side."""
        compiled, reached = self.procedure, dict[str, int]()
        if compiled is not None and compiled.is_round_trip:
            for milestone in (compiled.procedure.clears_at, compiled.procedure.ends_at):
                at_us = compiled.find_time(milestone, self.first)
                if at_us is not None:
                    reached[milestone] = at_us
        return find_crossing(compiled, self.sides, reached)

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
        first={},
    )
    ends = _read_entries(case)
    if case.procedure_id is not None and case.declared_us is not None:
        _read_procedure(case, ends)
    if case.written_off:
        sightings = list_sightings(case.procedure, case.entries)
        off_us = find_written_off(sightings, case.written_off)
        ends += [(off_us, "written_off")] if off_us is not None else []
    if ends:
        case.ended_us, case.ended_by = min(ends)
    return case


def _read_entries(case: Case) -> list[tuple[int, str]]:
    """Take in what stands; give the ends that rows, not milestones, say."""
    first = case.first
    ends: list[tuple[int, str]] = []
    for entry in case.entries:
        kind = entry.kind
        if kind == "confirmed":
            step, at_us = entry.step or "", entry.at_us
            known = first.get(step)
            if known is None or at_us < known:
                first[step] = at_us
        elif kind in ("declared", "amended"):
            if case.declared_us is None:
                case.declared_us = entry.at_us
            case.procedure_id = entry.procedure or case.procedure_id
            case.goods = entry.goods or case.goods
        elif kind in ("turned_back", "merged"):
            ends.append((entry.at_us, kind))
            case.merged_into = entry.other if kind == "merged" else case.merged_into
        elif kind in ("crossed", "returned"):
            case.sides = (*case.sides, entry)
        elif kind in ("held", "released"):
            case.holds = (*case.holds, entry)
        elif kind == "written_off":
            case.written_off = (*case.written_off, entry)
    return ends


def _read_procedure(case: Case, ends: list[tuple[int, str]]) -> None:
    case.procedure = compiled = case.find_compiled(case.procedure_id or "")
    if compiled is None:
        return
    case.confirmed = compiled.bits_of(case.first)
    if compiled.end is not None and compiled.end.is_reached(case.confirmed):
        step = compiled.end.find_deciding_step(case.first)
        ends.append((case.first[step or ""], compiled.end.id))


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

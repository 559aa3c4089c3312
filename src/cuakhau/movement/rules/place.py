"""Rules of places: the month fits, corrections name a row, and what was said is new."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cuakhau.movement.around import Around
from cuakhau.movement.event import DOUBTFUL_AHEAD_US, Event
from cuakhau.movement.place import STATES, PlaceEntry, PlaceState, place_and_month, subject_of
from cuakhau.movement.rules.case import effective_us, event_facts, named, writer_of
from cuakhau.movement.times import local_day
from cuakhau.zone.zone import Zone


@dataclass(slots=True, eq=False)
class PlaceCase:
    """A row of a place before it is written, and what stands without it."""

    zone: Zone
    state: PlaceState
    event: Event
    around: Around
    at_us: int
    day: date
    place: str
    target: PlaceEntry | None
    entries: tuple[PlaceEntry, ...]

    @property
    def dated(self) -> Zone:
        """The zone on the day of the event."""
        return self.zone.at(self.day)


def build_place_case(zone: Zone, state: PlaceState, event: Event, around: Around) -> PlaceCase:
    """Work out what the rules need to know."""
    at_us = effective_us(event)
    target = state.find_seat(event.corrects) if event.corrects is not None else None
    return PlaceCase(
        zone=zone,
        state=state,
        event=event,
        around=around,
        at_us=at_us,
        day=local_day(zone, at_us),
        place=state.subject.rpartition("@")[0],
        target=target,
        entries=tuple(e for e in state.entries if e.kind != "voided" and e is not target),
    )


def place_facts(case: PlaceCase) -> dict[str, Any]:
    """Collect what the sentences of rules may name."""
    facts = event_facts(case.dated, case.event)
    facts["place"] = named(case.dated, case.place)
    facts["right_subject"] = subject_of(case.place, case.day)
    facts["writer"] = writer_of(case.dated, case.target.agency if case.target else None)
    return facts


def m50_month_fits(case: PlaceCase) -> bool:
    """A row that happened then belongs to {right_subject}, not to {subject}.

    Cure: Send it to {right_subject}.
    """
    try:
        place, month = place_and_month(case.state.subject)
    except ValueError:
        return False
    days = {case.day, local_day(case.zone, case.event.recorded_us or case.at_us)}
    fits = any((day.year, day.month) == (month.year, month.month) for day in days)
    return fits and case.event.place in (None, place)


def m51_place_exists(case: PlaceCase) -> bool:
    """The zone has no place {place} on that day.

    Cure: Choose a place that existed on that day.
    """
    return case.place in case.dated.places


def m52_correction_names_a_row(case: PlaceCase) -> bool:
    """Row {corrects} cannot be corrected: it is no row of {subject} that still counts.

    Cure: Read the place again and name the row that stands now.
    """
    if case.event.corrects is None:
        return True
    voids_a_void = case.event.kind == "voided" and case.target and case.target.kind == "voided"
    return case.target is not None and not voids_a_void


def m53_correction_by_its_writer(case: PlaceCase) -> bool:
    """Row {corrects} was written by {writer}; {agency} may not correct it.

    Cure: Ask {writer} to correct it, or let the dispatcher of the zone do so.
    """
    if case.target is None or case.event.agency == case.target.agency:
        return True
    agency = case.dated.agency_by_id.get(case.event.agency or "")
    return agency is not None and agency.coordinates


def m54_words_of_zone(case: PlaceCase) -> bool:
    """The zone does not know {agency}, {procedure} or {goods} on that day.

    Cure: Choose an agency, a procedure and goods from the zone's lists, or leave them blank.
    """
    event, dated = case.event, case.dated
    return (
        (event.agency is None or event.agency in dated.agency_by_id)
        and (event.procedure is None or event.procedure in dated.procedure_by_id)
        and (event.goods is None or event.goods in dated.goods_by_id)
    )


def m60_clock_is_right(case: PlaceCase) -> bool:
    """The clock that gave the time was more than five minutes ahead of the server.

    Cure: Set the clock of the device; correct the row with the true time so that it counts.
    """
    recorded_us = case.event.recorded_us
    return not recorded_us or case.event.happened_us <= recorded_us + DOUBTFUL_AHEAD_US


def m61_state_is_new(case: PlaceCase) -> bool:
    """{place} was {kind} already.

    Cure: None is needed; if the earlier row is wrong, correct it.
    """
    event = case.event
    if event.kind not in ("opened", "closed"):
        return True
    same = [e for e in case.entries if e.kind in STATES and (e.step, e.goods) == _scope(event)]
    last = max((e for e in same if e.at_us <= case.at_us), key=_order, default=None)
    return last is None or last.kind != event.kind


def m62_officer_was_on_post(case: PlaceCase) -> bool:
    """An officer of {agency} leaves a post that was not taken.

    Cure: Record when the post was taken; it may have been last month.
    """
    if case.event.kind != "post_left":
        return True
    mine = [e for e in case.entries if e.agency == case.event.agency]
    taken = sum(e.kind == "post_taken" for e in mine)
    return taken > sum(e.kind == "post_left" for e in mine)


def m63_slot_was_booked(case: PlaceCase) -> bool:
    """No slot was booked for {other} at {place}.

    Cure: Check the number of the booking.
    """
    if case.event.kind not in ("slot_changed", "slot_missed"):
        return True
    return any(e.kind == "slot_booked" and e.other == case.event.other for e in case.entries)


def m64_sheet_is_new(case: PlaceCase) -> bool:
    """The day sheet of {place} gives "{step}" a second time; the last one counts.

    Cure: Correct the first row instead, so that everybody sees which one holds.
    """
    event = case.event
    if event.kind != "day_counted":
        return True
    said = (event.step, event.procedure, event.goods, case.day)
    return not any(
        (e.step, e.procedure, e.goods, local_day(case.zone, e.at_us)) == said
        for e in case.entries
        if e.kind == "day_counted"
    )


def _scope(event: Event) -> tuple[str | None, str | None]:
    return event.step, event.goods


def _order(entry: PlaceEntry) -> tuple[int, int]:
    return entry.at_us, entry.seat


REFUSING = (
    m50_month_fits,
    m51_place_exists,
    m52_correction_names_a_row,
    m53_correction_by_its_writer,
    m54_words_of_zone,
)
FLAGGING = (
    m60_clock_is_right,
    m61_state_is_new,
    m62_officer_was_on_post,
    m63_slot_was_booked,
    m64_sheet_is_new,
)

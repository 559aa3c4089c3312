"""What a rule needs to know beyond its subject, read only where the event calls for it."""

from cuakhau.journal.asked.nearby import Nearby, find_need, months_of, yards_with_limit
from cuakhau.journal.asked.request import day_of
from cuakhau.journal.store.projection import State
from cuakhau.movement.around import NOTHING_KNOWN, Around
from cuakhau.movement.event import Event
from cuakhau.movement.place import find_passage
from cuakhau.movement.view import view
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone


def build_around(zone: Zone, state: State, event: Event, nearby: Nearby) -> Around:
    """Read the facts that the rules of this event may ask for."""
    need = find_need(zone, event)
    if need is None or not isinstance(state, Visit):
        return NOTHING_KNOWN
    if need == "other":
        return _of_other(event.other or "", nearby)
    if need == "vehicle":
        found = nearby.find_open_visit(event.other or "", but=event.subject)
        return Around(open_visit_of_vehicle=found)
    return _of_place(zone, state, event, nearby)


def _of_other(other: str, nearby: Nearby) -> Around:
    found = nearby.find_other(other)
    if found is None:
        return NOTHING_KNOWN
    return Around(
        known_others=frozenset((other,)),
        other_procedure=found.procedure,
        other_merged_into=found.merged_into,
    )


def _of_place(zone: Zone, state: Visit, event: Event, nearby: Nearby) -> Around:
    place = event.place or ""
    months = nearby.list_months(months_of(place, day_of(zone, event)))
    passage = None
    if months and (direction := view(zone, state).direction) != "none":
        passage = find_passage(months, direction=direction, at_us=event.happened_us)
    taken = None
    if place in yards_with_limit(zone):
        taken = nearby.count_standing(place, but=event.subject)
    return Around(places_taken=taken, place_state=passage)

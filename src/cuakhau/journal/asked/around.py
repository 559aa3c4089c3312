"""What a rule needs to know beyond its subject, read only where the event calls for it."""

from functools import lru_cache

from cuakhau.journal.asked.nearby import Nearby, months_of
from cuakhau.journal.asked.request import day_of
from cuakhau.journal.store.projection import State
from cuakhau.movement.around import NOTHING_KNOWN, Around
from cuakhau.movement.event import Event
from cuakhau.movement.place import find_passage
from cuakhau.movement.view import view
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

TYING = ("linked", "unlinked", "merged", "split")
CARRYING = ("declared", "amended", "swapped")
GOING = ("moved", "rerouted", "called", "crossed", "returned")


def build_around(zone: Zone, state: State, event: Event, nearby: Nearby) -> Around:
    """Read the facts that the rules of this event may ask for."""
    if not isinstance(state, Visit):
        return NOTHING_KNOWN
    if event.other and event.kind in TYING:
        return _of_other(event.other, nearby)
    if event.other and event.kind in CARRYING:
        found = nearby.find_open_visit(event.other, but=event.subject)
        return Around(open_visit_of_vehicle=found)
    if event.place and (event.kind in GOING or _is_going(zone, event)):
        return _of_place(zone, state, event, nearby)
    return NOTHING_KNOWN


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
    if place in _yards_with_limit(zone):
        taken = nearby.count_standing(place, but=event.subject)
    return Around(places_taken=taken, place_state=passage)


def _is_going(zone: Zone, event: Event) -> bool:
    return event.kind == "confirmed" and event.step in _moving_steps(zone)


@lru_cache(maxsize=64)
def _moving_steps(zone: Zone) -> frozenset[str]:
    return frozenset(step.id for step in zone.steps if step.moves)


@lru_cache(maxsize=64)
def _yards_with_limit(zone: Zone) -> frozenset[str]:
    return frozenset(yard.id for yard in zone.yards if yard.capacity is not None)

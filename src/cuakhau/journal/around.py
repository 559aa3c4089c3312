"""What a rule needs to know beyond its subject, read only where the event calls for it."""

from cuakhau.journal.store.connection import fetch
from cuakhau.journal.store.projection import State
from cuakhau.movement.around import NOTHING_KNOWN, Around
from cuakhau.movement.event import Event
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

TYING = ("linked", "unlinked", "merged", "split")
CARRYING = ("declared", "amended", "swapped")
GOING = ("moved", "called", "confirmed")


def build_around(zone: Zone, state: State, event: Event) -> Around:
    """Read the facts that the rules of this event may ask for."""
    if not isinstance(state, Visit):
        return NOTHING_KNOWN
    if event.kind in TYING and event.other:
        return _others(zone.name, event.other)
    if event.kind in CARRYING and event.other:
        return Around(open_visit_of_vehicle=find_open_visit(zone.name, event.other, event.subject))
    if event.kind in GOING and event.place and _has_limit(zone, event.place):
        return Around(places_taken=count_standing(zone.name, event.place, event.subject))
    return NOTHING_KNOWN


def find_open_visit(zone: str, vehicle: str, but: str = "") -> str | None:
    """Find an open visit that carries a vehicle, other than the visit `but`."""
    found = fetch(
        "SELECT subject FROM journal_subject WHERE zone = $1 AND is_open AND vehicle = $2 "
        "AND subject <> $3 ORDER BY declared_us DESC LIMIT 1",
        [zone, vehicle, but],
    )
    return found[0][0] if found else None


def count_standing(zone: str, place: str, but: str = "") -> int:
    """Count the open visits last seen at a place, without the visit `but`."""
    [(count,)] = fetch(
        "SELECT count(*) FROM journal_subject "
        "WHERE zone = $1 AND is_open AND place = $2 AND subject <> $3",
        [zone, place, but],
    )
    return count


def _has_limit(zone: Zone, place: str) -> bool:
    return any(yard.id == place and yard.capacity is not None for yard in zone.yards)


def _others(zone: str, other: str) -> Around:
    found = fetch(
        "SELECT procedure, merged_into FROM journal_subject "
        "WHERE zone = $1 AND subject = $2 AND subject_kind = 'visit' AND seq > 0",
        [zone, other],
    )
    if not found:
        return NOTHING_KNOWN
    procedure, merged_into = found[0]
    return Around(
        known_others=frozenset((other,)), other_procedure=procedure, other_merged_into=merged_into
    )

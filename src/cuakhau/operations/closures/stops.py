"""What stops a trip at a gate: a word that holds, a notice with its document, a row of the zone.

Declaring asks here before it takes a visit; the centre writes what is read here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cuakhau.journal import read
from cuakhau.movement.place import PlaceState, subject_of
from cuakhau.movement.times import local_day
from cuakhau.statistics.live.places import SIDES, Direction, Months, classes_of, serve_goods
from cuakhau.zone.hours import line_of
from cuakhau.zone.types import Side
from cuakhau.zone.zone import Zone

MONTHS_BACK = 12  # a gate that was closed last winter and never opened is closed still


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Why nothing passes. `place` is what it was said of: the place asked for, or its gate.

    With a `document` it is a notice: new declarations are refused by naming it. `reason` is a code
    of the centre's reasons or, in a row of the zone, a text. Instants in microseconds UTC.
    """

    place: str
    side: Side
    reason: str | None
    document: str | None
    since_us: int | None
    until_us: int | None


def find_stop(
    zone: Zone, place: str, *, direction: Direction, goods: str | None, at_us: int
) -> Stop | None:
    """Find what stops goods at a gate or route at an instant, which may be one to come.

    Closing hours are no stop: a vehicle may wait for the morning.
    """
    day = local_day(zone, at_us)
    dated = zone.at(day)
    months = read_months(zone, line_of(dated, place), day)
    for side in SIDES:
        way = (side, direction, classes_of(dated, goods))
        found = serve_goods(zone, months, place, way, at_us)
        if found.word == "closed" and found.basis != "hours":
            return Stop(
                place=found.said_of or place,
                side=side,
                reason=found.reason,
                document=found.document,
                since_us=found.since_us,
                until_us=found.until_us,
            )
    return None


def read_months(zone: Zone, places: Iterable[str], day: date) -> Months:
    """Read the months of places in which what holds on `day` may have been said."""
    wanted = {place: _months_of(place, day) for place in places}
    subjects = [subject for months in wanted.values() for subject in months]
    found = {state.subject: state for state in read.list_places(zone.name, subjects)}
    return {
        place: tuple(found[subject] for subject in months if subject in found)
        for place, months in wanted.items()
    }


def _months_of(place: str, day: date) -> list[str]:
    days = [day]
    for _ in range(MONTHS_BACK):
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return [subject_of(place, one) for one in reversed(days)]


def months_of(states: Iterable[PlaceState]) -> Months:
    """Group months by their place, the newest last."""
    grouped: dict[str, list[PlaceState]] = {}
    for state in sorted(states, key=lambda one: one.subject):
        grouped.setdefault(state.subject.rpartition("@")[0], []).append(state)
    return grouped

"""The hours of a replayed place, and how its vehicles spread over them."""

from dataclasses import dataclass
from datetime import time

from cuakhau.simulation.replay.draft import HOUR, MINUTE, Dice
from cuakhau.zone.types import Gate, Hours, Route
from cuakhau.zone.zone import Zone

# Where no row of the zone says more: goods from 07:00 to 18:00, the hours of Hữu Nghị until 2024.
ASSUMED = (7 * HOUR, 18 * HOUR)
# Vehicles by the hour of day from 07:00: slow start, two peaks, a pause at noon. Assumed.
_BY_HOUR = (3.0, 6.0, 9.0, 10.0, 9.0, 5.0, 5.0, 8.0, 10.0, 9.0, 7.0, 5.0, 3.0)
_FIRST_HOUR = 7
_FRUIT_MONTHS = range(5, 10)  # durian, longan, lychee: exports come later in the day


@dataclass(frozen=True, slots=True)
class Opening:
    """When a place serves goods on the day, in seconds from midnight, and whether that is known."""

    opens_s: int
    closes_s: int
    is_known: bool


def find_opening(dated: Zone, place: str, weekday: int, cut_off_s: int) -> Opening:
    """Find the hours of a place on a day (ISO weekday), its own or its gate's."""
    for name in (place, dated.find_gate_of(place)):
        for row in dated.hours:
            if (row.place, row.side, row.serves) == (name, "vn", "goods") and weekday in row.days:
                closes_s = min(_seconds(row.closes), cut_off_s)
                return Opening(_seconds(row.opens), closes_s, is_known=True)
    return Opening(ASSUMED[0], min(ASSUMED[1], cut_off_s), is_known=False)


def _seconds(wall: time) -> int:
    return wall.hour * HOUR + wall.minute * MINUTE


def draw_time(dice: Dice, low_s: int, high_s: int, *, month: int, direction: str) -> int:
    """Draw a time of day between two, more in busy hours, by the season."""
    hours = [h for h in range(24) if (h + 1) * HOUR > low_s and h * HOUR < high_s]
    weights = [_weight(hour, month, direction) for hour in hours]
    if not hours or sum(weights) <= 0:
        return dice.between(low_s, high_s)
    hour = dice.pick(hours, weights)
    return dice.between(max(low_s, hour * HOUR), min(high_s, (hour + 1) * HOUR))


def _weight(hour: int, month: int, direction: str) -> float:
    place = hour - _FIRST_HOUR
    weight = _BY_HOUR[place] if 0 <= place < len(_BY_HOUR) else 1.0
    is_late = hour >= 15
    if direction == "export" and month in _FRUIT_MONTHS:
        return weight * (1.3 if is_late else 0.9)
    return weight


def places_of_line(dated: Zone, line: str) -> tuple[str, ...]:
    """Choose where the vehicles of a line go: roads with hours for goods, else freight roads.

    A gate without roads of its own is taken itself. Nobody prints the split between roads.
    """
    row = next(one for one in dated.bulletin_lines if one.id == line)
    here = [dated.places[place] for place in row.places if place in dated.places]
    roads = [place for place in here if isinstance(place, Route)]
    goods = {h.place for h in dated.hours if _serves_goods(h)}
    open_roads = [road for road in roads if road.id in goods]
    freight = [road for road in roads if road.kind == "dedicated"]
    if roads:
        return tuple(road.id for road in open_roads or freight or roads)
    return tuple(place.id for place in here if isinstance(place, Gate))


def _serves_goods(hours: Hours) -> bool:
    return hours.side == "vn" and hours.serves == "goods"


def find_yard(dated: Zone, place: str) -> str | None:
    """Find a yard for the vehicles of a place: its own first, then its gate's."""
    own = [yard.id for yard in dated.yards if yard.gate == place]
    gate = [yard.id for yard in dated.yards if yard.gate == dated.find_gate_of(place)]
    return next(iter([*own, *gate]), None)

"""What a change touches, so that two changes of the same thing are seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import product

from cuakhau.simulation.scenario.choosing import places_within, posts_of, streams_of
from cuakhau.simulation.scenario.types import (
    Beside,
    Change,
    Dated,
    Demand,
    Drop,
    HoursChange,
    Merge,
    Pool,
    Quota,
    Reroute,
    Servers,
    ServiceChange,
    SlotsChange,
    YardChange,
)
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.zone import Zone

_MIDNIGHT, _END = time(0, 0), time(23, 59, 59, 999_999)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is changed, called `name` for people, on which days and between which times."""

    kind: str
    key: tuple[str | None, ...]
    name: str
    first_day: date
    last_day: date
    opens: time
    closes: time


def list_things(zone: Zone, twin: Twin, change: Change) -> Iterator[Thing]:
    """List what a change touches; a closure touches nothing that another change could."""
    match change:
        case Servers() | Quota():
            yield from (_thing(change, post.id) for post in posts_of(zone, twin, change))
        case SlotsChange() | Reroute():
            yield from (_thing(change, one.id) for one in streams_of(zone, twin, change))
        case HoursChange():
            around = sorted(places_within(zone, change.place))
            yield from (_thing(change, place, change.side) for place in around)
        case Drop():
            yield _thing(change, change.step)
        case Pool():
            yield from (_thing(change, step) for step in change.steps)
        case Merge() | Beside():
            procedures = change.procedures or tuple({p.id for p in zone.procedures})
            yield from (_thing(change, *pair) for pair in product(change.steps, procedures))
        case YardChange() | Demand() | ServiceChange():
            yield _selected(change)


def _selected(change: YardChange | Demand | ServiceChange) -> Thing:
    """Take the conditions of a change for what it touches."""
    match change:
        case YardChange():
            return _thing(change, change.id, *sorted(change.vehicle_classes))
        case ServiceChange():
            return _thing(change, change.step, change.place, change.procedure, change.goods)
        case Demand():
            said = (change.stream, change.place, change.procedure, change.direction, change.goods)
            return _thing(change, " · ".join(one for one in said if one) or "*", *said)


def is_contradicted(one: Thing, other: Thing) -> bool:
    """Tell whether two changes touch the same thing at a common time."""
    same = (one.kind, one.key) == (other.kind, other.key)
    days = one.first_day <= other.last_day and other.first_day <= one.last_day
    return same and days and one.opens < other.closes and other.opens < one.closes


def _thing(change: Change, name: str, *key: str | None) -> Thing:
    first, last = (None, None)
    if isinstance(change, Dated):
        first, last = change.first_day, change.last_day
    opens, closes = None, None
    if isinstance(change, Servers):
        opens, closes = change.opens, change.closes
    return Thing(
        kind=type(change).__name__,
        key=(name, *key),
        name=name,
        first_day=first or date.min,
        last_day=last or date.max,
        opens=opens or _MIDNIGHT,
        closes=closes or _END,
    )

"""Changes of the twin: posts, streams, places, times of service."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time

from cuakhau.simulation.scenario.choosing import places_within, posts_of, streams_of
from cuakhau.simulation.scenario.opening import SOURCE, validity_of
from cuakhau.simulation.scenario.types import (
    Demand,
    Merge,
    Quota,
    Reroute,
    Servers,
    ServiceChange,
    SlotsChange,
    YardChange,
)
from cuakhau.simulation.twin.chances import Surge, Together
from cuakhau.simulation.twin.goods import list_kinds
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Post, Profile, Service, Shift, Stream, YardPlaces
from cuakhau.zone.zone import Zone

_MIDNIGHT = time(0, 0)
SLOTS = "slots:"


def change_servers(zone: Zone, twin: Twin, change: Servers) -> Twin:
    """Put more, fewer or so many on duty, for a part of the day or all of it."""
    begins, ends = validity_of(change)
    shift = Shift(
        opens=change.opens or _MIDNIGHT,
        closes=change.closes or _MIDNIGHT,
        servers=change.set,
        more=change.add or 0,
        valid_from=begins,
        valid_until=ends,
    )
    return _with_posts(
        twin, posts_of(zone, twin, change), lambda p: replace(p, shifts=(*p.shifts, shift))
    )


def change_quota(zone: Zone, twin: Twin, change: Quota) -> Twin:
    """Let so many through, a day or an hour, and no other quota of that post hold."""
    per_day, per_hour = change.per_day, change.per_hour
    return _with_posts(
        twin,
        posts_of(zone, twin, change),
        lambda p: replace(p, per_day=per_day, per_hour=per_hour),
    )


def change_demand(zone: Zone, twin: Twin, change: Demand) -> Twin:
    """Let so many times as many come."""
    begins, ends = validity_of(change)
    surges = [
        Surge(
            stream=stream.id,
            factor=change.factor,
            valid_from=begins,
            valid_until=ends,
            source=SOURCE,
        )
        for stream in streams_of(zone, twin, change)
    ]
    return replace(twin, surges=(*twin.surges, *surges))


def book_slots(zone: Zone, twin: Twin, change: SlotsChange) -> Twin:
    """Let vehicles come by booked slots, in other hours where the change says which."""
    chosen = streams_of(zone, twin, change)
    profiles = [_hours_of(twin, stream, change.hours) for stream in chosen if change.hours]

    def booked(stream: Stream) -> Stream:
        return replace(
            stream,
            booked=True,
            profile=f"{SLOTS}{stream.id}" if change.hours else stream.profile,
            slot_min=change.slot_min,
            spread_min=change.spread_min,
            no_show=change.no_show,
        )

    changed = _with_streams(twin, chosen, booked)
    kept = [one for one in twin.profiles if one.id not in {new.id for new in profiles}]
    return replace(changed, profiles=(*kept, *profiles))


def _hours_of(twin: Twin, stream: Stream, hours: tuple[float, ...]) -> Profile:
    """Give the profile of a stream other hours; its weekdays and months stay."""
    today = next((one for one in twin.profiles if one.id == stream.profile), None)
    new = Profile(id=f"{SLOTS}{stream.id}", hours=hours, source=SOURCE)
    return replace(new, weekdays=today.weekdays, months=today.months) if today else new


def reroute(zone: Zone, twin: Twin, change: Reroute) -> Twin:
    """Send vehicles to another place, and to its yards."""

    def sent(stream: Stream) -> Stream:
        return replace(stream, place=change.to, yards=change.yards or stream.yards)

    return _with_streams(twin, streams_of(zone, twin, change), sent)


def merge_steps(_zone: Zone, twin: Twin, change: Merge) -> Twin:
    """Let one stop do for several steps; they are served together no longer."""
    joint = Together(
        steps=change.steps,
        procedures=change.procedures,
        joint=True,
        lasts=change.lasts,
        source=SOURCE,
    )
    return replace(twin, together=(joint, *twin.together))


def change_yard(zone: Zone, twin: Twin, change: YardChange) -> Twin:
    """Give a yard more, fewer or so many places, for all vehicles or for some classes."""
    wanted = set(change.vehicle_classes)
    rows = [row for row in twin.yard_places if row.yard == change.id]
    # Where the twin says nothing, the places that the zone has go on beside those that change.
    of_zone = () if rows else tuple(_places_of_zone(zone, change.id))
    fitting = [row for row in (*rows, *of_zone) if set(row.vehicle_classes) == wanted]
    if fitting:
        new = replace(fitting[0], places=_places(change, fitting[0].places))
        kept = (new if row is fitting[0] else row for row in (*twin.yard_places, *of_zone))
        return replace(twin, yard_places=tuple(kept))
    added = YardPlaces(
        id=":".join([change.id, *sorted(wanted)]),
        yard=change.id,
        places=_places(change, 0),
        vehicle_classes=change.vehicle_classes,
        source=SOURCE,
    )
    return replace(twin, yard_places=(*twin.yard_places, added, *of_zone))


def _places_of_zone(zone: Zone, yard: str) -> Iterator[YardPlaces]:
    row = next((one for one in zone.yards if one.id == yard), None)
    if row is None or row.capacity is None:
        return
    for kind, places in row.capacity_by_class.items():
        yield YardPlaces(
            id=f"{yard}:{kind}", yard=yard, places=places, vehicle_classes=(kind,), source=SOURCE
        )
    left = row.capacity - sum(row.capacity_by_class.values())
    if left or not row.capacity_by_class:
        yield YardPlaces(id=yard, yard=yard, places=left, source=SOURCE)


def change_service(zone: Zone, twin: Twin, change: ServiceChange) -> Twin:
    """Let a step take so many times as long, everywhere or of some vehicles only."""
    around = places_within(zone, change.place) if change.place else None

    def slower(row: Service) -> Service:
        return replace(
            row,
            mean_s=row.mean_s * change.factor,
            sample_s=tuple(seconds * change.factor for seconds in row.sample_s),
        )

    rows: list[Service] = []
    for row in twin.services:
        if row.step != change.step:
            rows.append(row)
        elif _is_only_of(zone, row, change, around):
            rows.append(slower(row))
        else:
            rows += [row, *_narrowed(slower(row), change, around)]
    return replace(twin, services=tuple(rows))


def _is_only_of(zone: Zone, row: Service, change: ServiceChange, around: set[str] | None) -> bool:
    """Tell whether a row speaks of no vehicle but those that a change is about."""
    return (
        (around is None or row.place in around)
        and (change.procedure in (None, row.procedure))
        and (change.goods is None or change.goods in list_kinds(zone, row.goods))
    )


def _narrowed(row: Service, change: ServiceChange, around: set[str] | None) -> list[Service]:
    """Make a row of its own for the vehicles of a change, where the old one speaks of more."""
    clashes = (
        (around is not None and row.place is not None and row.place not in around)
        or (change.procedure is not None and row.procedure not in (None, change.procedure))
        or (change.goods is not None and row.goods not in (None, change.goods))
    )
    if clashes:
        return []
    return [
        replace(
            row,
            place=row.place or change.place,
            procedure=row.procedure or change.procedure,
            goods=row.goods or change.goods,
        )
    ]


def _places(change: YardChange, there: int) -> int:
    return change.set if change.set is not None else there + (change.add or 0)


def _with_posts(twin: Twin, chosen: tuple[Post, ...], how: Callable[[Post], Post]) -> Twin:
    names = {post.id for post in chosen}
    return replace(twin, posts=tuple(how(p) if p.id in names else p for p in twin.posts))


def _with_streams(twin: Twin, chosen: tuple[Stream, ...], how: Callable[[Stream], Stream]) -> Twin:
    names = {stream.id for stream in chosen}
    return replace(twin, streams=tuple(how(s) if s.id in names else s for s in twin.streams))

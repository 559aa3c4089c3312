"""Where vehicles stand: the places of yards by class, and the roads before the gates."""

from collections.abc import Iterator

from cuakhau.simulation.network.types import Pool
from cuakhau.simulation.twin.types import Road, Stream, YardPlaces
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.types import Yard
from cuakhau.zone.zone import Zone

ROAD = "road:"


def road_to(place: str) -> str:
    """Name the pool of the road before a gate or route."""
    return f"{ROAD}{place}"


def pool_of_road(window: Window, place: str) -> Pool:
    """Give the road before a gate or route: it takes all; its lengths where they are known."""
    road, row = road_to(place), _road_row(window, place)
    return Pool(
        id=road,
        yard=road,
        each_m=_metres_each(window, place),
        length_m=None if row is None else row.metres,
    )


def find_limit(window: Window, stream: Stream) -> int | None:
    """Give the number of vehicles on the road at which a stream turns away; `None`: at none.

    A road that turns away is full when one more vehicle of the mean length has no room on it.
    """
    row, each_m = _road_row(window, stream.place), _metres_each(window, stream.place)
    limits = [] if stream.patience is None else [stream.patience]
    if row is not None and row.when_full == "turned_away" and each_m is not None:
        limits.append(max(1, int(row.metres / each_m)))
    return min(limits, default=None)


def _road_row(window: Window, place: str) -> Road | None:
    return next((row for row in window.twin.roads if row.place == place), None)


def _metres_each(window: Window, place: str) -> float | None:
    """Give the mean length of who comes there by day; unknown where that of one stream is."""
    coming = [one for one in window.twin.streams if one.place == place and one.per_day > 0]
    lengths = [_length_of(window, one) for one in coming]
    known = [length for length in lengths if length is not None]
    if not coming or len(known) < len(coming):
        return None
    weights = [one.per_day for one in coming]
    return sum(w * m for w, m in zip(weights, known, strict=True)) / sum(weights)


def _length_of(window: Window, stream: Stream) -> float | None:
    rows = {row.vehicle_class: row.metres for row in window.twin.vehicle_lengths}
    return rows.get(stream.vehicle_class, rows.get(None))


def pools_of_yard(window: Window, stream: Stream, yard: str) -> tuple[Pool, ...]:
    """List the pools of a yard; one without an end where nobody knows how many places it has."""
    rows = _rows_of(window, yard)
    if rows:
        return tuple(Pool(id=row.id, yard=yard, places=row.places) for row in rows)
    return tuple(
        Pool(id=_name(yard, kind), yard=yard, places=places)
        for kind, places in _places_of_zone(window.zone_of(stream), yard)
    )


def pools_for(window: Window, stream: Stream, yard: str) -> tuple[str, ...]:
    """Name the pools of a yard that take a stream: those for its own kind first."""
    rows = _rows_of(window, yard)
    if rows:
        fitting = [row for row in rows if _fits(row, stream)]
        fitting.sort(key=lambda row: not (row.vehicle_classes or row.procedures))
        return tuple(row.id for row in fitting)
    kinds = [kind for kind, _ in _places_of_zone(window.zone_of(stream), yard)]
    own = [kind for kind in kinds if kind == stream.vehicle_class]
    return tuple(_name(yard, kind) for kind in (*own, *(k for k in kinds if k is None)))


def _rows_of(window: Window, yard: str) -> list[YardPlaces]:
    return [row for row in window.twin.yard_places if row.yard == yard]


def _fits(row: YardPlaces, stream: Stream) -> bool:
    of_class = not row.vehicle_classes or stream.vehicle_class in row.vehicle_classes
    return of_class and (not row.procedures or stream.procedure in row.procedures)


def _places_of_zone(dated: Zone, yard: str) -> Iterator[tuple[str | None, int | None]]:
    """Give (class, places) as the zone has them; what is left over takes any class."""
    row = dated.places.get(yard)
    if not isinstance(row, Yard):  # a vehicle may stand at a route that has no yard
        yield None, None
        return
    yield from row.capacity_by_class.items()
    left = None if row.capacity is None else row.capacity - sum(row.capacity_by_class.values())
    if left != 0:
        yield None, left


def _name(yard: str, kind: str | None) -> str:
    return f"{yard}:{kind}" if kind else yard

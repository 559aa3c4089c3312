"""Where vehicles stand: the places of yards by class, and the roads before the gates."""

from collections.abc import Iterator

from cuakhau.simulation.network.types import Pool
from cuakhau.simulation.twin.types import Stream, YardPlaces
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.types import Yard
from cuakhau.zone.zone import Zone

ROAD = "road:"


def road_to(place: str) -> str:
    """Name the pool of the road before a gate or route."""
    return f"{ROAD}{place}"


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

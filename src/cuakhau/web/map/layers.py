"""What is on the map: f(zone of the day) → gates, routes and yards with their places. Pure.

There is no layer of a border: world maps draw this one each in their own way, and none of them is
the one that the two sides have marked.
"""

from dataclasses import dataclass
from typing import Literal

from cuakhau.zone.types import Gate, Route, Yard
from cuakhau.zone.zone import Zone

Kind = Literal["gate", "route", "yard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of the zone; `at` is latitude and longitude in degrees, `None` where nobody knows.

    `near` is the gate or route that it is part of or serves, `source` the row of the zone's sources
    that says where it lies.
    """

    id: str
    kind: Kind
    near: str | None
    at: tuple[float, float] | None
    source: str = ""

    @property
    def is_schematic(self) -> bool:
        """Tell whether the map can only put it somewhere."""
        return self.at is None


def build_layers(dated: Zone) -> tuple[Spot, ...]:
    """List each place of the day once: a gate, its yards, its routes, each with its yards."""
    spots: list[Spot] = []
    for gate in dated.gates:
        spots.append(_spot(gate, "gate", None))
        spots += _yards(dated, gate.id)
        for route in dated.routes:
            if route.gate == gate.id:
                spots.append(_spot(route, "route", gate.id))
                spots += _yards(dated, route.id)
    return tuple(spots)


def _yards(dated: Zone, place: str) -> list[Spot]:
    return [_spot(yard, "yard", place) for yard in dated.yards if yard.gate == place]


def _spot(row: Gate | Route | Yard, kind: Kind, near: str | None) -> Spot:
    known = row.latitude is not None and row.longitude is not None
    at = (row.latitude, row.longitude) if known else None
    return Spot(
        id=row.id,
        kind=kind,
        near=near,
        at=at,  # type: ignore[arg-type]  # both or neither
        source=row.source if known else "",
    )

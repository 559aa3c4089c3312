"""The gate and the route of a place, and what is counted of one of them."""

from collections import Counter
from dataclasses import dataclass, field

from cuakhau.zone.types import Lane, Route
from cuakhau.zone.zone import Zone


@dataclass(slots=True)
class WayTally:
    """What is counted of one gate or route."""

    cleared: Counter[str] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)
    cleared_last_hour: int = 0
    arrived_last_hour: int = 0
    oldest_us: int | None = None
    is_on_log: bool = False

    def wait_since(self, since_us: int | None) -> None:
        """Take the arrival of a waiting vehicle."""
        if since_us is not None and (self.oldest_us is None or since_us < self.oldest_us):
            self.oldest_us = since_us


def find_ways(dated: Zone, place: str | None) -> tuple[str, ...]:
    """Name the gate and, where it is known, the route that a place belongs to."""
    found = dated.places.get(place or "")
    route = found.route if isinstance(found, Lane) else None
    if isinstance(found, Route):
        route = found.id
    gate = dated.find_gate_of(place) if place else None
    return tuple(way for way in (gate, route) if way is not None)

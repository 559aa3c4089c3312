"""What plans stand on: a zone, its twin and the days; its gates, posts, streams and yards."""

from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from cuakhau.planning.from_now.usual import Usual, start_as_usual
from cuakhau.planning.search.lever import Lever
from cuakhau.simulation.network.types import Network, Pool
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.calendar import list_spans
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Post, Stream, YardPlaces
from cuakhau.simulation.twin.window import HOUR_US, Window
from cuakhau.zone.row import Side
from cuakhau.zone.zone import Zone

SIDES: tuple[Side, Side] = ("vn", "cn")
MIDNIGHT_H = 24
Turned = tuple[tuple[Lever, int], ...]  # levers that a plan turns, and to what


@dataclass(frozen=True, eq=False)  # by itself: to compare whole zones would cost more than a run
class Ground:
    """A zone with its twin, over `days` days from `first_day` on.

    It begins as full as usual, which is what `usual` holds: itself, where that is left out.
    """

    zone: Zone
    twin: Twin
    first_day: date
    days: int
    usual: Usual | None = None

    @cached_property
    def before(self) -> Usual:
        """The zone and twin of the days before."""
        return self.usual or Usual(self.zone, self.twin)

    @cached_property
    def window(self) -> Window:
        """The days of the run, with the twin's rows of the first of them."""
        twin = self.twin.during(self.first_day, self.days)
        return Window(self.zone, twin, self.first_day, self.days)

    @cached_property
    def today(self) -> Network:
        """The network of today's plan."""
        built = build_network(self.zone, self.twin, first_day=self.first_day, days=self.days)
        return start_as_usual(self.before, self.zone, self.twin, built)

    @cached_property
    def post_by_id(self) -> dict[str, Post]:
        """The posts of which one row holds on the first day."""
        return {post.id: post for post in self.window.twin.posts}

    @cached_property
    def stream_by_id(self) -> dict[str, Stream]:
        """The streams in force on the first day."""
        return {stream.id: stream for stream in self.window.twin.streams}

    def hours_of(self, gate: str, side: Side) -> tuple[float, float] | None:
        """Give from when until when a side works at a gate on the first day, in hours.

        `None` where it does not, or works past midnight.
        """
        places = [p for p in places_of(self) if self.gate_of(p) == gate]
        spans = [
            (begin / HOUR_US, end / HOUR_US)
            for place in places
            for begin, end in list_spans(self.window, [place], side)
            if begin < MIDNIGHT_H * HOUR_US
        ]
        if not spans or max(end for _, end in spans) > MIDNIGHT_H:
            return None
        return min(begin for begin, _ in spans), max(end for _, end in spans)

    def gate_of(self, place: str) -> str:
        """Give the gate to which a route belongs; itself for a gate."""
        return self.zone.at(self.first_day).find_gate_of(place) or place


def places_of(ground: Ground) -> tuple[str, ...]:
    """List the places to which vehicles come."""
    return tuple(dict.fromkeys(flow.facts["place"] for flow in ground.today.flows))


def gates_of(ground: Ground) -> tuple[str, ...]:
    """List the gates to which vehicles come."""
    return tuple(dict.fromkeys(ground.gate_of(place) for place in places_of(ground)))


def yard_row_of(ground: Ground, pool: Pool) -> YardPlaces | None:
    """Give what a scenario can change of a pool: its row, or the yard where the zone says it all.

    `None` where several rows are for the same classes, so that none of them can be named.
    """
    rows = [row for row in ground.window.twin.yard_places if row.yard == pool.yard]
    mine = next((row for row in rows if row.id == pool.id), None)
    if mine is None:
        whole = YardPlaces(id=pool.id, yard=pool.yard, places=pool.places or 0)
        return whole if not rows and pool.id == pool.yard else None
    same = [row for row in rows if set(row.vehicle_classes) == set(mine.vehicle_classes)]
    return mine if len(same) == 1 else None


def clock(hour: int) -> time:
    """Write an hour as a time of day; 24 is the midnight after."""
    return time(hour % 24)

"""Counts the visits of a board, one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from cuakhau.movement.view import View
from cuakhau.statistics.live.late import LateTally
from cuakhau.statistics.live.shapes import HOUR_US, Hour, Line, Standing, Wait, Way
from cuakhau.statistics.passage import Passage
from cuakhau.zone.bulletin.day import Window
from cuakhau.zone.bulletin.headings import HEADINGS, LEAVES, PARENT, Heading, above
from cuakhau.zone.types import Lane, Route
from cuakhau.zone.zone import Zone

HOURS_SHOWN = 24


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


@dataclass(slots=True)
class Tally:
    """Counts the bulletin day so far, the last 24 hours, and what stands now."""

    dated: Zone
    window: Window
    now_us: int
    late: LateTally
    cleared: dict[str, Counter[Heading]] = field(default_factory=lambda: defaultdict(Counter))
    waiting: dict[str, Counter[Heading]] = field(default_factory=lambda: defaultdict(Counter))
    arrived: Counter[str] = field(default_factory=Counter)
    turned_back: Counter[str] = field(default_factory=Counter)
    arrived_in: Counter[int] = field(default_factory=Counter)
    cleared_in: Counter[tuple[int, str]] = field(default_factory=Counter)
    standing_at: Counter[str] = field(default_factory=Counter)
    procedures: Counter[str] = field(default_factory=Counter)
    waits: list[Wait] = field(default_factory=list)
    oldest: dict[str, int] = field(default_factory=dict)
    on_log: set[str] = field(default_factory=set)
    known_places: set[tuple[tuple[int | None, str | None], ...]] = field(default_factory=set)
    line_of: dict[str | None, str] = field(default_factory=dict)
    ways: dict[str, WayTally] = field(default_factory=lambda: defaultdict(WayTally))
    ways_of: dict[str | None, tuple[str, ...]] = field(default_factory=dict)
    expected: int = 0

    # The first instant of the 24 clock hours that end with the one now running.
    first_hour_us: int = field(init=False)

    def __post_init__(self) -> None:
        """Find the first hour."""
        self.first_hour_us = -(-self.now_us // HOUR_US) * HOUR_US - HOURS_SHOWN * HOUR_US

    def take(self, standing: Standing) -> None:
        """Count one visit."""
        passage, seen = standing.passage, standing.seen
        if seen.is_open and seen.place is not None:
            self.standing_at[seen.place] += 1  # it takes room, whatever the bulletin counts
        if passage is None:
            return
        if passage.places not in self.known_places:
            self._take_places(passage)
        if self._is_past(passage.arrived_us):
            self._take_arrival(passage)
        elif passage.out_us is None:
            self.expected += 1
        if self._is_past(passage.out_us):
            self._take_exit(passage)
        is_there = passage.stays_at(self.now_us) and seen.written_off_us is None
        if is_there:
            self._take_wait(seen, passage)
        self.late.take(passage.subject, standing.steps, is_there=is_there)

    def _take_places(self, passage: Passage) -> None:
        """Note where vehicles are bound for; thousands are bound for the same few places."""
        self.known_places.add(passage.places)
        for _, place in passage.places:
            if place:
                self.on_log.add(self._line_of(place))
                for way in self._ways_of(place):
                    self.ways[way].is_on_log = True

    def _is_past(self, at_us: int | None) -> bool:
        return at_us is not None and at_us <= self.now_us

    def _line_of(self, place: str | None) -> str:
        if place not in self.line_of:
            self.line_of[place] = (self.dated.find_bulletin_line(place) if place else None) or ""
        return self.line_of[place]

    def _ways_of(self, place: str | None) -> tuple[str, ...]:
        if place not in self.ways_of:
            self.ways_of[place] = find_ways(self.dated, place)
        return self.ways_of[place]

    def _line_at(self, passage: Passage, at_us: int) -> str:
        return self._line_of(passage.place_at(at_us))

    def _hour(self, at_us: int) -> int:
        return (at_us - self.first_hour_us - 1) // HOUR_US

    def _take_arrival(self, passage: Passage) -> None:
        at_us = passage.arrived_us
        if at_us is None:
            return
        self.arrived_in[self._hour(at_us)] += 1
        if at_us > self.now_us - HOUR_US:
            for way in self._ways_of(passage.place_at(at_us)):
                self.ways[way].arrived_last_hour += 1
        if self.window.holds(at_us):
            self.arrived[self._line_at(passage, at_us)] += 1

    def _take_exit(self, passage: Passage) -> None:
        at_us = passage.out_us
        if at_us is None:
            return
        direction = passage.heading.partition("_")[0]
        if passage.is_cleared:
            self.cleared_in[self._hour(at_us), direction] += 1
            if at_us > self.now_us - HOUR_US:
                for way in self._ways_of(passage.place_at(at_us)):
                    self.ways[way].cleared_last_hour += 1
        if not self.window.holds(at_us):
            return
        line = self._line_at(passage, at_us)
        if not passage.is_cleared:
            self.turned_back[line] += 1
            return
        self.cleared[line][passage.heading] += 1
        for way in self._ways_of(passage.place_at(at_us)):
            self.ways[way].cleared[direction] += 1

    def _take_wait(self, seen: View, passage: Passage) -> None:
        place = passage.place_at(self.now_us)
        line, direction = self._line_of(place), passage.heading.partition("_")[0]
        self.waiting[line][passage.heading] += 1
        self.procedures[seen.procedure or ""] += 1
        for way in self._ways_of(place):
            tally = self.ways[way]
            tally.waiting[direction] += 1
            tally.wait_since(passage.arrived_us)
        if passage.arrived_us is not None:
            self.oldest[line] = min(passage.arrived_us, self.oldest.get(line, passage.arrived_us))
            self.waits.append(
                Wait(passage.subject, line, passage.heading, passage.arrived_us, seen.place)
            )

    def build_line(self, line: str, unit: str) -> Line:
        """Build a line of the bulletin."""
        return Line(
            id=line,
            unit=unit,
            is_on_log=line in self.on_log,
            cleared=roll_up(self.cleared.get(line, Counter())),
            waiting=roll_up(self.waiting.get(line, Counter())),
            arrived=self.arrived[line],
            turned_back=self.turned_back[line],
            oldest_us=self.oldest.get(line),
        )

    def list_ways(self) -> list[Way]:
        """List every gate, followed by its routes."""
        order = [
            (way, gate)
            for row in self.dated.gates
            for way, gate in (
                (row.id, None),
                *((route.id, row.id) for route in self.dated.routes if route.gate == row.id),
            )
        ]
        return [self._build_way(way, gate) for way, gate in order]

    def _build_way(self, way: str, gate: str | None) -> Way:
        found = self.ways.get(way, WayTally())
        return Way(
            id=way,
            gate=gate,
            is_on_log=found.is_on_log,
            cleared_export=found.cleared["export"],
            cleared_import=found.cleared["import"],
            cleared_last_hour=found.cleared_last_hour,
            arrived_last_hour=found.arrived_last_hour,
            waiting_export=found.waiting["export"],
            waiting_import=found.waiting["import"],
            oldest_us=found.oldest_us,
        )

    def list_hours(self) -> list[Hour]:
        """List the 24 clock hours that end with the one now running."""
        return [
            Hour(
                self.first_hour_us + hour * HOUR_US,
                self.arrived_in[hour],
                self.cleared_in[hour, "export"],
                self.cleared_in[hour, "import"],
            )
            for hour in range(HOURS_SHOWN)
        ]


def find_ways(dated: Zone, place: str | None) -> tuple[str, ...]:
    """Name the gate and, where it is known, the route that a place belongs to."""
    found = dated.places.get(place or "")
    route = found.route if isinstance(found, Lane) else None
    if isinstance(found, Route):
        route = found.id
    gate = dated.find_gate_of(place) if place else None
    return tuple(way for way in (gate, route) if way is not None)


def roll_up(counter: Mapping[Heading, int]) -> dict[Heading, int | None]:
    """Add headings up. Below one that holds vehicles of its own, the parts are unknown."""
    total: Counter[Heading] = Counter()
    for heading, number in counter.items():
        for upper in above(heading):
            total[upper] += number
    vague = {heading for heading, number in counter.items() if number and heading not in LEAVES}
    return {heading: None if _is_below(heading, vague) else total[heading] for heading in HEADINGS}


def _is_below(heading: Heading, vague: set[Heading]) -> bool:
    return PARENT[heading] is not None and bool(vague & set(above(heading)[1:]))

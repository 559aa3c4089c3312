"""Counts the visits of a board, one by one."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

from cuakhau.movement.view import View
from cuakhau.statistics.live.late import LateTally
from cuakhau.statistics.live.shapes import HOUR_US, Hour, Line, Standing, Wait, Way
from cuakhau.statistics.live.ways import WayTally, find_ways
from cuakhau.statistics.passage import Passage
from cuakhau.zone.bulletin.day import Window
from cuakhau.zone.bulletin.headings import HEADINGS, LEAVES, PARENT, Heading, above
from cuakhau.zone.zone import Zone

HOURS_SHOWN = 24
NEVER_US = 2**62
# The hour shown, whether it lies in the bulletin day, and whether in the last 60 minutes.
When = tuple[int, bool, bool]


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
    came: Counter[tuple[str | None, When]] = field(default_factory=Counter)
    left: Counter[tuple[str | None, When, Heading | None]] = field(default_factory=Counter)
    stand: Counter[tuple[str | None, Heading, str | None]] = field(default_factory=Counter)
    first_came: dict[tuple[str | None, Heading], int] = field(default_factory=dict)
    waits: list[tuple[int, str, View, Passage]] = field(default_factory=list)
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
        passage, seen, now_us = standing.passage, standing.seen, self.now_us
        if seen.place is not None and seen.is_open:
            self.standing_at[seen.place] += 1  # it takes room, whatever the bulletin counts
        if passage is None:
            return
        if passage.places not in self.known_places:
            self._take_places(passage)
        arrived_us, out_us = passage.arrived_us, passage.out_us
        if has_arrived := arrived_us is not None and arrived_us <= now_us:
            self._take_arrival(passage, arrived_us)
        elif out_us is None:
            self.expected += 1
        if is_out := out_us is not None and out_us <= now_us:
            self._take_exit(passage, out_us)
        is_there = has_arrived and not is_out and seen.written_off_us is None
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

    def _line_of(self, place: str | None) -> str:
        if place not in self.line_of:
            self.line_of[place] = (self.dated.find_bulletin_line(place) if place else None) or ""
        return self.line_of[place]

    def _ways_of(self, place: str | None) -> tuple[str, ...]:
        if place not in self.ways_of:
            self.ways_of[place] = find_ways(self.dated, place)
        return self.ways_of[place]

    def _line_now(self, passage: Passage) -> str:
        return self._line_of(passage.place_at(self.now_us))

    def _when(self, at_us: int) -> When:
        hour = (at_us - self.first_hour_us - 1) // HOUR_US
        return hour, self.window.holds(at_us), at_us > self.now_us - HOUR_US

    def _take_arrival(self, passage: Passage, at_us: int) -> None:
        self.came[passage.place_at(at_us), self._when(at_us)] += 1

    def _take_exit(self, passage: Passage, at_us: int) -> None:
        heading = passage.heading if passage.is_cleared else None
        self.left[passage.place_at(at_us), self._when(at_us), heading] += 1

    def _take_wait(self, seen: View, passage: Passage) -> None:
        place, since_us = passage.place_at(self.now_us), passage.arrived_us
        self.stand[place, passage.heading, seen.procedure] += 1
        if since_us is not None:
            self.waits.append((since_us, passage.subject, seen, passage))
            key = place, passage.heading
            if since_us < self.first_came.get(key, NEVER_US):
                self.first_came[key] = since_us

    def spread(self) -> None:
        """Count into lines, ways and hours what was counted by place: a few kinds, not vehicles."""
        for (place, when), number in self.came.items():
            self._spread_arrivals(place, when, number)
        for (place, when, heading), number in self.left.items():
            self._spread_exits(place, when, heading, number)
        for (place, heading, procedure), number in self.stand.items():
            self.waiting[self._line_of(place)][heading] += number
            self.procedures[procedure or ""] += number
            for way in self._ways_of(place):
                self.ways[way].waiting[_direction(heading)] += number
        for (place, _), since_us in self.first_came.items():
            line = self._line_of(place)
            self.oldest[line] = min(since_us, self.oldest.get(line, since_us))
            for way in self._ways_of(place):
                self.ways[way].wait_since(since_us)

    def _spread_arrivals(self, place: str | None, when: When, number: int) -> None:
        hour, is_today, is_late = when
        self.arrived_in[hour] += number
        if is_today:
            self.arrived[self._line_of(place)] += number
        if is_late:
            for way in self._ways_of(place):
                self.ways[way].arrived_last_hour += number

    def _spread_exits(
        self, place: str | None, when: When, heading: Heading | None, number: int
    ) -> None:
        hour, is_today, is_late = when
        line, ways = self._line_of(place), [self.ways[way] for way in self._ways_of(place)]
        if heading is None:
            self.turned_back[line] += number if is_today else 0
            return
        direction = _direction(heading)
        self.cleared_in[hour, direction] += number
        for way in ways:
            way.cleared_last_hour += number if is_late else 0
            way.cleared[direction] += number if is_today else 0
        if is_today:
            self.cleared[line][heading] += number

    def list_oldest(self, most: int) -> list[Wait]:
        """List the vehicles that have waited longest."""
        return [
            Wait(subject, self._line_now(passage), passage.heading, at_us, seen.place)
            for at_us, subject, seen, passage in nsmallest(most, self.waits, key=lambda w: w[:2])
        ]

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


def _direction(heading: Heading) -> str:
    return heading.partition("_")[0]


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

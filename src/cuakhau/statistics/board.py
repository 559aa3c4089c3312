"""The live board: f(zone, visits, now) → what stands at the gates at this minute. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit
from cuakhau.statistics.passage import Passage, find_passage
from cuakhau.zone.bulletin.day import Window, bulletin_day, window_of
from cuakhau.zone.bulletin.headings import HEADINGS, LEAVES, PARENT, Heading, above
from cuakhau.zone.zone import Zone

HOUR_US = 3_600_000_000
MOST_OLDEST = 6

Counts = Mapping[Heading, int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """One visit as the board needs it. The bulletin does not count one without a passage."""

    seen: View
    passage: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the bulletin so far. `is_on_log` is false where no vehicle was declared for it:
    that nothing is counted there does not mean that nobody came.
    """

    id: str
    unit: str
    is_on_log: bool
    cleared: Counts
    waiting: Counts
    arrived: int
    turned_back: int
    oldest_us: int | None


@dataclass(frozen=True, slots=True)
class Hour:
    """What came and went in an hour; `since_us` is its first instant."""

    since_us: int
    arrived: int
    cleared_export: int
    cleared_import: int

    @property
    def cleared(self) -> int:
        """Both directions."""
        return self.cleared_export + self.cleared_import


@dataclass(frozen=True, slots=True)
class YardFill:
    """Vehicles last seen in a yard; its capacity is `None` where nobody has published it."""

    id: str
    gate: str
    taken: int
    capacity: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """A vehicle that has waited long: since when, at which line, and where it stands."""

    subject: str
    line: str
    heading: Heading
    since_us: int
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What the live page shows. Instants in microseconds UTC; vehicles unless a line says so."""

    day: date
    since_us: int
    until_us: int
    now_us: int
    cleared: Counts
    waiting: Counts
    arrived: int
    turned_back: int
    expected: int
    lines: tuple[Line, ...]
    hours: tuple[Hour, ...]
    yards: tuple[YardFill, ...]
    oldest: tuple[Wait, ...]
    procedures: tuple[tuple[str, int], ...]


def find_standing(zone: Zone, visit: Visit, day: date) -> Standing | None:
    """Give a visit as the board of `day` needs it; `None` where it is declared by no row."""
    seen = view(zone, visit)
    if seen.declared_us is None:
        return None
    return Standing(seen, find_passage(zone, zone.at(day), visit))


def build_board(zone: Zone, standings: Iterable[Standing], now_us: int) -> Board:
    """Count the bulletin day so far, and what stands in the zone at this instant."""
    day = bulletin_day(zone, now_us)
    dated, window = zone.at(day), window_of(zone, day)
    tally = _Tally(dated, window, now_us)
    for standing in standings:
        tally.take(standing)
    return Board(
        day=day,
        since_us=window.since_us,
        until_us=window.until_us,
        now_us=now_us,
        cleared=roll_up(sum(tally.cleared.values(), Counter())),
        waiting=roll_up(sum(tally.waiting.values(), Counter())),
        arrived=tally.arrived.total(),
        turned_back=tally.turned_back.total(),
        expected=tally.expected,
        lines=tuple(tally.build_line(line.id, line.unit) for line in dated.bulletin_lines),
        hours=tuple(tally.list_hours()),
        yards=tuple(
            YardFill(yard.id, yard.gate, tally.standing_at[yard.id], yard.capacity)
            for yard in dated.yards
        ),
        oldest=tuple(
            sorted(tally.waits, key=lambda one: (one.since_us, one.subject))[:MOST_OLDEST]
        ),
        procedures=tuple(tally.procedures.most_common()),
    )


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


@dataclass(slots=True)
class _Tally:
    dated: Zone
    window: Window
    now_us: int
    cleared: dict[str, Counter[Heading]] = field(default_factory=lambda: defaultdict(Counter))
    waiting: dict[str, Counter[Heading]] = field(default_factory=lambda: defaultdict(Counter))
    arrived: Counter[str] = field(default_factory=Counter)
    turned_back: Counter[str] = field(default_factory=Counter)
    arrived_in: Counter[int] = field(default_factory=Counter)
    cleared_in: Counter[tuple[int, str]] = field(default_factory=Counter)
    standing_at: Counter[str] = field(default_factory=Counter)
    procedures: Counter[str] = field(default_factory=Counter)
    waits: list[Wait] = field(default_factory=list)
    on_log: set[str] = field(default_factory=set)
    line_of: dict[str | None, str] = field(default_factory=dict)
    expected: int = 0

    def take(self, standing: Standing) -> None:
        passage, seen = standing.passage, standing.seen
        if seen.is_open and seen.place is not None:
            self.standing_at[seen.place] += 1  # it takes room, whatever the bulletin counts
        if passage is None:
            return
        self.on_log.update(self._line_of(place) for _, place in passage.places if place)
        if self._is_past(passage.arrived_us):
            self._take_arrival(passage)
        elif passage.out_us is None:
            self.expected += 1
        if self._is_past(passage.out_us):
            self._take_exit(passage)
        if passage.stays_at(self.now_us) and seen.written_off_us is None:
            self._take_wait(seen, passage)

    def _is_past(self, at_us: int | None) -> bool:
        return at_us is not None and at_us <= self.now_us

    def _line_of(self, place: str | None) -> str:
        if place not in self.line_of:
            self.line_of[place] = (self.dated.find_bulletin_line(place) if place else None) or ""
        return self.line_of[place]

    def _line_at(self, passage: Passage, at_us: int) -> str:
        return self._line_of(passage.place_at(at_us))

    def _hour(self, at_us: int) -> int:
        return max(0, (at_us - self.window.since_us - 1) // HOUR_US)

    def _take_arrival(self, passage: Passage) -> None:
        at_us = passage.arrived_us
        if at_us is not None and self.window.holds(at_us):
            self.arrived[self._line_at(passage, at_us)] += 1
            self.arrived_in[self._hour(at_us)] += 1

    def _take_exit(self, passage: Passage) -> None:
        at_us = passage.out_us
        if at_us is None or not self.window.holds(at_us):
            return
        line = self._line_at(passage, at_us)
        if not passage.is_cleared:
            self.turned_back[line] += 1
            return
        self.cleared[line][passage.heading] += 1
        self.cleared_in[self._hour(at_us), passage.heading.partition("_")[0]] += 1

    def _take_wait(self, seen: View, passage: Passage) -> None:
        line = self._line_at(passage, self.now_us)
        self.waiting[line][passage.heading] += 1
        self.procedures[seen.procedure or ""] += 1
        if passage.arrived_us is not None:
            self.waits.append(
                Wait(passage.subject, line, passage.heading, passage.arrived_us, seen.place)
            )

    def build_line(self, line: str, unit: str) -> Line:
        since = [wait.since_us for wait in self.waits if wait.line == line]
        return Line(
            id=line,
            unit=unit,
            is_on_log=line in self.on_log,
            cleared=roll_up(self.cleared.get(line, Counter())),
            waiting=roll_up(self.waiting.get(line, Counter())),
            arrived=self.arrived[line],
            turned_back=self.turned_back[line],
            oldest_us=min(since, default=None),
        )

    def list_hours(self) -> list[Hour]:
        hours = (self.window.until_us - self.window.since_us) // HOUR_US
        return [
            Hour(
                self.window.since_us + hour * HOUR_US,
                self.arrived_in[hour],
                self.cleared_in[hour, "export"],
                self.cleared_in[hour, "import"],
            )
            for hour in range(hours)
        ]

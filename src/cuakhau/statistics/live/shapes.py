"""What a live board is made of. Instants in microseconds UTC; vehicles unless a line says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cuakhau.movement.view import View
from cuakhau.statistics.live.steps import NO_STEPS, StepFacts
from cuakhau.statistics.passage import Passage
from cuakhau.zone.bulletin.headings import Heading

HOUR_US = 3_600_000_000
MINUTE_US = 60_000_000

Counts = Mapping[Heading, int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """One visit as the board needs it. The bulletin does not count one without a passage."""

    seen: View
    passage: Passage | None
    steps: StepFacts = NO_STEPS


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A gate with all its routes, or one route. `gate` is the gate of a route, else `None`.

    Cleared counts the bulletin day so far; the last hour is the 60 minutes up to now.
    """

    id: str
    gate: str | None
    is_on_log: bool
    cleared_export: int
    cleared_import: int
    cleared_last_hour: int
    arrived_last_hour: int
    waiting_export: int
    waiting_import: int
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
class StepLoad:
    """A step that vehicles in the gate wait for. Overdue: longer than nine in ten took today.

    `p90_us` is `None` where too few were given today to say; then nothing is called overdue.
    """

    step: str
    agencies: tuple[str, ...]
    waiting: int
    overdue: int
    given: int
    p90_us: int | None
    oldest_us: int | None


@dataclass(frozen=True, slots=True)
class Late:
    """A vehicle whose step is overdue; without a step, one beyond the hours it may stay."""

    subject: str
    step: str | None
    agencies: tuple[str, ...]
    since_us: int


@dataclass(frozen=True, slots=True)
class Early:
    """A confirmation that was given before one that it requires, or without it."""

    subject: str
    step: str
    at_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What the live page shows."""

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
    ways: tuple[Way, ...]
    hours: tuple[Hour, ...]
    yards: tuple[YardFill, ...]
    oldest: tuple[Wait, ...]
    procedures: tuple[tuple[str, int], ...]
    steps: tuple[StepLoad, ...]
    late: tuple[Late, ...]
    overdue: int
    beyond_limit: int
    early: tuple[Early, ...]
    out_of_order: int

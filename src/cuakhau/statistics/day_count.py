"""The values of a counted bulletin day: lines, their numbers, and what does not add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cuakhau.statistics.by_hand import HandCount
from cuakhau.zone.bulletin.headings import HEADINGS, Heading, Measure

Basis = Literal["log", "hand"]
OpeningFrom = Literal["log", "hand", "published", ""]
WHOLE_ZONE = "*"
Values = Mapping[tuple[Measure, Heading], int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCount:
    """The numbers of one line of the bulletin, or of the whole zone (`line` is `*`).

    `basis`: counted from the log, by hand, or both; empty where nobody counted. `opening_from`
    says where the backlog at the start is known from, empty where it is not known. `balanced` are
    the numbers to balance, where they are not all of `values`.
    """

    line: str
    unit: Literal["vehicle", "wagon"]
    basis: tuple[Basis, ...]
    values: Values
    opening_from: OpeningFrom = ""
    balanced: Values | None = None

    def gives(self, measure: Measure) -> bool:
        """Tell whether this measure is known at all, under some heading."""
        return any(self.value(measure, heading) is not None for heading in HEADINGS)

    def value(self, measure: Measure, heading: Heading) -> int | None:
        """Give one number; `None` is unknown, which is never zero."""
        return self.values.get((measure, heading))


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that does not add up, for people to look into.

    kind: balance (`amount` more are waiting than follow from the flows) · out_unseen (left on the
    day without having arrived) · no_line (bound for a place that no line counts) · two_counts (a
    day sheet for a place whose vehicles are in the log; the log was taken).
    """

    kind: Literal["balance", "out_unseen", "no_line", "two_counts"]
    line: str
    heading: Heading = "all"
    amount: int = 0
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A bulletin day of a zone as counted from its log; instants in microseconds UTC.

    `total` adds up the lines that count vehicles and that somebody counted; `uncounted` names the
    others. `origins` are those of the rows of the day, so that made-up ones can be marked.
    """

    zone: str
    day: date
    since_us: int
    until_us: int
    lines: tuple[LineCount, ...]
    total: LineCount
    uncounted: tuple[str, ...]
    corrections: tuple[HandCount, ...]
    differences: tuple[Difference, ...]
    doubtful: tuple[str, ...]
    origins: tuple[str, ...]

    def line(self, line: str) -> LineCount:
        """Give a line by its id, or the whole zone for `*`; raises `KeyError`."""
        if line == WHOLE_ZONE:
            return self.total
        for one in self.lines:
            if one.line == line:
                return one
        raise KeyError(line)

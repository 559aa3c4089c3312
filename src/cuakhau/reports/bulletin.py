"""The official daily bulletin as a value, made of figures only: 20:00 to 20:00, by line.

`reports.building` counts one from the log, `reports.printed` puts together what was printed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cuakhau.figures import DataVersion, Figure
from cuakhau.simulation.replay import Assumption
from cuakhau.zone.bulletin.headings import Heading, Measure

Cell = tuple[Measure, Heading]
Source = Literal["log", "printed"]
SHEET_MEASURES: tuple[Measure, ...] = ("cleared", "turned_back", "arrived", "waiting")
REAL = ("desk", "device", "import")  # origins that need no mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of the bulletin, or the whole zone (`line` is `*`)."""

    line: str
    unit: Literal["vehicle", "wagon"]
    basis: tuple[str, ...]
    cells: Mapping[Cell, Figure]
    gaps: Mapping[Heading, Figure]
    goods: tuple[tuple[str, Figure], ...] = ()

    @property
    def is_counted(self) -> bool:
        """Tell whether anything is known of this line."""
        return any(figure.is_known for figure in self.cells.values())

    @property
    def missing(self) -> tuple[Measure, ...]:
        """Name what a day sheet leaves out while it gives something else."""
        given = {what for (what, _), figure in self.cells.items() if figure.is_known}
        if "hand" not in self.basis or not given:
            return ()
        return tuple(one for one in SHEET_MEASURES if one not in given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A correction by count with the row that holds it; `at_us` in microseconds UTC."""

    line: str
    place: str
    measure: Measure
    heading: Heading
    amount: Figure
    at_us: int
    row: str
    agency: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Something that does not add up. `kind` as in `statistics.day_count.Difference`, or `sum`."""

    kind: str
    line: str
    heading: Heading
    amount: Figure
    subjects: tuple[str, ...] = ()
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A number of the bulletin beside the one that was printed."""

    line: str
    measure: Measure
    heading: Heading
    counted: Figure
    printed: Figure
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What later rows changed on a figure of an earlier bulletin; that one stays as issued."""

    day: date
    line: str
    measure: Measure
    heading: Heading
    issued_code: str
    was_unknown: bool
    now: Figure
    change: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A bulletin. Instants in microseconds UTC; every number in it is a `Figure`."""

    zone: str
    day: date
    since_us: int
    until_us: int
    source: Source
    version: DataVersion
    as_of_us: int
    origins: tuple[str, ...]
    whole: Part
    lines: tuple[Part, ...]
    records: tuple[Record, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    doubtful: Figure | None = None
    beside: tuple[Beside, ...] = ()
    compared: Figure | None = None
    disagreeing: Figure | None = None
    assumptions: tuple[Assumption, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def is_made_up(self) -> bool:
        """Tell whether rows that were replayed or simulated are in it."""
        return any(origin not in REAL for origin in self.origins)

    def figures(self) -> Iterator[Figure]:
        """Give every figure of the bulletin."""
        for part in (self.whole, *self.lines):
            yield from part.cells.values()
            yield from part.gaps.values()
            yield from (figure for _, figure in part.goods)
        yield from (one.amount for one in self.records)
        yield from (one.amount for one in self.oddities)
        yield from (figure for one in self.beside for figure in (one.counted, one.printed))
        yield from (figure for one in self.changes for figure in (one.now, one.change))
        for figure in (self.doubtful, self.compared, self.disagreeing):
            if figure is not None:
                yield figure

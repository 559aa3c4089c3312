"""Months of several series side by side. A month is one whole number; unknown is NaN, never 0."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
YEAR = 12


def month_of(day: date) -> int:
    """Number a month: years times twelve, and January is 0."""
    return day.year * YEAR + day.month - 1


def first_day(month: int) -> date:
    """Give the first day of a month."""
    return date(month // YEAR, month % YEAR + 1, 1)


def write_month(month: int) -> str:
    """Write a month as files do: 2024-08."""
    return f"{month // YEAR:04d}-{month % YEAR + 1:02d}"


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Series by month: `values[month - first, series]`, in the unit of the file; NaN is unknown."""

    names: tuple[str, ...]
    first: int
    values: Numbers

    @property
    def months(self) -> int:
        """How many months there are, known or not."""
        return len(self.values)

    @property
    def end(self) -> int:
        """The month after the last one."""
        return self.first + len(self.values)

    def until(self, month: int) -> "Panel":
        """Keep what lies before a month."""
        return Panel(self.names, self.first, self.values[: max(0, month - self.first)])

    def since(self, month: int) -> "Panel":
        """Keep what does not lie before a month."""
        cut = max(0, month - self.first)
        return Panel(self.names, self.first + cut, self.values[cut:])

    def only(self, kept: Sequence[int]) -> "Panel":
        """Keep these series."""
        return Panel(
            tuple(self.names[at] for at in kept), self.first, self.values[:, list(kept)].copy()
        )

    def largest(self, most: int) -> "Panel":
        """Keep the series with the largest known sums of the last year."""
        sums = np.nansum(self.values[-YEAR:], axis=0)
        return self.only(sorted(np.argsort(-sums, kind="stable")[:most].tolist()))

    def of_months(self, first: int, months: int) -> Numbers:
        """Give any stretch of months; what lies outside of the panel is unknown."""
        given = np.full((months, len(self.names)), np.nan)
        low, high = max(first, self.first), min(first + months, self.end)
        if low < high:
            given[low - first : high - first] = self.values[low - self.first : high - self.first]
        return given


def panel_of(cells: Mapping[tuple[str, int], float], *, end: int | None = None) -> Panel:
    """Build a panel of values by series and month; `end` is the month after the last one."""
    names = tuple(sorted({name for name, _ in cells}))
    months = [month for _, month in cells]
    first, after = min(months, default=0), max(months, default=-1) + 1
    values = np.full((max(after, end or after) - first, len(names)), np.nan)
    place = {name: at for at, name in enumerate(names)}
    for (name, month), value in cells.items():
        values[month - first, place[name]] = value
    return Panel(names, first, values)


def panel_of_table(table: pa.Table) -> Panel:
    """Build a panel of a table with `month` (date32), `value`, and `series` where there are many.

    A value that is null is unknown.
    """
    names = table["series"].to_pylist() if "series" in table.column_names else None
    rows = zip(table["month"].to_pylist(), table["value"].to_pylist(), strict=True)
    return panel_of(
        {
            (names[at] if names else "", month_of(day)): np.nan if value is None else float(value)
            for at, (day, value) in enumerate(rows)
        }
    )

"""Ends of quarters and years: what is known, what is forecast, and an interval of the sum.

The interval comes from drawn paths, so that months that err together do not cancel out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cuakhau.trade.nowcast.fitting.projecting import Projected
from cuakhau.trade.nowcast.months.days import MonthSoFar
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers, Panel, write_month
from cuakhau.trade.nowcast.spread import COVERAGES, NORMAL, Spread

ALL_SERIES = "*"
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Band:
    """An interval at 80 and at 95 of 100."""

    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Total:
    """The end of a quarter or year (`period`: 2024, 2024-Q3) of a series or of all (`*`).

    Of all, months (2024-09) are given too.

    `known` adds `known_months`; `guessed` what the models took for the `guessed_months` that are
    holes; `ahead` the rest. `last_year` is the same period a year before, `None` with a hole in it.
    """

    series: str
    period: str
    known: float
    known_months: int
    guessed: float
    guessed_months: int
    ahead: float
    ahead_months: int
    band: Band
    last_year: float | None

    @property
    def total(self) -> float:
        """Where the period will end."""
        return self.known + self.guessed + self.ahead


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Forecasts by months ahead and series, how far they reach, and drawn errors of them."""

    middle: Numbers
    reach: Mapping[int, Numbers]
    drawn: Numbers
    stretch: Mapping[int, float]

    @staticmethod
    def build(
        panel: Panel, projected: Projected, spread: Spread, so_far: Mapping[str, MonthSoFar]
    ) -> "Ends":
        """Put together what is projected; a month with days already known takes those."""
        middle = projected.middle.copy()
        reach = {coverage: spread.reach(coverage).copy() for coverage in COVERAGES}
        drawn = spread.draw()
        for at, name in enumerate(panel.names):
            month = so_far.get(name)
            if month is None or month.expected <= 0:
                continue
            usual = spread.deviation()[0, at]
            middle[0, at] = month.expected
            drawn[:, 0, at] *= month.deviation / usual
            for coverage in COVERAGES:
                reach[coverage][0, at] = month.deviation * NORMAL[coverage]
        return Ends(middle, reach, drawn, spread.stretch)

    def band(self, step: int, at: int) -> Band:
        """Give the interval of one month of one series."""
        middle = self.middle[step, at]
        ends = [
            float(middle * np.exp(sign * self.reach[coverage][step, at]))
            for coverage in COVERAGES
            for sign in (-1, 1)
        ]
        return Band(*ends)

    def band_of_sum(self, known: float, steps: slice, series: list[int]) -> Band:
        """Give the interval of known months plus the sum of months ahead over series."""
        middle = self.middle[steps][:, series]
        drawn = self.drawn[:, steps][:, :, series]
        ends: list[float] = []
        for coverage in COVERAGES:
            sums = (middle * np.exp(drawn * self.stretch[coverage])).sum(axis=(1, 2))
            tail = (1 - coverage / 100) / 2
            ends += [known + float(end) for end in np.quantile(sums, (tail, 1 - tail))]
        return Band(*ends)


def list_totals(panel: Panel, projected: Projected, ends: Ends) -> tuple[Total, ...]:
    """List the quarters and years that the months ahead bring to an end, and months of all."""
    after = panel.end + len(ends.middle)
    totals = []
    for length in (1, QUARTER, YEAR):
        first = panel.end // length * length
        while first + length <= after:
            # A month of one series is a cell of the outlook already.
            for at, name in enumerate(panel.names if length > 1 else ()):
                totals.append(_total(panel, projected, ends, (first, length, [at], name)))
            if len(panel.names) > 1:
                whole = list(range(len(panel.names)))
                totals.append(_total(panel, projected, ends, (first, length, whole, ALL_SERIES)))
            first += length
    return tuple(totals)


def _total(
    panel: Panel, projected: Projected, ends: Ends, asked: tuple[int, int, list[int], str]
) -> Total:
    first, length, series, name = asked
    past = max(0, panel.end - first)
    seen = panel.of_months(first, past)[:, series]
    between = Panel(panel.names, projected.between_first, projected.between)
    taken = np.nan_to_num(between.of_months(first, past)[:, series])
    hole = ~np.isfinite(seen)
    known, guessed = float(np.where(hole, 0, seen).sum()), float(np.where(hole, taken, 0).sum())
    begins = max(0, first - panel.end)
    steps = slice(begins, first + length - panel.end)
    before = panel.of_months(first - YEAR, length)[:, series]
    # A period a year ahead of a forecast year has no known year before it.
    last_year = float(before.sum()) if np.isfinite(before).all() else None
    return Total(
        series=name,
        period=_name(first, length),
        known=known,
        known_months=int((~hole).all(axis=1).sum()),
        guessed=guessed,
        guessed_months=int(hole.any(axis=1).sum()),
        ahead=float(ends.middle[steps][:, series].sum()),
        ahead_months=steps.stop - steps.start,
        band=ends.band_of_sum(known + guessed, steps, series),
        last_year=last_year,
    )


def _name(first: int, length: int) -> str:
    if length == 1:
        return write_month(first)
    year = f"{first // YEAR:04d}"
    return year if length == YEAR else f"{year}-Q{first % YEAR // QUARTER + 1}"

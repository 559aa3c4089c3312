"""Forecasts of past years, each from what was known before it, beside the naive ones.

The error is WAPE: the sum of |forecast - actual| over all months and series, divided by the sum of
the actual values, over those months for which the actual value and every method have a number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from cuakhau.trade.nowcast.fitting.projecting import NAIVE
from cuakhau.trade.nowcast.months.calendar import Calendar
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers, Panel
from cuakhau.trade.nowcast.outlook import Outlook, forecast
from cuakhau.trade.nowcast.past import FEWEST_BEFORE

OURS = "forecast"
BEATEN = "same_month_last_year"
REQUIRED = (OURS, BEATEN)
MOST_YEARS = 3
SHORTEST_TEST = 3  # months


@dataclass(frozen=True, slots=True)
class Judged:
    """A year (or `ahead` months) forecast: errors by method as shares, and what intervals held.

    `bias` is the sum of forecasts over that of actual values, less 1. `held` counts the months by
    coverage (80, 95) that lay within, of `months` months of all series.
    """

    first: int
    ahead: int
    errors: Mapping[str, float | None]
    bias: float
    held: Mapping[int, int]
    months: int
    holes: int

    @property
    def last(self) -> int:
        """The last month forecast."""
        return self.first + self.ahead - 1

    @property
    def gain(self) -> float | None:
        """By which share the error is smaller than that of the same month last year."""
        ours, naive = self.errors[OURS], self.errors[BEATEN]
        return None if ours is None or not naive else 1 - ours / naive


def back_test(
    panel: Panel,
    calendar: Calendar,
    *,
    first_months: Iterable[int] | None = None,
    ahead: int = YEAR,
) -> tuple[Judged, ...]:
    """Forecast past years again; without `first_months` the last ones, up to three, back to back.

    Where no whole year has two years before it, the months that have are one shorter stretch.
    """
    shorter = panel.months - FEWEST_BEFORE
    if first_months is None and SHORTEST_TEST <= shorter < ahead:
        return back_test(panel, calendar, first_months=[panel.end - shorter], ahead=shorter)
    if first_months is None:
        first_months = [
            panel.end - ahead * back
            for back in range(MOST_YEARS, 0, -1)
            if panel.end - ahead * back - panel.first >= FEWEST_BEFORE
        ]
    judged = (judge(panel, calendar, first, ahead) for first in first_months)
    return tuple(one for one in judged if one is not None)


def judge(panel: Panel, calendar: Calendar, first: int, ahead: int) -> Judged | None:
    """Forecast from a month on, with what was known before it, and compare."""
    before = panel.until(first)
    if not np.isfinite(before.values).any():
        return None
    outlook = forecast(before, ahead=ahead, calendar=calendar)
    actual = panel.of_months(first, ahead)
    methods = {OURS: _middle(outlook, ahead)}
    methods |= {name: naive(before, ahead) for name, naive in NAIVE.items()}
    both = np.isfinite(actual)
    for name in REQUIRED:
        both &= np.isfinite(methods[name])
    if not both.any() or actual[both].sum() <= 0:
        return None
    total = float(actual[both].sum())
    errors = {
        name: float(np.abs(given[both] - actual[both]).sum()) / total
        if np.isfinite(given[both]).all()
        else None
        for name, given in methods.items()
    }
    return Judged(
        first=first,
        ahead=ahead,
        errors=errors,
        bias=float(methods[OURS][both].sum()) / total - 1,
        held=_held(outlook, actual, both),
        months=int(both.sum()),
        holes=int((~np.isfinite(actual)).sum()),
    )


def _middle(outlook: Outlook, ahead: int) -> Numbers:
    place = {name: at for at, name in enumerate(outlook.panel.names)}
    middle = np.full((ahead, len(place)), np.nan)
    for cell in outlook.cells:
        if cell.forecast is not None and cell.band is not None:
            middle[cell.month - outlook.panel.end, place[cell.series]] = cell.forecast
    return middle


def _held(outlook: Outlook, actual: Numbers, both: Numbers) -> dict[int, int]:
    place = {name: at for at, name in enumerate(outlook.panel.names)}
    held = {80: 0, 95: 0}
    for cell in outlook.cells:
        at = (cell.month - outlook.panel.end, place[cell.series])
        if cell.band is None or not both[at]:
            continue
        held[80] += bool(cell.band.low80 <= actual[at] <= cell.band.high80)
        held[95] += bool(cell.band.low95 <= actual[at] <= cell.band.high95)
    return held

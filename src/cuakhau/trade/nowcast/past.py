"""How far forecasts made in the past were off: each from what was known before it, no more."""

from dataclasses import dataclass

import numpy as np

from cuakhau.trade.nowcast.fitting.projecting import project
from cuakhau.trade.nowcast.months.calendar import Calendar
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers, Panel

FEWEST_BEFORE = 2 * YEAR
MOST_ORIGINS = 8
LONGEST_PAST = 5 * YEAR


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Errors of past forecasts: log of actual over forecast by origin, months ahead and series.

    `origins` are the first months forecast, oldest first. NaN where a month is not known or zero.
    """

    origins: tuple[int, ...]
    errors: Numbers


def list_origins(panel: Panel) -> tuple[int, ...]:
    """List the first months of past forecasts, evenly, the newest a month before the end."""
    first = max(panel.first + FEWEST_BEFORE, panel.end - LONGEST_PAST)
    reach = panel.end - first
    step = max(1, -(-reach // MOST_ORIGINS))
    return tuple(sorted(range(panel.end - 1, first - 1, -step)))


def look_back(panel: Panel, calendar: Calendar, ahead: int) -> Past:
    """Forecast again at each past origin and compare."""
    origins = list_origins(panel)
    errors = np.full((len(origins), ahead, len(panel.names)), np.nan)
    for at, origin in enumerate(origins):
        before = panel.until(origin)
        able = [j for j, column in enumerate(before.values.T) if (column > 0).sum() >= YEAR]
        if not able:
            continue
        projected = project(before.only(able), calendar, ahead)
        actual = panel.of_months(origin, ahead)[:, able]
        with np.errstate(divide="ignore", invalid="ignore"):
            error = np.log(actual) - np.log(projected.middle)
        errors[at][:, able] = np.where(np.isfinite(error), error, np.nan)
    return Past(origins, errors)

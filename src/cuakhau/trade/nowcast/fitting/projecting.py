"""From months known to months ahead: the middle forecast, without its interval."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cuakhau.trade.nowcast.fitting.models import carry_on, combine
from cuakhau.trade.nowcast.fitting.season import take_out
from cuakhau.trade.nowcast.months.calendar import Calendar, days_of
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers, Panel

# Older years tell little of today's season.
LONGEST_MONTHS = 96


@dataclass(frozen=True, slots=True, eq=False)
class Projected:
    """Months ahead × series: the forecast, and each model alone; `between`: what holes were taken
    for by the models, on all months of the panel that was read, from `first` on.
    """

    first: int
    middle: Numbers
    parts: Mapping[str, Numbers]
    between_first: int
    between: Numbers
    losses: Numbers


def project(panel: Panel, calendar: Calendar, ahead: int) -> Projected:
    """Project a panel. Every series needs a known month above zero."""
    read = panel.since(panel.end - LONGEST_MONTHS)
    levels = take_out(read, calendar)
    parts = carry_on(levels.seen, levels.bridged, ahead)
    adds = levels.season.put(days_of(calendar, panel.names, panel.end, ahead), panel.end)
    past = levels.season.put(days_of(calendar, read.names, read.first, read.months), read.first)
    return Projected(
        first=panel.end,
        middle=np.exp(combine(parts) + adds),
        parts={name: np.exp(part + adds) for name, part in parts.items()},
        between_first=read.first,
        between=np.exp(levels.bridged + past),
        losses=levels.season.losses,
    )


def same_month_last_year(panel: Panel, ahead: int) -> Numbers:
    """The naive forecast to beat; beyond a year the same month again. NaN where it was unknown."""
    year = panel.of_months(panel.end - YEAR, YEAR)
    return np.asarray(year[np.arange(ahead) % YEAR])


def last_value(panel: Panel, ahead: int) -> Numbers:
    """The last known month goes on."""
    last = np.full(panel.values.shape[1], np.nan)
    for month in panel.values:
        last = np.where(np.isfinite(month), month, last)
    return np.tile(last, (ahead, 1))


def last_year_with_drift(panel: Panel, ahead: int) -> Numbers:
    """The same month last year, times the growth of the last twelve months on the twelve before."""
    now, before = (panel.of_months(panel.end - YEAR * back, YEAR) for back in (1, 2))
    both = np.isfinite(now) & np.isfinite(before)
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = np.where(both, now, 0).sum(axis=0) / np.where(both, before, 0).sum(axis=0)
    growth = np.where(np.isfinite(growth) & (growth > 0), growth, 1.0)
    return np.asarray(same_month_last_year(panel, ahead) * growth[None])


NAIVE = {
    "same_month_last_year": same_month_last_year,
    "last_value": last_value,
    "last_year_with_drift": last_year_with_drift,
}

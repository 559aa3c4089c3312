"""Series with a season, growth and a calendar that are known, because they were made so."""

import numpy as np

from cuakhau.trade.nowcast.months.calendar import Calendar, days_of
from cuakhau.trade.nowcast.months.panel import YEAR, Panel

FIRST = 2018 * YEAR
SEASON = np.sin(np.arange(YEAR) / YEAR * 2 * np.pi) * 0.15
LOSSES = np.array([-0.2, -0.3, -0.9])


def make_panel(months=60, *, series=3, noise=0.01, growth=0.08, calendar=None, seed=1):
    luck = np.random.default_rng(seed)
    calendar = calendar or Calendar(("VN", "CN"))
    names = tuple(f"gate {at}" for at in range(series))
    days = days_of(calendar, names, FIRST, months)
    at = np.arange(months)
    level = 12 + np.arange(series) + growth * at[:, None] / YEAR
    logs = level + SEASON[at % YEAR][:, None] + days.shares @ LOSSES
    values = np.exp(logs + luck.normal(0, noise, (months, series))) * days.open
    return Panel(names, FIRST, values)


def with_holes(panel, *holes):
    values = panel.values.copy()
    for month, series in holes:
        values[month, series] = np.nan
    return Panel(panel.names, panel.first, values)

"""The models whose middle is the forecast, on levels without season (decision 0023).

Two are of `statsforecast`: damped exponential smoothing and the dynamic optimised Theta method.
Two carry the last half year and the last quarter on with a part of the growth of the year.
"""

import importlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from cuakhau.trade.nowcast.fitting.season import middle
from cuakhau.trade.nowcast.months.panel import YEAR, Numbers

HALF_YEAR, QUARTER = 6, 3
# Half of the growth goes on, mostly that of all series: growth of one series seldom lasts,
# and a leap even less.
GROWTH_KEPT, COMMON_GROWTH, MOST_GROWTH = 0.5, 0.7, 0.3
FEWEST_TO_FIT = 10
MODELS = ("damped_smoothing", "theta", "last_half_year", "last_quarter")


def carry_on(seen: Numbers, bridged: Numbers, ahead: int) -> Mapping[str, Numbers]:
    """Carry levels on by each of the `MODELS`: months ahead × series."""
    return {
        **_smoothing(bridged, ahead),
        "last_half_year": _grow(seen, bridged, HALF_YEAR, ahead),
        "last_quarter": _grow(seen, bridged, QUARTER, ahead),
    }


def combine(parts: Mapping[str, Numbers]) -> Numbers:
    """Take the middle of the models: no one of them can spoil it."""
    return np.asarray(np.median(np.stack(list(parts.values())), axis=0))


def _grow(seen: Numbers, bridged: Numbers, months: int, ahead: int) -> Numbers:
    last = middle(seen[-months:])
    # After a long hole the bridge's end stands for the last months.
    level = np.where(np.isfinite(last), last, bridged[-1])
    steps = np.arange(1, ahead + 1)[:, None] + (months - 1) / 2
    return np.asarray(level[None] + _growth(bridged)[None] * steps / YEAR)


def _growth(bridged: Numbers) -> Numbers:
    """Growth of the last half year on the same months of the year before, as far as it lasts."""
    if len(bridged) < YEAR + HALF_YEAR:
        return np.zeros(bridged.shape[1])
    own = middle(bridged[-HALF_YEAR:] - bridged[-YEAR - HALF_YEAR : -YEAR])
    known = own[np.isfinite(own)]
    common = float(np.median(known)) if len(known) else 0.0
    common = float(np.clip(common, -MOST_GROWTH, MOST_GROWTH))
    own = np.clip(np.where(np.isfinite(own), own, common), -MOST_GROWTH, MOST_GROWTH)
    return np.asarray(GROWTH_KEPT * (COMMON_GROWTH * common + (1 - COMMON_GROWTH) * own))


def _smoothing(bridged: Numbers, ahead: int) -> Mapping[str, Numbers]:
    # They load pandas and a compiler; what only reads pages never comes here.
    ets: Any = importlib.import_module("statsforecast.ets")
    thetas: Any = importlib.import_module("statsforecast.theta")

    damped = np.empty((ahead, bridged.shape[1]))
    theta = np.empty((ahead, bridged.shape[1]))
    for series in range(bridged.shape[1]):
        levels = bridged[np.isfinite(bridged[:, series]), series]
        if len(levels) < FEWEST_TO_FIT or np.ptp(levels) == 0:
            damped[:, series] = theta[:, series] = levels[-1]
            continue
        base = float(levels.mean())
        around = levels - base
        smoothed = ets.forecast_ets(ets.ets_f(around, m=1, model="AAN", damped=True), ahead)
        lined = thetas.forecast_theta(thetas.auto_theta(around, m=1, model="DOTM"), ahead)
        damped[:, series] = base + _steady(smoothed["mean"], around)
        theta[:, series] = base + _steady(lined["mean"], around)
    return {"damped_smoothing": damped, "theta": theta}


def _steady(carried: Numbers, levels: Numbers) -> Numbers:
    """Keep what a fit gave if it is a number at all; else the last level stays."""
    given = np.asarray(carried, dtype=float)
    return given if np.isfinite(given).all() else np.full(len(given), levels[-1])

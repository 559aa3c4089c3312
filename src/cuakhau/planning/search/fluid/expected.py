"""What is expected of a network step by step: who comes, who is on duty, what a service takes."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.types import Draw, Flow, Poisson, Slots, Station, Trace

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US
SECOND_US = 1_000_000
Amounts = NDArray[np.float64]


def arrivals_of(flow: Flow, edges: NDArray[np.int64]) -> Amounts | None:
    """Give how many vehicles of a flow come in each step on average.

    `None` for partners of another flow: when they come hangs on when that one is served.
    """
    come = flow.arrivals
    if isinstance(come, Poisson):
        return _by_rate(come, edges)
    if isinstance(come, Trace):
        return _counted(come.at_us, edges)
    if isinstance(come, Slots):
        return (1 - come.no_show) * _spread(come, edges)
    return None


def on_duty(station: Station, edges: NDArray[np.int64]) -> Amounts:
    """Give the officer-seconds of a station in each step."""
    at = np.array([at for at, _ in station.servers], dtype=np.float64)
    number = np.array([number for _, number in station.servers], dtype=np.float64)
    done = np.concatenate([[0.0], np.cumsum(number[:-1] * np.diff(at))])
    place = np.searchsorted(at, edges, side="right") - 1
    return np.diff(done[place] + number[place] * (edges - at[place])) / SECOND_US


def mean_s(draw: Draw) -> float:
    """Give the mean of a service time in seconds."""
    if draw.kind == "empirical":
        return float(np.mean(draw.sample_us)) / SECOND_US if draw.sample_us else 0.0
    return draw.mean_us / SECOND_US


def overshoot_s(draw: Draw) -> float:
    """Give E[X²]/E[X]: no service in progress has more left on average (Lorden's inequality)."""
    mean = mean_s(draw)
    if draw.kind == "fixed":
        return mean
    if draw.kind == "empirical":
        sample = np.array(draw.sample_us, dtype=np.float64) / SECOND_US
        return float(np.mean(sample**2) / mean) if mean else 0.0
    cv = 1.0 if draw.kind == "exponential" else draw.cv
    return mean * (1 + cv**2)


def _by_rate(come: Poisson, edges: NDArray[np.int64]) -> Amounts:
    hours = int(math.ceil(edges[-1] / HOUR_US))
    rate = np.resize(np.array(come.per_hour, dtype=np.float64), hours)
    if come.day_factor:
        day = np.arange(hours) // 24
        factor = np.array(come.day_factor, dtype=np.float64)
        rate = rate * np.where(day < len(factor), factor[np.minimum(day, len(factor) - 1)], 1.0)
    so_far = np.concatenate([[0.0], np.cumsum(rate)])
    return np.diff(np.interp(edges / HOUR_US, np.arange(hours + 1), so_far))


def _counted(at_us: Sequence[int], edges: NDArray[np.int64]) -> Amounts:
    return np.histogram(np.array(at_us, dtype=np.int64), bins=edges)[0].astype(np.float64)


def _spread(come: Slots, edges: NDArray[np.int64]) -> Amounts:
    """Spread slots by the normal law; who would come before the start comes at it."""
    if not come.spread_us:
        return _counted(come.at_us, edges)
    from scipy.special import ndtr

    at, number = np.unique(np.array(come.at_us, dtype=np.float64), return_counts=True)
    before = number @ ndtr((edges[None, :] - at[:, None]) / come.spread_us)
    before[0] = 0.0
    return np.diff(before)

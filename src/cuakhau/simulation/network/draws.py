"""Distributions as tables of quantiles: one cheap path for all in the kernel.

A table has 1,024 equal cells of probability, and 256 more inside the first and the last of them.
Between its points a quantile is a straight line. Its mean is then exactly the one asked for.
"""

import math
from functools import cache, lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.types import Draw

CELLS, FINE = 1024, 256
WIDTH = CELLS + 1 + 2 * (FINE + 1)
LOW, HIGH = CELLS + 1, CELLS + 1 + FINE + 1  # where the fine tables begin
EDGE = 1.0 / (CELLS * FINE * 8)  # the outermost points stand inside 0 and 1

Table = NDArray[np.float64]


@lru_cache(maxsize=4096)
def table_of(draw: Draw) -> Table:
    """Give the quantiles of a distribution in microseconds, (WIDTH,) float64."""
    u = _points()
    if draw.kind == "fixed":
        return np.full(WIDTH, float(draw.mean_us))
    if draw.kind == "empirical":
        sample = np.sort(np.asarray(draw.sample_us, dtype=np.float64))
        places = (np.arange(len(sample)) + 0.5) / len(sample)
        return np.asarray(np.interp(u, places, sample))
    if draw.kind == "exponential":
        raw = -np.log1p(-u)
    elif draw.kind == "lognormal":
        raw = np.exp(np.sqrt(np.log1p(draw.cv**2)) * _normal_points())
    else:
        raw = _gamma(1.0 / draw.cv**2, u)
    return np.asarray(raw * (draw.mean_us / mean_of(raw)))


def mean_of(table: Table) -> float:
    """Give the mean of what a table draws."""
    coarse, low, high = table[: CELLS + 1], table[LOW:HIGH], table[HIGH:]
    inner = ((coarse[1:-2] + coarse[2:-1]) / 2).sum() / CELLS
    fine = sum(((part[:-1] + part[1:]) / 2).sum() for part in (low, high)) / (CELLS * FINE)
    return float(inner + fine)


def quantile(table: Table, u: NDArray[np.float64]) -> NDArray[np.int64]:
    """Read a table at many probabilities: whole microseconds, at least 1."""
    x = u * CELLS
    cell = x.astype(np.int64)
    part = x - cell
    for edge, start in ((0, LOW), (CELLS - 1, HIGH)):
        here = cell == edge
        fine = part[here] * FINE
        cell[here] = start + fine.astype(np.int64)
        part[here] = fine - fine.astype(np.int64)
    read = table[cell] + (table[cell + 1] - table[cell]) * part
    return np.maximum((read + 0.5).astype(np.int64), 1)


def _points() -> Table:
    coarse = np.arange(CELLS + 1) / CELLS
    fine = np.arange(FINE + 1) / (FINE * CELLS)
    points = np.concatenate([coarse, fine, (CELLS - 1) / CELLS + fine])
    return np.asarray(np.clip(points, EDGE, 1 - EDGE))


@cache
def _normal_points() -> Table:
    """Give the normal quantiles of all points; the library's own inverse, without scipy.

    Loading scipy.special takes longer than simulating a year.
    """
    inverse = NormalDist().inv_cdf
    return np.array([inverse(u) for u in _points()])


def _gamma(shape: float, u: Table) -> Table:
    """Invert the gamma distribution on a fine grid of logarithms, where its density is smooth."""
    low = (math.log(EDGE) + math.lgamma(shape + 1)) / shape - 2
    high = math.log(shape + 12 * math.sqrt(shape) + 40)
    y = np.linspace(low, high, 40_001)
    density = np.exp(shape * y - np.exp(y))
    below = 2 * math.exp(shape * low) / shape / (y[1] - y[0])  # the grid begins inside the tail
    cumulative = below + np.concatenate([[0.0], np.cumsum(density[1:] + density[:-1])])
    return np.asarray(np.exp(np.interp(u, cumulative / cumulative[-1], y)))

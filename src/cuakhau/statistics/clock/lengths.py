"""Mean, median and P90 of lengths of time, each with its 95 % interval."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

import numpy as np

from cuakhau.statistics.stays.rows import Whole

EXACT_US = 1  # a bin that is no bin: lengths to the microsecond
SURE = 1.959964  # of the standard normal law: 95 in 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value with its 95 % interval; `None` where too few visits tell."""

    value: float | None
    low: float | None
    high: float | None


def measure_lengths(lengths_us: Whole, *, width_us: int) -> tuple[Measure, Measure, Measure]:
    """Give mean, median and P90 of some lengths, in seconds."""
    if not len(lengths_us):
        nothing = Measure(value=None, low=None, high=None)
        return nothing, nothing, nothing
    bins, counts = np.unique(lengths_us // width_us, return_counts=True)
    middle = width_us / 2 if width_us > EXACT_US else 0
    values, ends = (bins * width_us + middle) / 1e6, np.cumsum(counts)
    squares = float(((lengths_us / 1e6) ** 2).sum())
    count = len(lengths_us)
    mean = mean_of(int(lengths_us.sum()) / 1e6, squares, count)
    return mean, quantile_of(values, ends, count, 1, 2), quantile_of(values, ends, count, 9, 10)


def mean_of(total_s: float, squares: float, visits: int) -> Measure:
    """Give the mean and its interval under the normal law; `squares` is the sum of squares."""
    mean = total_s / visits
    if visits < 2:
        return Measure(value=mean, low=None, high=None)
    spread = sqrt(max(0.0, squares - visits * mean * mean) / (visits - 1) / visits)
    low, high = mean - SURE * spread, mean + SURE * spread
    return Measure(value=mean, low=max(0.0, low), high=high)


def quantile_of(values: np.ndarray, ends: Whole, count: int, part: int, of: int) -> Measure:
    """Give the smallest that `part` in `of` reach; the interval by ranks of the binomial law."""

    def at(rank: int) -> float | None:
        if not 1 <= rank <= count:
            return None
        return float(values[np.searchsorted(ends, rank, side="left")])

    share = part / of
    reach = SURE * sqrt(count * share * (1 - share))
    return Measure(
        value=at(-(-part * count // of)),
        low=at(floor(count * share - reach)),
        high=at(ceil(count * share + reach) + 1),
    )

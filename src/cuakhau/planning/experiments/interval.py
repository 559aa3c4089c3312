"""How sure a mean is: intervals of Student's t, of one sample and of pairs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and where it may lie. `low` and `high` are unknown from fewer than two values."""

    mean: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def half_width(self) -> float | None:
        """Half of the width; unknown where the interval is."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def is_clear(self) -> bool:
        """Whether zero lies outside: the difference has a sign."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def t_quantile(probability: float, degrees: int) -> float:
    """Give the quantile of Student's t; scipy.special alone, scipy.stats costs half a second."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))


def interval_of(values: Sequence[float | None], *, confidence: float = CONFIDENCE) -> Interval:
    """Give the mean of the known values with its t-interval."""
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if not known.size:
        return Interval(None, None, None, 0)
    mean = float(known.mean())
    if known.size < 2:
        return Interval(mean, None, None, 1)
    spread = float(known.std(ddof=1)) / math.sqrt(known.size)
    half = t_quantile((1 + confidence) / 2, known.size - 1) * spread
    return Interval(mean, mean - half, mean + half, int(known.size))


def paired(
    base: Sequence[float | None],
    other: Sequence[float | None],
    *,
    confidence: float = CONFIDENCE,
) -> Interval:
    """Give `other` minus `base`, pair by pair; a pair with an unknown value is left out."""
    pairs = zip(base, other, strict=True)
    both = [after - before for before, after in pairs if before is not None and after is not None]
    return interval_of(both, confidence=confidence)

"""Seen beside simulated: the error of the middle, and how often the band holds what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BAND = 0.9
Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One count over all quarter-hours of the held-out days.

    `coverage` is the share of them whose seen value lies within the band of the replications,
    which should be `nominal`. `error` is the mean distance of the middle of the replications from
    what was seen, `bias` the same with its sign. `low`, `middle`, `high` and `observed` have a
    value a tick, for the picture.
    """

    name: str
    seen: float
    error: float
    bias: float
    coverage: float
    nominal: float
    observed: tuple[float, ...]
    low: tuple[float, ...]
    middle: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One figure of one held-out day; `is_held`: the band holds it. `None` where nobody can say."""

    name: str
    day: int
    seen: float | None
    low: float | None
    middle: float | None
    high: float | None
    is_held: bool | None


def rank_of(replications: int) -> int:
    """Give how many replications lie outside of each side of the band, at least one."""
    return max(round((replications + 1) * (1 - BAND) * 500) // 1000, 1)


def nominal_of(replications: int) -> float:
    """Give how often a band of so many replications holds one more of the same kind."""
    return (replications + 1 - 2 * rank_of(replications)) / (replications + 1)


def judge(name: str, observed: Counts, simulated: Counts) -> Judged:
    """Judge counts: `observed` (ticks,), `simulated` (replications, ticks)."""
    rank = rank_of(len(simulated))
    ordered = np.sort(simulated, axis=0)
    low, high = ordered[rank - 1], ordered[-rank]
    middle = np.median(simulated, axis=0)
    return Judged(
        name=name,
        seen=float(observed.mean()),
        error=float(np.abs(middle - observed).mean()),
        bias=float((middle - observed).mean()),
        coverage=float(((low <= observed) & (observed <= high)).mean()),
        nominal=nominal_of(len(simulated)),
        observed=tuple(observed.tolist()),
        low=tuple(low.tolist()),
        middle=tuple(middle.tolist()),
        high=tuple(high.tolist()),
    )


def judge_total(
    name: str, day: int, seen: float | None, simulated: Sequence[float | None]
) -> Total:
    """Judge a figure of one day."""
    known = np.sort([value for value in simulated if value is not None])
    if seen is None or len(known) < 2:
        return Total(name=name, day=day, seen=seen, low=None, middle=None, high=None, is_held=None)
    rank = rank_of(len(known))
    low, high = float(known[rank - 1]), float(known[-rank])
    return Total(
        name=name, day=day, seen=seen, low=low, middle=float(np.median(known)), high=high,
        is_held=low <= seen <= high,
    )  # fmt: skip

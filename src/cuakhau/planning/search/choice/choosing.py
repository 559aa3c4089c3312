"""Which of a few plans is best, with a stated chance of being right: the procedure of Kim & Nelson.

S.-H. Kim and B. L. Nelson, A fully sequential procedure for indifference-zone selection in
simulation, ACM TOMACS 11 (2001) 251-273, with c = 1. Where the best is better than all others by
`indifference` at least, it is chosen with probability `confidence` or more. Common random numbers
are allowed: only the variances of differences are used, and they make it quicker.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

FIRST_RUNS = 10

Sample = Callable[[Sequence[int], Sequence[int]], Sequence[Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best of some plans, smaller being better.

    `samples` holds what each plan came to, run by run. `is_sure` is false where `most` runs were
    used up with several plans left; then it is the one with the least mean of them.
    """

    best: int
    left: tuple[int, ...]
    samples: tuple[tuple[float, ...], ...]
    is_sure: bool


def choose_best(
    sample: Sample,
    plans: int,
    *,
    indifference: float,
    confidence: float = 0.95,
    most: int = 100,
    batch: int = 2,
) -> Chosen:
    """Choose the plan with the least mean.

    `sample(places, runs)` gives, for each place, its values in the runs with these numbers; a run's
    luck is the same for all places.
    """
    left = list(range(plans))
    values = [list(row) for row in sample(left, range(FIRST_RUNS))]
    eta = 0.5 * ((2 * (1 - confidence) / max(plans - 1, 1)) ** (-2 / (FIRST_RUNS - 1)) - 1)
    h2 = 2 * eta * (FIRST_RUNS - 1)
    first = np.array([row[:FIRST_RUNS] for row in values])
    spread = np.array([[np.var(a - b, ddof=1) for b in first] for a in first])
    while True:
        runs = len(values[left[0]])
        means = {place: float(np.mean(values[place])) for place in left}

        def slack(a: int, b: int, runs: int = runs) -> float:
            return max(
                0.0, indifference / (2 * runs) * (h2 * spread[a, b] / indifference**2 - runs)
            )

        left = [a for a in left if all(means[a] <= means[b] + slack(a, b) for b in left if b != a)]
        best = min(left, key=means.__getitem__)
        if len(left) == 1 or runs >= most:
            told = tuple(tuple(row) for row in values)
            return Chosen(best, tuple(left), told, is_sure=len(left) == 1)
        more = sample(left, range(runs, min(runs + batch, most)))
        for place, row in zip(left, more, strict=True):
            values[place] += row


def runs_at_most(spread: float, indifference: float, plans: int, confidence: float = 0.95) -> int:
    """Give after how many runs a pair whose difference varies by `spread` is decided for sure."""
    eta = 0.5 * ((2 * (1 - confidence) / max(plans - 1, 1)) ** (-2 / (FIRST_RUNS - 1)) - 1)
    return max(FIRST_RUNS, math.ceil(2 * eta * (FIRST_RUNS - 1) * spread / indifference**2) + 1)

"""Does a simulated mean agree with theory? By t-intervals that all hold at once.

All checks of this folder together are wrong about a right kernel with a chance of at most
`FAMILY`: each of at most `CHECKS` has its share of it (Bonferroni). Each has seeds of its own, so
that the luck of one is not that of another; seeds are fixed, so a run can be run again.
"""

from concurrent.futures import ThreadPoolExecutor
from math import sqrt

import numpy as np
from scipy import stats

from cuakhau.simulation.network.chance import key_of
from cuakhau.simulation.network.encode import encode
from cuakhau.simulation.run import run_encoded

FAMILY = 0.001
CHECKS = 60
LEVEL = FAMILY / CHECKS


def replicate(network, *, name, times, of):
    """Run a network `times` with seeds that belong to `name`; give `of(run)` of each, an array."""
    encoded = encode(network)
    first = key_of("theory", name) >> 16

    def one(number):
        return of(run_encoded(network, encoded, seed=first + number))

    with ThreadPoolExecutor(2) as threads:
        return np.array(list(threads.map(one, range(times))))


def interval(samples):
    """Give the mean of independent samples and the half-width of its interval."""
    mean, spread = float(np.mean(samples)), float(np.std(samples, ddof=1))
    return mean, stats.t.ppf(1 - LEVEL / 2, len(samples) - 1) * spread / sqrt(len(samples))


def assert_agrees(samples, expected, *, within):
    """Hold a mean to theory; `within` is the relative half-width that the check must reach."""
    mean, half = interval(samples)
    said = f"{mean:.5g} ± {half / expected:.2%}, theory {expected:.5g} ({mean / expected - 1:+.2%})"
    print(said)
    assert half <= within * expected, f"too wide to say anything: {said}"
    assert abs(mean - expected) <= half, said


def settled(run, *, warm):
    """Tell which vehicles came after the first `warm` part of a run, and early enough to leave."""
    until_us = run.network.length_us * (1 - warm / 2)
    kept = (run.arrived_us >= run.network.length_us * warm) & (run.arrived_us < until_us)
    assert (run.left_us[kept] >= 0).all()
    return kept


def mean_wait_s(run, *, warm=0.1, flow=None):
    """Give the mean wait of settled vehicles, in seconds."""
    kept = settled(run, warm=warm)
    if flow is not None:
        kept &= run.flow == flow
    return float(run.idle_us[kept].mean()) / 1e6


def mean_stay_s(run, *, warm=0.1):
    """Give the mean stay of settled vehicles, in seconds."""
    kept = settled(run, warm=warm)
    return float((run.left_us - run.arrived_us)[kept].mean()) / 1e6

"""From times drawn of a known curve, its kind and numbers come back."""

import numpy as np
import pytest
from scipy import stats

from cuakhau.planning.calibrating.curves import find_anderson, find_distance, fit_curve

DRAWN = {
    "exponential": lambda dice: dice.exponential(300, 4000),
    "lognormal": lambda dice: dice.lognormal(np.log(300) - 0.25, 0.5**0.5, 4000),
    "gamma": lambda dice: dice.gamma(4.0, 75.0, 4000),
}


@pytest.mark.parametrize("kind", DRAWN)
def test_the_curve_of_a_sample_is_found(kind):
    times = DRAWN[kind](np.random.default_rng(11))
    curve = fit_curve(times)
    assert curve.kind == kind
    assert curve.mean_s == pytest.approx(300, rel=0.06)
    expected = {"exponential": 1.0, "lognormal": np.expm1(0.5) ** 0.5, "gamma": 0.5}[kind]
    assert curve.cv == pytest.approx(expected, rel=0.06)
    assert curve.low_s < times.mean() < curve.high_s
    assert curve.is_followed


def test_two_heaps_are_no_curve_and_stay_as_they_were_seen():
    dice = np.random.default_rng(3)
    times = np.concatenate([dice.normal(100, 5, 1000), dice.normal(900, 20, 1000)])
    curve = fit_curve(times)
    assert curve.kind == "empirical"
    assert len(curve.sample_s) == 199
    assert np.mean(curve.sample_s) == pytest.approx(times.mean(), rel=0.02)


def test_equal_times_are_fixed():
    curve = fit_curve(np.full(50, 60.0))
    assert (curve.kind, curve.mean_s, curve.cv) == ("fixed", 60.0, 0.0)


def test_distances_are_those_of_the_books():
    times = np.sort(np.random.default_rng(5).exponential(10, 500))
    below = -np.expm1(-times / 10)
    assert find_distance(below) == pytest.approx(stats.kstest(times, "expon", (0, 10)).statistic)
    known = stats.goodness_of_fit(
        stats.expon, times, known_params={"loc": 0, "scale": 10}, statistic="ad", n_mc_samples=1
    )
    assert find_anderson(below) == pytest.approx(known.statistic)

"""Arrivals and durations are spread as they should be, and Little's law holds."""

import numpy as np
import pytest
from scipy import stats

from cuakhau.simulation.network.arrivals import HOUR_US, draw_fleet
from cuakhau.simulation.network.draws import mean_of, quantile, table_of
from cuakhau.simulation.network.types import Draw, Node, Option, Poisson, Pool, Station
from cuakhau.simulation.summary import inside_at
from simulation.theory.agree import LEVEL, assert_agrees, replicate
from simulation.theory.queues import DAY_US, SECOND_US, draw_of, flow_of, network_of, serve

HOURS = tuple(4.0 + 3.0 * np.sin(2 * np.pi * hour / 24) + (hour // 24) / 3 for hour in range(168))
FACTORS = (1.0, 2.0, 0.5)


def arrivals_by_hour(seed, *, weeks=200, per_hour=HOURS, factors=()):
    nodes = (Node(id="end", op="end"),)
    flow = flow_of("lorries", 0.0, first="end")
    flow = type(flow)(
        id="lorries", nodes=nodes, first="end",
        arrivals=Poisson(per_hour=per_hour, day_factor=factors),
    )  # fmt: skip
    fleet = draw_fleet(network_of(flow, stations={}, days=weeks * 7), seed)
    return np.bincount(fleet.arrived_us // HOUR_US, minlength=weeks * 168).reshape(weeks, 168)


def assert_chi2(value, degrees):
    low, high = stats.chi2.ppf((LEVEL / 2, 1 - LEVEL / 2), degrees)
    assert low <= value <= high, f"{value:.1f} is not between {low:.1f} and {high:.1f}"


def test_arrivals_follow_the_hours_of_the_week():
    counts = arrivals_by_hour(11).sum(axis=0)
    expected = 200 * np.array(HOURS)
    assert_chi2(((counts - expected) ** 2 / expected).sum(), 168)


def test_arrivals_are_as_dispersed_as_chance():
    counts, expected = arrivals_by_hour(12), np.array(HOURS)
    assert_chi2(((counts - expected) ** 2 / expected).sum(), counts.size)


def test_hours_after_one_another_know_nothing_of_each_other():
    counts = (arrivals_by_hour(13) - np.array(HOURS)) / np.sqrt(HOURS)
    series = counts.ravel()
    together = (series[1:] * series[:-1]).sum() / np.sqrt(len(series) - 1)
    assert abs(together) <= stats.norm.ppf(1 - LEVEL / 2)


def test_gaps_between_arrivals_are_exponential():
    flow = flow_of("lorries", 1 / 30, first="end")
    fleet = draw_fleet(network_of(flow, stations={}, days=30), 14)
    gaps = np.diff(fleet.arrived_us) / SECOND_US
    assert stats.kstest(gaps, stats.expon(scale=30).cdf).pvalue > LEVEL


def test_single_days_are_busier_by_their_factor():
    counts = arrivals_by_hour(15, weeks=300, factors=FACTORS)
    by_day = counts.reshape(-1, 24).sum(axis=1)
    expected = np.array(HOURS).reshape(7, 24).sum(axis=1)
    for place, factor in enumerate(FACTORS):
        days = np.arange(place, len(by_day), len(FACTORS))
        wanted = factor * expected[days % 7]
        assert_chi2(((by_day[days] - wanted) ** 2 / wanted).sum(), len(days))


def known(kind, cv):
    if kind == "exponential":
        return stats.expon()
    if kind == "gamma":
        return stats.gamma(1 / cv**2, scale=cv**2)
    spread = np.sqrt(np.log1p(cv**2))
    return stats.lognorm(spread, scale=np.exp(-(spread**2) / 2))


@pytest.mark.parametrize(
    ("kind", "cv"),
    [("exponential", 1.0), ("gamma", 0.3), ("gamma", 0.7), ("gamma", 2.0), ("lognormal", 0.5),
     ("lognormal", 1.0), ("lognormal", 1.5)],
)  # fmt: skip
def test_a_table_draws_what_it_says(kind, cv):
    table = table_of(Draw(kind=kind, mean_us=DAY_US, cv=cv))
    assert mean_of(table) == pytest.approx(DAY_US, rel=1e-12)
    law = known(kind, cv)
    at = np.concatenate([np.linspace(0.01, 0.99, 197), [0.001, 0.995, 0.999, 0.9999]])
    assert quantile(table, at) / DAY_US == pytest.approx(law.ppf(at), rel=6e-3, abs=1e-7)
    drawn = quantile(table, (np.arange(2_000_000) + 0.5) / 2_000_000) / DAY_US
    assert drawn.std() == pytest.approx(law.std(), rel=0.01)
    levels = np.unique(law.ppf(np.linspace(0.1, 0.9, 9)))
    assert np.searchsorted(drawn, levels) / len(drawn) == pytest.approx(law.cdf(levels), abs=3e-4)


def test_a_sample_is_drawn_between_its_values():
    table = table_of(Draw(kind="empirical", sample_us=(10, 20, 40)))
    assert quantile(table, np.array([1e-9, 1 / 6, 0.5, 1 - 1e-9])).tolist() == [10, 10, 20, 40]


def busy_zone(days):
    """Night hours, priorities, a small yard, and officers that two kinds of vehicle share."""

    def way(name, per_s, priority):
        return flow_of(
            name, per_s,
            serve("check", "desk", draw_of(90, "lognormal", 0.8), "in", holds=True),
            Node(id="in", op="take", options=(
                Option(next="load", at="yard"), Option(next="load", at="field"))),
            serve("load", "ramp", draw_of(400, "gamma", 0.6), "end"),
            first="check", priority=priority,
        )  # fmt: skip

    pools = (Pool(id="yard", yard="yard", places=6), Pool(id="field", yard="field", places=4))
    network = network_of(
        way("fruit", 1 / 200, 0), way("other", 1 / 180, 1), stations={}, days=days, pools=pools
    )
    nights = tuple((day * DAY_US + h * HOUR_US, n) for day in range(days) for h, n in HOURS_OF_DESK)
    return type(network)(
        **{name: getattr(network, name) for name in network.__slots__ if name != "stations"},
        stations=(Station(id="desk", servers=nights), Station(id="ramp", servers=((0, 7),))),
    )


HOURS_OF_DESK = ((0, 1), (6, 4), (20, 1))


def test_littles_law_holds_with_calendars_priorities_and_blocking():
    """The mean number inside, looked at every quarter, is the rate times the mean stay."""

    def of(run):
        in_all = np.where(run.left_us < 0, run.network.length_us, run.left_us) - run.arrived_us
        seen = inside_at(run, run.ticks_us[:-1] + run.ticks_us[1] // 2).mean()
        return seen / (in_all.sum() / run.network.length_us)

    assert_agrees(replicate(busy_zone(60), name="Little", times=30, of=of), 1.0, within=0.01)


def test_littles_law_holds_in_each_queue():
    """The mean queue is what its options charge their vehicles with, over the length of the run."""

    def of(run):
        served = {name.node: place for place, name in enumerate(run.options)}
        waited = run.step_waited_us[[p for p, n in enumerate(run.options) if n.node == "check"]]
        assert served.keys() >= {"check", "load"}
        return run.queue[:-1, 0].mean() / (waited.sum() / run.network.length_us)

    assert_agrees(replicate(busy_zone(60), name="queue", times=30, of=of), 1.0, within=0.02)

"""The fluid never says more waiting than is simulated, and says much where the queue is long."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuakhau.planning.experiments.measuring import measure
from cuakhau.planning.search.fluid.bound import find_bound
from cuakhau.planning.search.fluid.ways import ARRIVAL, Ways
from cuakhau.planning.search.lever import Budget, Lever, Room
from cuakhau.simulation.run import run
from planning.search.networks import one_desk, side_by_side

NOTHING = Room((), Budget(vnd=0, people=0))


def simulated_s(network, seeds=range(20)):
    means = [measure(run(network, seed=seed)).wait_each_s for seed in seeds]
    return np.mean(means), np.std(means) / np.sqrt(len(means))


@pytest.mark.parametrize(
    ("network", "share"),
    [
        (one_desk(servers=1), 0.8),
        (one_desk(servers=2, hours=(8, 18)), 0.8),
        (one_desk(servers=2), 0.0),
        (side_by_side(), 0.3),
        (side_by_side(per_hour=12), 0.8),
    ],
)
def test_the_bound_is_below_what_is_simulated_and_not_idle(network, share):
    bound = find_bound(network, NOTHING)
    mean, error = simulated_s(network)
    assert bound.wait_s <= mean + 4 * error
    assert bound.wait_s >= share * mean


@settings(max_examples=15, deadline=None)
@given(
    servers=st.integers(1, 4),
    minutes=st.floats(1, 25),
    per_hour=st.floats(1, 15),
    opens=st.integers(1, 9),
    closes=st.integers(10, 23),
)
def test_no_desk_waits_less_than_its_bound(servers, minutes, per_hour, opens, closes):
    network = one_desk(
        servers=servers, minutes=minutes, per_hour=per_hour, hours=(opens, closes), days=2
    )
    mean, error = simulated_s(network, seeds=range(8))
    assert find_bound(network, NOTHING).wait_s <= mean + 6 * error + 1.0


def test_the_bound_of_a_budget_is_below_every_plan_of_it():
    def desk(number):
        return one_desk(servers=number, hours=(8, 18))

    lever = Lever(
        id="desk", kind="officers", target="desk", low=1, high=6, today=2, vnd=100, people=1.25
    )
    room = Room((lever,), Budget(vnd=200, people=9))
    bound = find_bound(desk(2), room)
    assert bound.levers[0] == pytest.approx(4)
    waits = [simulated_s(desk(number))[0] for number in (2, 3, 4)]
    assert bound.wait_s <= min(waits)
    assert find_bound(desk(2), NOTHING).wait_s > bound.wait_s
    few = Room((lever,), Budget(vnd=10_000, people=1.25))
    assert find_bound(desk(2), few).levers[0] <= 3 + 1e-6


def test_slots_go_where_the_desk_is_open():
    levers = tuple(
        Lever(
            id=f"slots/{hour}", kind="slots", target="out", low=0, high=400, today=100,
            hours=(hour, hour + 4), share="out",
        )
        for hour in range(0, 24, 4)
    )  # fmt: skip
    network = one_desk(servers=3, hours=(8, 20), minutes=9)
    found = find_bound(network, Room(levers, Budget(vnd=0, people=0)))
    assert sum(found.levers) == pytest.approx(600)
    assert found.levers[0] == pytest.approx(0, abs=1e-6)
    assert found.levers[5] == pytest.approx(0, abs=60)
    assert found.wait_s < find_bound(network, NOTHING).wait_s / 2


def test_a_source_feeds_what_follows_by_the_unit():
    ways = Ways(side_by_side().flows[0])
    assert ways.feeds(ARRIVAL) == {("a", ""): 0.8, ("b", ""): 0.8, ("c", ""): pytest.approx(0.2)}
    assert ways.feeds(("a", 0)) == {("join", "fork/0"): 1.0}
    assert ways.feeds(("join", 0)) == {("c", ""): 1.0}
    assert ways.feeds(("c", 0)) == {("end", ""): 1.0}

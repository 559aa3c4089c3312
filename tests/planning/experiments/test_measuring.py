"""What is kept of a run, on a run of four vehicles."""

from dataclasses import replace
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest

from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.experiments.measuring import measure
from cuakhau.simulation.network.types import Pool
from planning.experiments.stand_in import network

S = 1_000_000


@pytest.fixture
def run():
    return SimpleNamespace(
        network=network(),
        seed=7,
        visits=4,
        events=20,
        unstable=("desk",),
        flow=np.zeros(4, np.int64),
        arrived_us=np.array([0, 10, 20, 30]) * S,
        left_us=np.array([100 * S, 210 * S, 320 * S, -1]),
        outcome=np.array([0, 0, 1, -1]),
        idle_us=np.array([50, 100, 150, 900]) * S,
        yard_us=np.array([0, 60, 80, 0]) * S,
        occupancy=np.array([[1], [3], [5], [3]]),
        ticks_us=np.arange(4) * 3600 * S,
    )


def test_times_are_of_those_who_are_through_and_waiting_is_of_all(run):
    measured = measure(run)
    assert (measured.whole.visits, measured.whole.left) == (4, 2)
    assert (measured.whole.turned_back, measured.whole.inside) == (1, 1)
    assert measured.whole.stay.mean == pytest.approx((100 + 200 + 300) / 3)
    assert measured.whole.wait.median == 100
    assert measured.waited_s == 50 + 100 + 150 + (24 * 3600 - 30)
    assert measured.whole.yard.mean == 70
    assert measured.unstable == ("desk",)


def test_groups_are_those_of_the_flows_and_yards_have_hours_of_the_zone(run):
    measured = measure(run)
    assert dict(measured.by("gate"))["a"] == measured.whole
    use = measured.yards["yard"]
    assert (use.places, use.peak, use.mean) == (10, 5, 3.0)
    assert (use.by_hour[7], use.by_hour[10], use.by_hour[0]) == (1, 3, None)


def test_a_queue_on_a_road_is_as_long_as_its_vehicles(run):
    road = Pool(id="road:a", yard="road:a", each_m=15.0, length_m=400.0)
    run.network = replace(run.network, pools=(road,))
    use = measure(run).yards["road:a"]
    assert (use.mean_m, use.peak_m, use.length_m) == (45.0, 75.0, 400.0)
    run.network = replace(run.network, pools=(replace(road, each_m=None),))
    assert measure(run).yards["road:a"].peak_m is None


def test_what_is_kept_can_be_written_and_read_again(run):
    measured = measure(run)
    assert msgspec.json.decode(msgspec.json.encode(measured), type=Measured) == measured

from dataclasses import replace

import pytest

from cuakhau.simulation.network.types import Draw, Network, Station
from cuakhau.simulation.run import run
from simulation.kernel.networks import DAY_US, HOUR_US, SECOND_US, one_queue

MINUTE = Draw(kind="exponential", mean_us=60 * SECOND_US)


def with_station(network: Network, **said) -> Network:
    return replace(network, stations=(Station(id="desk", **said),))


@pytest.mark.parametrize(("per_hour", "is_named"), [(80, False), (160, True)])
def test_a_station_that_cannot_keep_up_is_named(per_hour, is_named):
    made = run(one_queue(servers=2, per_hour=per_hour, draw=MINUTE, days=3), seed=1)
    assert made.unstable == (("desk",) if is_named else ())
    (load,) = made.workloads
    assert load.share == pytest.approx(per_hour / 120, rel=0.05)


def test_a_queue_of_one_night_is_not_a_station_that_cannot_keep_up():
    network = one_queue(servers=4, per_hour=100, draw=MINUTE)
    closed_early = with_station(network, servers=((0, 4), (23 * HOUR_US, 0)))
    made = run(closed_early, seed=1)
    assert made.workloads[0].waiting > 50
    assert made.unstable == ()


def test_a_quota_below_what_comes_is_named():
    network = one_queue(servers=4, per_hour=100, draw=MINUTE)
    made = run(with_station(network, servers=((0, 4),), quota=((0, 300), (DAY_US, 300))), seed=1)
    assert made.unstable == ("desk",)
    assert made.workloads[0].share == pytest.approx(8, rel=0.1)


def test_a_station_that_never_opens_has_no_time():
    network = one_queue(servers=4, per_hour=1, draw=MINUTE)
    made = run(with_station(network, servers=((0, 0),)), seed=1)
    assert made.unstable == ("desk",)
    assert made.workloads[0].had_us == 0

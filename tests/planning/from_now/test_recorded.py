"""Vehicles come to a network at the instants that a log has of them."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cuakhau.movement.log import EventLog
from cuakhau.planning.from_now.recorded import come_as_recorded
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.network.types import Following, Network, Trace
from cuakhau.simulation.run import Run, run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from cuakhau.zone.zone import Zone

MONDAY = date(2025, 6, 2)


@pytest.fixture(scope="module")
def example() -> Zone:
    return find_zone("example")


@pytest.fixture(scope="module")
def network(example: Zone) -> Network:
    twin = load_twin(example, files_of(get_folder("example")))
    return build_network(example, twin, first_day=MONDAY, days=2)


@pytest.fixture(scope="module")
def past(network: Network) -> Run:
    return run(network, seed=5, log="full")


@pytest.fixture(scope="module")
def log(past: Run) -> EventLog:
    return log_of(past, run_id="past")


def came_at(made: Run, flow: int) -> np.ndarray:
    return np.sort(made.arrived_us[made.flow == flow])


def test_every_vehicle_comes_again_when_it_came(
    example: Zone, network: Network, past: Run, log: EventLog
):
    recorded = come_as_recorded(example, network, log)
    again = run(recorded.network, seed=9)
    by_itself = [
        number for number, f in enumerate(network.flows) if not isinstance(f.arrivals, Following)
    ]
    for flow in by_itself:
        assert (came_at(again, flow) == came_at(past, flow)).all()
    assert recorded.come == sum(len(came_at(past, flow)) for flow in by_itself) > 300
    assert recorded.left_out == 0


def test_what_is_of_no_flow_is_counted_and_left_out(example: Zone, network: Network, log: EventLog):
    fewer = replace(network, flows=tuple(f for f in network.flows if f.id != "empty_back"))
    recorded = come_as_recorded(example, fewer, log)
    whole = come_as_recorded(example, network, log)
    assert recorded.left_out == whole.come - recorded.come > 0


def test_only_what_came_within_the_run_comes(example: Zone, network: Network, log: EventLog):
    later = replace(network, start_us=network.start_us + network.length_us)
    recorded = come_as_recorded(example, later, log)
    assert (recorded.come, recorded.left_out) == (0, 0)
    kinds = {type(flow.arrivals) for flow in recorded.network.flows}
    assert kinds == {Trace, Following}

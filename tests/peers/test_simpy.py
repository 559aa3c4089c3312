"""SimPy, given the kernel's luck, sends each vehicle the same way at the same microsecond."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from cuakhau.simulation.network.arrivals import draw_fleet
from cuakhau.simulation.network.types import Draw, Following, Slots, Trace
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from peers.luck import SameLuck
from peers.simpy_network import World
from simulation.kernel.strategies import networks


def without_ties(network):
    """The same with durations and arrivals that never meet: what is first at a tie is not told."""
    flows = []
    for number, flow in enumerate(network.flows):
        come = flow.arrivals
        if isinstance(come, Trace | Slots):
            apart = tuple(at + 7_919 * (place + 1) + number for place, at in enumerate(come.at_us))
            come = replace(come, at_us=apart)
        if isinstance(come, Following):
            come = replace(come, after=spread(come.after))
        nodes = tuple(
            replace(n, options=tuple(replace(o, draw=spread(o.draw)) for o in n.options))
            for n in flow.nodes
        )
        flows.append(replace(flow, arrivals=come, nodes=nodes))
    return replace(network, flows=tuple(flows))


def spread(draw):
    if draw is None or draw.kind not in ("fixed", "empirical"):
        return draw
    return Draw(kind="gamma", mean_us=draw.mean_us or sum(draw.sample_us), cv=0.7)


def assert_same(network, seed):
    made = run(network, seed=seed)
    world = World(made.network, draw_fleet(network, seed), SameLuck())
    world.run()
    for name in ("left_us", "outcome", "idle_us"):
        there = np.array(getattr(world, name))
        gone = made.left_us >= 0
        np.testing.assert_array_equal(there[gone], getattr(made, name)[gone], err_msg=name)
    ticks = len(world.queue)
    np.testing.assert_array_equal(np.array(world.queue), made.queue[1 : ticks + 1])
    np.testing.assert_array_equal(np.array(world.occupancy), made.occupancy[1 : ticks + 1])
    for place, name in enumerate(made.options):
        counted = world.count[name.flow, name.node, name.option]
        assert counted == made.step_count[place], name
    return made


@settings(max_examples=300)
@given(networks(with_present=False))
def test_a_random_network_runs_the_same(network):
    assert_same(without_ties(network), seed=21)


@pytest.mark.parametrize(
    ("name", "day", "days"), [("example", date(2025, 6, 2), 3), ("lang-son", date(2024, 8, 22), 1)]
)
def test_a_whole_zone_runs_the_same(name, day, days):
    """What the bench times is then the same full model."""
    zone = find_zone(name)
    twin = load_twin(zone, files_of(get_folder(name)))
    made = assert_same(build_network(zone, twin, first_day=day, days=days), seed=22)
    assert made.visits > 500

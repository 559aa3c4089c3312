"""What must hold in any run, told again from its rows by another way than the kernel's."""

from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from cuakhau.simulation.network.types import LogRow
from cuakhau.simulation.run import run
from simulation.kernel.strategies import networks
from simulation.kernel.told import Told, union_us, value_at


def list_pairs(items):
    """Give each item with the one after it."""
    return zip(items, items[1:], strict=False)


def check_vehicles(made, told):
    gone = made.outcome >= 0
    assert made.visits == int(gone.sum()) + int((made.left_us < 0).sum())
    assert {v for v, n in told.ends.items() if n} == set(np.flatnonzero(gone).tolist())
    assert all(n == 1 for n in told.ends.values() if n)
    assert told.after_end == []
    assert (made.left_us[gone] >= made.arrived_us[gone]).all()
    assert (made.rows.start_us <= made.rows.end_us).all()
    assert (np.diff(made.rows.end_us) >= 0).all()


def check_waits(made, told):
    assert all(one.start_us >= one.joined[0] for one in told.services)
    assert all(one.at_us >= one.joined[0] for one in told.takings)
    served = defaultdict(list)
    rows, names = made.rows, made.options
    serves = {n for n, o in enumerate(names) if told.nodes[o.flow, o.node].op == "serve"}
    for vehicle, option, start, end in zip(
        rows.vehicle.tolist(), rows.option.tolist(), rows.start_us.tolist(), rows.end_us.tolist(),
        strict=True,
    ):  # fmt: skip
        if option in serves:
            served[vehicle].append((start, end))
            # what a giver does with its partners is service of these too
            loads = names[option].node == "work" and told.partners.get(vehicle, ())
            for other, _ in loads or ():
                served[other].append((start, end))
    for vehicle in np.flatnonzero(made.left_us >= 0).tolist():
        since_us = max(int(made.arrived_us[vehicle]), 0)
        stay_us = int(made.left_us[vehicle]) - since_us
        assert int(made.idle_us[vehicle]) == stay_us - union_us(served[vehicle])
        assert int(made.yard_us[vehicle]) == told.in_yard_us[vehicle]


def check_pools(made, told):
    for number, pool in enumerate(made.network.pools):
        levels = [level for _, level in told.pool_levels[pool.id]]
        assert min(levels) >= 0
        assert pool.places is None or max(levels) <= pool.places
        counted = [told.level_at(pool.id, at) for at in made.ticks_us.tolist()]
        assert made.occupancy[:, number].tolist() == counted


def check_stations(made, told):
    for station in made.network.stations:
        here = [one for one in told.services if one.station == station.id]
        begun = [one.start_us for one in here if not one.was_served]
        for at_us in set(begun):
            busy = sum(o.start_us <= at_us < o.released_us for o in here)
            assert busy <= value_at(station.servers, at_us)
        for (since_us, most), (until_us, _) in list_pairs(
            (*station.quota, (made.network.length_us, 0))
        ):
            assert most < 0 or sum(since_us <= at < until_us for at in begun) <= most


def check_order(told):
    """First come, first served within a priority; a better priority never waits behind a worse."""
    lines = defaultdict(list)
    for one in told.services:
        if not one.was_served and one.joined[0] != 0:  # those present come in their listed order
            lines[one.station].append((one.priority, one.joined, one.start_us))
    for one in told.takings:
        if one.joined[0] != 0:
            lines[one.pools].append((one.priority, one.joined, one.at_us))
    for line in lines.values():
        line.sort()
        for (p, _, at), (q, _, later) in list_pairs(line):
            assert p != q or at <= later
        for p, joined, at in line:
            worse = [begun for q, _, begun in line if q > p and joined[0] < begun]
            assert all(begun >= at for begun in worse)


def check_partners(made, told):
    flow = [one.id for one in made.network.flows]
    for vehicle, others in told.partners.items():
        gives = flow[made.flow[vehicle]] == "givers"
        assert len(others) in ((1, 2) if gives else (1,))
        assert all((vehicle, at) in told.partners[other] for other, at in others)


@settings(max_examples=200)
@given(networks())
def test_no_rule_of_the_network_is_broken_in_any_run(network):
    made = run(network, seed=4, log="full")
    told = Told(made)
    check_vehicles(made, told)
    check_waits(made, told)
    check_pools(made, told)
    check_stations(made, told)
    check_order(told)
    check_partners(made, told)


def elsewhere(network):
    """The same network with names of its own."""

    def there(name):
        return f"{name}-there" if name else name

    return replace(
        network,
        stations=tuple(replace(one, id=there(one.id)) for one in network.stations),
        pools=tuple(replace(one, id=there(one.id)) for one in network.pools),
        flows=tuple(move_flow(one, there) for one in network.flows),
        present=(),
    )


def move_flow(flow, there):
    nodes = [
        replace(n, at=there(n.at), options=tuple(replace(o, at=there(o.at)) for o in n.options))
        for n in flow.nodes
    ]
    come = flow.arrivals
    if hasattr(come, "flow"):
        come = replace(come, flow=there(come.flow))
    return replace(flow, id=there(flow.id), nodes=tuple(nodes), arrivals=come)


@settings(max_examples=60)
@given(networks(), networks(with_present=False))
def test_what_happens_elsewhere_changes_nothing_here(network, other):
    there = elsewhere(other)
    both = replace(
        network,
        stations=network.stations + there.stations,
        pools=network.pools + there.pools,
        flows=network.flows + there.flows,
    )
    alone, beside = run(network, seed=5), run(both, seed=5)
    here = beside.flow < len(network.flows)
    for name in ("arrived_us", "flow", "left_us", "outcome", "idle_us", "yard_us"):
        np.testing.assert_array_equal(getattr(alone, name), getattr(beside, name)[here])
    np.testing.assert_array_equal(alone.queue, beside.queue[:, : len(network.stations)])


@settings(max_examples=60)
@given(networks(with_present=False))
def test_another_officer_changes_waits_but_nobodys_luck(network):
    helped = replace(
        network,
        stations=tuple(
            replace(one, servers=tuple((at, n + 1) for at, n in one.servers))
            for one in network.stations
        ),
    )
    before = {one.name: one for one in Told(run(network, seed=6, log="full")).services}
    after = {one.name: one for one in Told(run(helped, seed=6, log="full")).services}
    for name in before.keys() & after.keys():
        was, now = before[name], after[name]
        assert was.end_us - was.start_us == now.end_us - now.start_us


def name_rows(network):
    """The same network, each way on with a step of its own."""
    flows = []
    for flow in network.flows:
        nodes = [
            replace(
                node,
                options=tuple(
                    replace(option, rows=(LogRow(step=f"{node.id}-{flow.id}-{place}"),))
                    for place, option in enumerate(node.options)
                ),
            )
            for node in flow.nodes
        ]
        flows.append(replace(flow, nodes=tuple(nodes)))
    return replace(network, flows=tuple(flows))


@settings(max_examples=100)
@given(networks(with_present=False))
def test_each_step_is_charged_with_the_waits_that_its_rows_end(network):
    made = run(name_rows(network), seed=7, log="full")
    rows, names = made.rows, made.options
    served = defaultdict(list)
    partners = defaultdict(list)
    nodes = {(flow.id, node.id): node for flow in network.flows for node in flow.nodes}
    for vehicle, number, other, since_us, until_us in zip(
        rows.vehicle.tolist(), rows.option.tolist(), rows.other.tolist(),
        rows.start_us.tolist(), rows.end_us.tolist(), strict=True,
    ):  # fmt: skip
        if number < len(names):
            name = names[number]
            if nodes[name.flow, name.node].op == "serve":
                served[vehicle].append((since_us, name.rows[0].step, until_us))
            if name.node == "meet" and name.flow == "givers":
                partners[vehicle].append(other)
            for one in partners[vehicle] if name.node == "work" else ():
                served[one].append((since_us, "free-takers-0", until_us))
    charged = Counter()
    for vehicle, services in served.items():
        reached_us = int(made.arrived_us[vehicle])
        for since_us, step, until_us in sorted(services):
            charged[step] += max(0, since_us - reached_us)
            reached_us = max(reached_us, until_us)
    for name, waited_us in zip(names, made.step_waited_us.tolist(), strict=True):
        assert waited_us == (charged[name.rows[0].step] if name.rows else 0)

"""Vehicles that are in the zone when a run starts, put before those that will come."""

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.arrivals import Fleet
from cuakhau.simulation.network.chance import key_of
from cuakhau.simulation.network.encode import node_numbers
from cuakhau.simulation.network.types import Network


def join_present(
    network: Network, fleet: Fleet, firsts: NDArray[np.uint32], seed: int
) -> tuple[Fleet, NDArray[np.int64]]:
    """Put the present vehicles first; give the fleet and a row for each place where one stands.

    A row is vehicle, node, option, service still to come (-1: waits), pool (-1: none).
    """
    if not network.present:
        return fleet, np.empty((0, 5), np.int64)
    nodes = node_numbers(network)
    flows = {flow.id: number for number, flow in enumerate(network.flows)}
    pools = {pool.id: number for number, pool in enumerate(network.pools)}
    rows = []
    for number, one in enumerate(network.present):
        pool = -1 if one.pool is None else pools[one.pool]
        for place, node in enumerate(one.nodes):
            at = nodes[one.flow, node]
            option = one.options[place] if place < len(one.options) else 0
            rest_us = one.left_us[place] if place < len(one.left_us) else -1
            rows.append((number, at, int(firsts[at]) + option, rest_us, pool))
    keys = [key_of("present", seed, one.subject) for one in network.present]
    joined = Fleet(
        np.concatenate([np.array([one.since_us for one in network.present]), fleet.arrived_us]),
        np.concatenate([np.array([flows[p.flow] for p in network.present], np.int32), fleet.flow]),
        np.concatenate([np.array(keys, np.uint64), fleet.key]),
        np.concatenate([np.ones(len(keys), np.int32), fleet.needs]),
    )
    return joined, np.array(rows, dtype=np.int64)

"""A network as rectangular arrays: what the kernel reads. All checks stand before this."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.types import LogRow, Network
from cuakhau.simulation.network.ways import Whole32, draw_ways, options_of, whole

ENDLESS = 2**62  # as many places, or services of a quota, as anybody may want
NEVER = 2**62
TICK_US = 15 * 60 * 1_000_000


class Encoded(NamedTuple):
    """The arrays; a row a node, an option, a change of a clock. `share` adds up within a node."""

    nodes: Whole32  # op, first option, options, place, limit, holds, priority, group
    outcome: NDArray[np.int64]
    luck: NDArray[np.uint64]  # an option
    # next node, place, draw, leads back, has rows, rank of name, its node, serves (2: and holds)
    options: Whole32
    quiet: Whole32  # the same where nothing is written: past nodes that only write
    share: NDArray[np.float64]
    tables: NDArray[np.float64]
    clock: NDArray[np.int64]  # when, station, 0 servers or 1 quota, how many; by time, last NEVER
    places: NDArray[np.int64]
    is_yard: NDArray[np.int64]
    pool_first: NDArray[np.int64]  # the queues that may use a pool
    pool_groups: NDArray[np.int64]
    flow_first: NDArray[np.int64]
    flow_tells: NDArray[np.int64]
    limits: NDArray[np.int64]  # length of the run, stations, groups, matches, most branches


@dataclass(frozen=True, slots=True)
class OptionName:
    """Which option of which node of which flow a number of the arrays stands for."""

    flow: str
    node: str
    option: int
    rows: tuple[LogRow, ...]


def names_of(network: Network) -> tuple[OptionName, ...]:
    """List the options in the order of the arrays."""
    return tuple(
        OptionName(flow.id, node.id, place, option.rows)
        for flow in network.flows
        for node in flow.nodes
        for place, option in enumerate(options_of(node))
    )


def node_numbers(network: Network) -> dict[tuple[str, str], int]:
    """Give the number of each (flow, node) in the arrays."""
    pairs = [(flow.id, node.id) for flow in network.flows for node in flow.nodes]
    return {pair: number for number, pair in enumerate(pairs)}


def encode(network: Network) -> Encoded:
    """Turn a network into arrays.

    Raises `KeyError` where it names a node or place it lacks, `TooLarge` where it has more ways on
    than the kernel can tell apart.
    """
    drawn = draw_ways(
        tuple((flow.id, flow.nodes, flow.first, flow.priority) for flow in network.flows),
        tuple(station.id for station in network.stations),
        tuple(pool.id for pool in network.pools),
    )
    stations, groups, matches, branches = drawn.counts
    return Encoded(
        nodes=drawn.nodes,
        outcome=drawn.outcome,
        luck=drawn.luck,
        options=drawn.options,
        quiet=drawn.quiet,
        share=drawn.share,
        tables=drawn.tables,
        clock=clock_of(network),
        places=whole(ENDLESS if p.places is None else p.places for p in network.pools),
        is_yard=whole(not p.yard.startswith("road:") for p in network.pools),
        pool_first=drawn.pool_first,
        pool_groups=drawn.pool_groups,
        flow_first=drawn.flow_first,
        flow_tells=whole(flow.declares is not None for flow in network.flows),
        limits=whole((network.length_us, stations, groups, matches, branches, TICK_US)),
    )


def clock_of(network: Network) -> NDArray[np.int64]:
    """Turn who is on duty and the quotas into the changes of the clock."""
    stations = {one.id: number for number, one in enumerate(network.stations)}
    changes = sorted(_clock(network), key=lambda change: change[0])
    rows = [(at, stations[name], kind, value) for at, name, kind, value in changes]
    rows.append((NEVER, 0, 0, 0))
    return np.array(rows, dtype=np.int64)


def _clock(network: Network) -> Iterator[tuple[int, str, int, int]]:
    for station in network.stations:
        for from_us, servers in station.servers:
            yield from_us, station.id, 0, servers
        yield 0, station.id, 1, ENDLESS
        for from_us, number in station.quota:
            yield from_us, station.id, 1, ENDLESS if number < 0 else number

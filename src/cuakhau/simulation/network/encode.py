"""A network as rectangular arrays: what the kernel reads. All checks stand before this."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.chance import key_of
from cuakhau.simulation.network.draws import WIDTH, table_of
from cuakhau.simulation.network.types import Draw, Flow, LogRow, Network, Node, Option

T = TypeVar("T")
OPS = (
    "serve", "take", "give", "mark", "split", "fork", "join", "wait", "balk",
    "giver", "receiver", "hand_over", "end",
)  # fmt: skip
PRIORITIES = 8
ENDLESS = 2**62  # as many places, or services of a quota, as anybody may want
TICK_US = 15 * 60 * 1_000_000


class Encoded(NamedTuple):
    """The arrays. `first` and `ways` give a node's options; `share` adds up within a node."""

    op: NDArray[np.int64]
    first: NDArray[np.int64]
    ways: NDArray[np.int64]
    node_at: NDArray[np.int64]  # balk: a pool, or a station as -2 - n; giver, receiver: a match
    limit: NDArray[np.int64]
    holds: NDArray[np.int64]
    priority: NDArray[np.int64]
    group: NDArray[np.int64]  # take: the queue for its pools
    outcome: NDArray[np.int64]
    node_luck: NDArray[np.uint64]
    next: NDArray[np.int64]  # of an option
    at: NDArray[np.int64]
    draw: NDArray[np.int64]
    share: NDArray[np.float64]
    back: NDArray[np.int64]  # this option leads back: the next draws must be others
    tells: NDArray[np.int64]  # it has rows in the log
    tables: NDArray[np.float64]
    clock_us: NDArray[np.int64]  # changes of servers and quotas, sorted by time
    clock_station: NDArray[np.int64]
    clock_kind: NDArray[np.int64]
    clock_value: NDArray[np.int64]
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
        for place, option in enumerate(_options_of(node))
    )


def node_numbers(network: Network) -> dict[tuple[str, str], int]:
    """Give the number of each (flow, node) in the arrays."""
    pairs = [(flow.id, node.id) for flow in network.flows for node in flow.nodes]
    return {pair: number for number, pair in enumerate(pairs)}


def encode(network: Network) -> Encoded:
    """Turn a network into arrays. Raises `KeyError` where it names a node or place it lacks."""
    stations = {one.id: number for number, one in enumerate(network.stations)}
    pools = {one.id: number for number, one in enumerate(network.pools)}
    numbers = node_numbers(network)
    nodes = [(flow, node) for flow in network.flows for node in flow.nodes]
    options = [(f, n, o) for f, n in nodes for o in _options_of(n)]
    counts = [len(_options_of(node)) for _, node in nodes]
    draws, draw_numbers = _draws([option.draw for _, _, option in options])
    groups = _number(tuple(o.at for o in n.options) for _, n in nodes if n.op == "take")
    matches = _number(n.at for _, n in nodes if n.op in ("giver", "receiver"))
    clock = sorted(_clock(network), key=lambda change: change[0])
    by_pool = [[g for names, g in groups.items() if pool.id in names] for pool in network.pools]
    targets = [_target(numbers, f, n, o) for f, n, o in options]
    sources = [numbers[f.id, n.id] for f, n, _ in options]
    branches = max(
        (c for c, (_, n) in zip(counts, nodes, strict=True) if n.op == "fork"), default=1
    )
    return Encoded(
        op=_whole(OPS.index(node.op) for _, node in nodes),
        first=_whole(accumulate(counts[:-1], initial=0) if counts else ()),
        ways=_whole(counts),
        node_at=_whole(_place_of(node, stations, pools, matches) for _, node in nodes),
        limit=_whole(node.limit for _, node in nodes),
        holds=_whole(node.holds for _, node in nodes),
        priority=_whole(
            min(f.priority if n.priority is None else n.priority, PRIORITIES - 1) for f, n in nodes
        ),
        group=_whole(
            groups[tuple(o.at for o in n.options)] if n.op == "take" else -1 for _, n in nodes
        ),
        outcome=_whole(("left", "turned_back").index(node.outcome) for _, node in nodes),
        node_luck=np.array([key_of("luck", n.luck or n.id) for _, n in nodes], dtype=np.uint64),
        next=_whole(targets),
        at=_whole(_option_at(n, o, stations, pools) for _, n, o in options),
        draw=_whole(draw_numbers),
        share=np.array([s for _, n in nodes for s in _shares(n)], dtype=np.float64),
        back=_whole(0 <= to <= here for to, here in zip(targets, sources, strict=True)),
        tells=_whole(bool(o.rows) for _, _, o in options),
        tables=np.array([table_of(draw) for draw in draws]).reshape(-1, WIDTH),
        clock_us=_whole(change[0] for change in clock),
        clock_station=_whole(stations[change[1]] for change in clock),
        clock_kind=_whole(change[2] for change in clock),
        clock_value=_whole(change[3] for change in clock),
        places=_whole(ENDLESS if p.places is None else p.places for p in network.pools),
        is_yard=_whole(not p.yard.startswith("road:") for p in network.pools),
        pool_first=_whole(accumulate((len(g) for g in by_pool), initial=0)),
        pool_groups=_whole(g for listed in by_pool for g in listed),
        flow_first=_whole(numbers[flow.id, flow.first] for flow in network.flows),
        flow_tells=_whole(flow.declares is not None for flow in network.flows),
        limits=_whole(
            (network.length_us, len(stations), len(groups), len(matches), branches, TICK_US)
        ),
    )


def _options_of(node: Node) -> tuple[Option, ...]:
    """An end has no way on, but the arrays want an option for what it writes."""
    return node.options or (Option(next=""),)


def _target(numbers: dict[tuple[str, str], int], flow: Flow, node: Node, option: Option) -> int:
    return -1 if node.op == "end" else numbers[flow.id, option.next]


def _option_at(node: Node, option: Option, stations: dict[str, int], pools: dict[str, int]) -> int:
    if node.op == "serve":
        return stations[option.at]
    return pools[option.at] if node.op == "take" else -1


def _place_of(
    node: Node, stations: dict[str, int], pools: dict[str, int], matches: dict[str, int]
) -> int:
    if node.op in ("giver", "receiver"):
        return matches[node.at]
    if node.op != "balk":
        return -1
    return pools[node.at] if node.at in pools else -2 - stations[node.at]


def _shares(node: Node) -> list[float]:
    options = _options_of(node)
    total = sum(option.share for option in options)
    return [so_far / total for so_far in accumulate(option.share for option in options)]


def _draws(wanted: list[Draw | None]) -> tuple[list[Draw], list[int]]:
    known = _number(draw for draw in wanted if draw is not None)
    return list(known), [-1 if draw is None else known[draw] for draw in wanted]


def _number(items: Iterable[T]) -> dict[T, int]:
    return {item: place for place, item in enumerate(dict.fromkeys(items))}


def _clock(network: Network) -> Iterator[tuple[int, str, int, int]]:
    for station in network.stations:
        for from_us, servers in station.servers:
            yield from_us, station.id, 0, servers
        yield 0, station.id, 1, ENDLESS
        for from_us, number in station.quota:
            yield from_us, station.id, 1, ENDLESS if number < 0 else number


def _whole(values: Iterable[int]) -> NDArray[np.int64]:
    return np.array([int(value) for value in values], dtype=np.int64)

"""A network as rectangular arrays: what the kernel reads. All checks stand before this."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.charging import OPTIONS
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
NEVER = 2**62
TICK_US = 15 * 60 * 1_000_000
MARK = OPS.index("mark")
Whole32 = NDArray[np.int32]


class TooLarge(ValueError):
    """Raised where a network or a run has more of something than the kernel can count."""


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
        for place, option in enumerate(_options_of(node))
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
    stations = {one.id: number for number, one in enumerate(network.stations)}
    pools = {one.id: number for number, one in enumerate(network.pools)}
    numbers = node_numbers(network)
    nodes = [(flow, node) for flow in network.flows for node in flow.nodes]
    options = [(f, n, o) for f, n in nodes for o in _options_of(n)]
    if len(options) > OPTIONS:
        raise TooLarge(f"{len(options)} ways on are more than {OPTIONS}")
    counts = [len(_options_of(node)) for _, node in nodes]
    firsts = [total - own for total, own in zip(accumulate(counts), counts, strict=True)]
    told = [bool(option.rows) for _, _, option in options]
    draws, draw_numbers = _draws([option.draw for _, _, option in options])
    groups = _number(tuple(o.at for o in n.options) for _, n in nodes if n.op == "take")
    matches = _number(n.at for _, n in nodes if n.op in ("giver", "receiver"))
    by_pool = [[g for names, g in groups.items() if pool.id in names] for pool in network.pools]
    targets = [_target(numbers, f, n, o) for f, n, o in options]
    sources = [numbers[f.id, n.id] for f, n, _ in options]
    branches = max(
        (c for c, (_, n) in zip(counts, nodes, strict=True) if n.op == "fork"), default=1
    )
    node_rows = np.array(
        [
            (
                OPS.index(node.op),
                first,
                count,
                _place_of(node, stations, pools, matches),
                min(node.limit, 2**31 - 1),
                node.holds,
                _priority_of(flow, node),
                groups[tuple(o.at for o in node.options)] if node.op == "take" else -1,
            )
            for (flow, node), first, count in zip(nodes, firsts, counts, strict=True)
        ],
        dtype=np.int32,
    ).reshape(-1, 8)
    ways = np.array(
        [
            (to, _option_at(n, o, stations, pools), drawn, 0 <= to <= here, tells, rank, here,
             (1 + n.holds) * (n.op == "serve"))
            for (_, n, o), to, here, drawn, tells, rank in zip(
                options, targets, sources, draw_numbers, told, _ranks(options), strict=True
            )
        ],
        dtype=np.int32,
    ).reshape(-1, 8)  # fmt: skip
    return Encoded(
        nodes=node_rows,
        outcome=_whole(("left", "turned_back").index(node.outcome) for _, node in nodes),
        luck=np.array([key_of("luck", n.luck or n.id) for _, n, _ in options], dtype=np.uint64),
        options=ways,
        quiet=_past_marks(node_rows, ways),
        share=np.array([s for _, n in nodes for s in _shares(n)], dtype=np.float64),
        tables=_tables_of(tuple(draws)),
        clock=clock_of(network),
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


def clock_of(network: Network) -> NDArray[np.int64]:
    """Turn who is on duty and the quotas into the changes of the clock."""
    stations = {one.id: number for number, one in enumerate(network.stations)}
    changes = sorted(_clock(network), key=lambda change: change[0])
    rows = [(at, stations[name], kind, value) for at, name, kind, value in changes]
    rows.append((NEVER, 0, 0, 0))
    return np.array(rows, dtype=np.int64)


def _past_marks(nodes: Whole32, ways: Whole32) -> Whole32:
    """Lead every way on past the nodes that only write rows."""
    quiet = ways.copy()
    for _ in range(len(nodes)):
        marks = (quiet[:, 0] >= 0) & (nodes[quiet[:, 0], 0] == MARK)
        if not marks.any():
            break
        quiet[marks, 0] = ways[nodes[quiet[marks, 0], 1], 0]
    return quiet


def _options_of(node: Node) -> tuple[Option, ...]:
    """An end has no way on, but the arrays want an option for what it writes."""
    return node.options or (Option(next=""),)


def _ranks(options: list[tuple[Flow, Node, Option]]) -> list[int]:
    """Order options by the step that they confirm, as statistics do with what begins at once."""
    said = [min((row.step or "~" for row in o.rows), default="~") for _, _, o in options]
    places = {name: place for place, name in enumerate(sorted(set(said)))}
    return [places[name] for name in said]


def _priority_of(flow: Flow, node: Node) -> int:
    wanted = flow.priority if node.priority is None else node.priority
    return min(wanted, PRIORITIES - 1)


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


@lru_cache(maxsize=64)
def _tables_of(draws: tuple[Draw, ...]) -> NDArray[np.float64]:
    """Stack tables; scenarios that change none of them share the stack, hundreds in a sweep."""
    return np.array([table_of(draw) for draw in draws]).reshape(-1, WIDTH)


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

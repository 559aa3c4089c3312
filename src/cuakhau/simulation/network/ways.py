"""The ways of flows as arrays: what of an encoded network no officer, hour or place changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.charging import OPTIONS
from cuakhau.simulation.network.chance import key_of
from cuakhau.simulation.network.draws import WIDTH, table_of
from cuakhau.simulation.network.types import Draw, Node, Option

T = TypeVar("T")
OPS = (
    "serve", "take", "give", "mark", "split", "fork", "join", "wait", "balk",
    "giver", "receiver", "hand_over", "end",
)  # fmt: skip
MARK = OPS.index("mark")
PRIORITIES = 8
AMONG_STATIONS = 2**20  # added to the number of a station where a pool may stand as well
Whole32 = NDArray[
    np.uint32
]  # without a sign: the kernel then needs not look whether it is negative


class TooLarge(ValueError):
    """Raised where a network or a run has more of something than the kernel can count."""


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """What of the arrays depends on the ways of the flows alone, not on hours, officers, places."""

    nodes: Whole32
    outcome: NDArray[np.int64]
    luck: NDArray[np.uint64]
    options: Whole32
    quiet: Whole32
    share: NDArray[np.float64]
    tables: NDArray[np.float64]
    pool_first: NDArray[np.int64]
    pool_groups: NDArray[np.int64]
    flow_first: NDArray[np.int64]
    counts: tuple[int, int, int, int]  # stations, groups, matches, most branches


@lru_cache(maxsize=64)
def draw_ways(
    flows: tuple[tuple[str, tuple[Node, ...], str, int], ...],
    station_ids: tuple[str, ...],
    pool_ids: tuple[str, ...],
) -> Ways:
    """Draw the ways as arrays; a slider that moves officers or hours finds them drawn."""
    stations = {one: number for number, one in enumerate(station_ids)}
    pools = {one: number for number, one in enumerate(pool_ids)}
    pairs = [(flow, node.id) for flow, own, _, _ in flows for node in own]
    numbers = {pair: number for number, pair in enumerate(pairs)}
    nodes = [(flow, node, usual) for flow, own, _, usual in flows for node in own]
    options = [(f, n, o) for f, n, _ in nodes for o in options_of(n)]
    if len(options) > OPTIONS:
        raise TooLarge(f"{len(options)} ways on are more than {OPTIONS}")
    counts = [len(options_of(node)) for _, node, _ in nodes]
    firsts = [total - own for total, own in zip(accumulate(counts), counts, strict=True)]
    draws, draw_numbers = _draws([option.draw for _, _, option in options])
    groups = _number(tuple(o.at for o in n.options) for _, n, _ in nodes if n.op == "take")
    matches = _number(n.at for _, n, _ in nodes if n.op in ("giver", "receiver"))
    by_pool = [[g for names, g in groups.items() if pool in names] for pool in pool_ids]
    forks = (count for count, (_, n, _) in zip(counts, nodes, strict=True) if n.op == "fork")
    node_rows = np.array(
        [
            (
                OPS.index(node.op),
                first,
                count,
                _place_of(node, stations, pools, matches),
                min(node.limit, 2**31 - 1),
                node.holds,
                min(usual if node.priority is None else node.priority, PRIORITIES - 1),
                groups[tuple(o.at for o in node.options)] if node.op == "take" else 0,
            )
            for (_, node, usual), first, count in zip(nodes, firsts, counts, strict=True)
        ],
        dtype=np.uint32,
    ).reshape(-1, 8)
    targets = [0 if n.op == "end" else numbers[f, o.next] for f, n, o in options]
    sources = [numbers[f, n.id] for f, n, _ in options]
    # What loads a receiver is told as what follows its wait, by whatever way that is reached.
    places = [
        firsts[to] if n.op == "receiver" else _option_at(n, o, stations, pools)
        for (_, n, o), to in zip(options, targets, strict=True)
    ]
    ways = np.array(
        [
            (to, at, drawn, to <= here, bool(o.rows), rank,
             here, (1 + n.holds) * (n.op == "serve"))
            for (_, n, o), to, at, here, drawn, rank in zip(
                options, targets, places, sources, draw_numbers, _ranks(options), strict=True
            )
        ],
        dtype=np.uint32,
    ).reshape(-1, 8)  # fmt: skip
    return Ways(
        nodes=node_rows,
        outcome=whole(("left", "turned_back").index(node.outcome) for _, node, _ in nodes),
        luck=np.array([key_of("luck", n.luck or n.id) for _, n, _ in options], dtype=np.uint64),
        options=ways,
        quiet=_past_marks(node_rows, ways),
        share=np.array([s for _, n, _ in nodes for s in _shares(n)], dtype=np.float64),
        tables=_tables_of(tuple(draws)),
        pool_first=whole(accumulate((len(g) for g in by_pool), initial=0)),
        pool_groups=whole(g for listed in by_pool for g in listed),
        flow_first=whole(numbers[flow, first] for flow, _, first, _ in flows),
        counts=(len(stations), len(groups), len(matches), max(forks, default=1)),
    )


def _past_marks(nodes: Whole32, ways: Whole32) -> Whole32:
    """Lead every way on past the nodes that only write rows."""
    quiet = ways.copy()
    for _ in range(len(nodes)):
        marks = nodes[quiet[:, 0], 0] == MARK
        if not marks.any():
            break
        quiet[marks, 0] = ways[nodes[quiet[marks, 0], 1], 0]
    return quiet


def options_of(node: Node) -> tuple[Option, ...]:
    """An end has no way on, but the arrays want an option for what it writes."""
    return node.options or (Option(next=""),)


def _ranks(options: list[tuple[str, Node, Option]]) -> list[int]:
    """Order options by the step that they confirm, as statistics do with what begins at once."""
    said = [min((row.step or "~" for row in o.rows), default="~") for _, _, o in options]
    places = {name: place for place, name in enumerate(sorted(set(said)))}
    return [places[name] for name in said]


def _option_at(node: Node, option: Option, stations: dict[str, int], pools: dict[str, int]) -> int:
    if node.op == "serve":
        return stations[option.at]
    return pools[option.at] if node.op == "take" else 0


def _place_of(
    node: Node, stations: dict[str, int], pools: dict[str, int], matches: dict[str, int]
) -> int:
    if node.op in ("giver", "receiver"):
        return matches[node.at]
    if node.op != "balk":
        return 0
    return pools[node.at] if node.at in pools else AMONG_STATIONS + stations[node.at]


def _shares(node: Node) -> list[float]:
    options = options_of(node)
    total = sum(option.share for option in options)
    return [so_far / total for so_far in accumulate(option.share for option in options)]


def _draws(wanted: list[Draw | None]) -> tuple[list[Draw], list[int]]:
    known = _number(draw for draw in wanted if draw is not None)
    return list(known), [0 if draw is None else known[draw] for draw in wanted]


@lru_cache(maxsize=64)
def _tables_of(draws: tuple[Draw, ...]) -> NDArray[np.float64]:
    """Stack tables; scenarios that change none of them share the stack, hundreds in a sweep."""
    return np.array([table_of(draw) for draw in draws]).reshape(-1, WIDTH)


def _number(items: Iterable[T]) -> dict[T, int]:
    return {item: place for place, item in enumerate(dict.fromkeys(items))}


def whole(values: Iterable[int]) -> NDArray[np.int64]:
    """Give whole numbers as an array."""
    return np.array([int(value) for value in values], dtype=np.int64)

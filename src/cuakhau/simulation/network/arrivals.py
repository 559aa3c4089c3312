"""All arrivals of a run as sorted arrays: by chance, from a record, from booked slots, or partners.

A chance process is inverted, not thinned: the k-th vehicle of a flow keeps its identity when the
rate changes, and only comes earlier or later.
"""

from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.compiling import njit
from cuakhau.simulation.network.chance import (
    GOLDEN,
    key_of,
    keys_from,
    mix,
    unit,
    units_of,
)
from cuakhau.simulation.network.draws import quantile, table_of
from cuakhau.simulation.network.types import (
    Flow,
    Following,
    Network,
    Poisson,
    Slots,
    Trace,
)

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US
_ARRIVAL = np.uint64(key_of("arrival"))


@dataclass(frozen=True, slots=True)
class Fleet:
    """The vehicles of one run by time of arrival, arrays of one length.

    `flow` is the index in the network; `needs` how many partners a giver waits for.
    """

    arrived_us: NDArray[np.int64]
    flow: NDArray[np.int32]
    key: NDArray[np.uint64]
    needs: NDArray[np.int32]


def draw_fleet(network: Network, seed: int) -> Fleet:
    """Draw who comes when. The same seed gives the same fleet."""
    known: dict[str, Fleet] = {}
    for number, flow in enumerate(network.flows):
        if not isinstance(flow.arrivals, Following):
            known[flow.id] = _draw_flow(network, number, flow, seed)
    for number, flow in enumerate(network.flows):
        if isinstance(flow.arrivals, Following):
            known[flow.id] = _follow(known[flow.arrivals.flow], number, flow, network.length_us)
    parts = [known[flow.id] for flow in network.flows]
    if not parts:
        return _fleet(np.empty(0, np.int64), 0, np.empty(0, np.uint64), (1.0,))
    arrived = np.concatenate([part.arrived_us for part in parts])
    order = np.argsort(arrived, kind="stable")
    return Fleet(
        arrived[order],
        np.concatenate([part.flow for part in parts])[order],
        np.concatenate([part.key for part in parts])[order],
        np.concatenate([part.needs for part in parts])[order],
    )


def _draw_flow(network: Network, number: int, flow: Flow, seed: int) -> Fleet:
    base = key_of("vehicle", seed, flow.id)
    match flow.arrivals:
        case Trace(at_us=recorded):
            at_us = np.asarray(recorded, dtype=np.int64)
        case Slots() as slots:
            at_us = _come_to_slots(slots, base)
        case Poisson() as poisson:
            at_us = _draw_poisson(poisson, network.length_us, base)
        case _:
            raise TypeError(flow.arrivals)
    keys = keys_from(base, len(at_us))
    if isinstance(flow.arrivals, Poisson):  # in order and inside already
        return _fleet(at_us, number, keys, flow.needs)
    inside = (at_us >= 0) & (at_us < network.length_us)
    at_us, keys = at_us[inside], keys[inside]
    order = np.argsort(at_us, kind="stable")
    return _fleet(at_us[order], number, keys[order], flow.needs)


def _come_to_slots(slots: Slots, base: int) -> NDArray[np.int64]:
    at_us = np.asarray(slots.at_us, dtype=np.int64)
    keys = keys_from(base, len(at_us))
    if slots.spread_us:
        inverse = NormalDist(0, slots.spread_us).inv_cdf  # early and late are symmetric
        shift = np.array([inverse(u) for u in units_of(keys, key_of("punctual"))])
        at_us = np.maximum(at_us + np.rint(shift).astype(np.int64), 0)
    absent = units_of(keys, key_of("no_show")) < slots.no_show
    at_us[absent] = -1  # dropped with what lies outside of the run
    return at_us


def _draw_poisson(poisson: Poisson, length_us: int, base: int) -> NDArray[np.int64]:
    edges = _expected_until(poisson, -(-length_us // HOUR_US))
    room = int(edges[-1] + 8 * np.sqrt(edges[-1]) + 20)
    at_us: NDArray[np.int64] = _come_by_chance(edges, np.uint64(base), _ARRIVAL, room, length_us)
    return at_us


@lru_cache(maxsize=1024)
def _expected_until(poisson: Poisson, hours: int) -> NDArray[np.float64]:
    """Add up the arrivals expected until each full hour, (hours + 1,)."""
    rate = np.resize(np.asarray(poisson.per_hour, dtype=np.float64), hours)
    if poisson.day_factor:
        days = -(-hours // 24)
        factor = np.resize(np.asarray(poisson.day_factor, dtype=np.float64), days)
        rate = rate * np.repeat(factor, 24)[:hours]
    return np.concatenate([[0.0], np.cumsum(rate)])


def _come_by_chance_plain(edges: Any, base: Any, luck: Any, room: int, length_us: int) -> Any:
    """Invert a process of chance: turns of rate 1 fall where as many are expected until then."""
    at_us = np.empty(room, np.int64)
    number, hour, turn, key = 0, 0, 0.0, base
    while number < room:
        turn -= np.log(unit(mix(key + luck)))
        while hour + 1 < len(edges) and edges[hour + 1] <= turn:
            hour += 1
        if hour + 1 == len(edges):
            break
        part = (turn - edges[hour]) / (edges[hour + 1] - edges[hour])
        at_us[number] = min(int((hour + part) * HOUR_US), length_us - 1)
        number += 1
        key += GOLDEN
    return at_us[:number]


_come_by_chance = njit(cache=True, nogil=True)(_come_by_chance_plain)


def _follow(leaders: Fleet, number: int, flow: Flow, length_us: int) -> Fleet:
    arrivals = flow.arrivals
    assert isinstance(arrivals, Following)  # noqa: S101
    keys = np.repeat(leaders.key, leaders.needs)
    first = np.cumsum(leaders.needs) - leaders.needs
    rank = np.arange(len(keys), dtype=np.int64) - np.repeat(first, leaders.needs)
    keys = keys + (rank.astype(np.uint64) + np.uint64(1)) * np.uint64(key_of("partner"))
    after = quantile(table_of(arrivals.after), units_of(keys, key_of("after")))
    at_us = np.repeat(leaders.arrived_us, leaders.needs) + after
    inside = at_us < length_us
    at_us, keys = at_us[inside], keys[inside]
    order = np.argsort(at_us, kind="stable")
    return _fleet(at_us[order], number, keys[order], (1.0,))


def _fleet(
    at_us: NDArray[np.int64], number: int, keys: NDArray[np.uint64], needs: tuple[float, ...]
) -> Fleet:
    if len(needs) > 1:
        edges = np.cumsum(needs) / np.sum(needs)
        drawn = np.searchsorted(edges, units_of(keys, key_of("needs")), side="right")
        wanted = (np.minimum(drawn, len(needs) - 1) + 1).astype(np.int32)
    else:
        wanted = np.ones(len(at_us), dtype=np.int32)
    return Fleet(at_us, np.full(len(at_us), number, dtype=np.int32), keys, wanted)

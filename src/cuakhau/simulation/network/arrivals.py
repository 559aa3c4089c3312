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
    known: dict[str, _Part] = {}
    for flow in network.flows:
        if not isinstance(flow.arrivals, Following):
            known[flow.id] = _draw_flow(network, flow, seed)
    for flow in network.flows:
        if isinstance(flow.arrivals, Following):
            known[flow.id] = _follow(known[flow.arrivals.flow], flow.arrivals, network.length_us)
    parts = [known[flow.id] for flow in network.flows]
    if not parts:
        nobody = np.empty(0, np.int64)
        return Fleet(
            nobody, nobody.astype(np.int32), nobody.astype(np.uint64), nobody.astype(np.int32)
        )
    arrived = np.concatenate([part.arrived_us for part in parts])
    order = np.argsort(arrived, kind="stable")
    flow_of = np.repeat(np.arange(len(parts), dtype=np.int32), [len(p.key) for p in parts])
    needs = np.ones(len(arrived), dtype=np.int32)
    end = 0
    for part in parts:
        end += len(part.key)
        if part.needs is not None:
            needs[end - len(part.key) : end] = part.needs
    keys = np.concatenate([part.key for part in parts])
    return Fleet(arrived[order], flow_of[order], keys[order], needs[order])


@dataclass(frozen=True, slots=True)
class _Part:
    """The vehicles of one flow by time of arrival; `needs` is `None` where each needs one."""

    arrived_us: NDArray[np.int64]
    key: NDArray[np.uint64]
    needs: NDArray[np.int32] | None


def _draw_flow(network: Network, flow: Flow, seed: int) -> _Part:
    base = key_of("vehicle", seed, flow.id)
    match flow.arrivals:
        case Trace(at_us=recorded):
            at_us = np.asarray(recorded, dtype=np.int64)
        case Slots() as slots:
            at_us = _come_to_slots(slots, base)
        case Poisson() as poisson:  # in order and inside already
            at_us, keys = _draw_poisson(poisson, network.length_us, base)
            return _Part(at_us, keys, _draw_needs(keys, flow.needs))
        case _:
            raise TypeError(flow.arrivals)
    keys = keys_from(base, len(at_us))
    inside = (at_us >= 0) & (at_us < network.length_us)
    at_us, keys = at_us[inside], keys[inside]
    order = np.argsort(at_us, kind="stable")
    keys = keys[order]
    return _Part(at_us[order], keys, _draw_needs(keys, flow.needs))


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


def _draw_poisson(poisson: Poisson, length_us: int, base: int) -> Any:
    edges, room = _expected_until(poisson, -(-length_us // HOUR_US))
    return _come_by_chance(edges, np.uint64(base), _ARRIVAL, room, length_us)


@lru_cache(maxsize=1024)
def _expected_until(poisson: Poisson, hours: int) -> tuple[NDArray[np.float64], int]:
    """Add up the arrivals expected until each full hour, (hours + 1,); and how many may come."""
    rate = np.resize(np.asarray(poisson.per_hour, dtype=np.float64), hours)
    if poisson.day_factor:
        days = -(-hours // 24)
        factor = np.resize(np.asarray(poisson.day_factor, dtype=np.float64), days)
        rate = rate * np.repeat(factor, 24)[:hours]
    edges = np.concatenate([[0.0], np.cumsum(rate)])
    return edges, int(edges[-1] + 8 * np.sqrt(edges[-1]) + 20)


def _come_by_chance_plain(edges: Any, base: Any, luck: Any, room: int, length_us: int) -> Any:
    """Invert a process of chance: turns of rate 1 fall where as many are expected until then.

    Gives when they come, and their keys (those of `keys_from`).
    """
    at_us, keys = np.empty(room, np.int64), np.empty(room, np.uint64)
    number, hour, turn, key = 0, 0, 0.0, base
    while number < room:
        turn -= np.log(unit(mix(key + luck)))
        while hour + 1 < len(edges) and edges[hour + 1] <= turn:
            hour += 1
        if hour + 1 == len(edges):
            break
        part = (turn - edges[hour]) / (edges[hour + 1] - edges[hour])
        at_us[number] = min(int((hour + part) * HOUR_US), length_us - 1)
        keys[number] = mix(key)
        number += 1
        key += GOLDEN
    return at_us[:number], keys[:number]


_come_by_chance = njit(cache=True, nogil=True)(_come_by_chance_plain)


def _follow(leaders: _Part, arrivals: Following, length_us: int) -> _Part:
    needs = np.ones(len(leaders.key), np.int32) if leaders.needs is None else leaders.needs
    keys = np.repeat(leaders.key, needs)
    first = np.cumsum(needs) - needs
    rank = np.arange(len(keys), dtype=np.int64) - np.repeat(first, needs)
    keys = keys + (rank.astype(np.uint64) + np.uint64(1)) * np.uint64(key_of("partner"))
    after = quantile(table_of(arrivals.after), units_of(keys, key_of("after")))
    at_us = np.repeat(leaders.arrived_us, needs) + after
    inside = at_us < length_us
    at_us, keys = at_us[inside], keys[inside]
    order = np.argsort(at_us, kind="stable")
    return _Part(at_us[order], keys[order], None)


def _draw_needs(keys: NDArray[np.uint64], needs: tuple[float, ...]) -> NDArray[np.int32] | None:
    if len(needs) < 2:
        return None
    drawn = np.searchsorted(_edges_of(needs), units_of(keys, key_of("needs")), side="right")
    return (np.minimum(drawn, len(needs) - 1) + 1).astype(np.int32)


@lru_cache(maxsize=64)
def _edges_of(chances: tuple[float, ...]) -> NDArray[np.float64]:
    return np.asarray(np.cumsum(chances) / np.sum(chances))

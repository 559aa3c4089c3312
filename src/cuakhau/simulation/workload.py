"""How much work stood before each station, beside what it could do: who cannot keep up?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.types import Network, Station


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Officer time that was asked of a station in a run and that it had, in microseconds.

    `share` is asked / had; above 1 the queue grows however long one waits. `None`: it never opened
    and nobody came. `waiting` stood there at the end.
    """

    station: str
    served: int
    waiting: int
    asked_us: float
    had_us: int
    share: float | None


def list_workloads(
    network: Network,
    counts: NDArray[np.int64],
    served_us: NDArray[np.int64],
    waiting: Sequence[int] | NDArray[np.int32],
) -> tuple[Workload, ...]:
    """Sum up each station of a run: `counts` and `served_us` an option, `waiting` a station.

    Who still waits at the end asks for as much as those before took; where a quota lets fewer in
    than come, the share is that of the quota.
    """
    options = _options_of_stations(network)
    found = []
    for number, station in enumerate(network.stations):
        own = options.get(station.id, [])
        served, took_us = int(counts[own].sum()), int(served_us[own].sum())
        left = int(waiting[number])
        asked_us = took_us * (served + left) / served if served else float(left > 0)
        had_us = open_us(station, network.length_us)
        share = _share(asked_us, float(had_us))
        allowed = _allowed(station, network.length_us)
        if allowed is not None:
            by_quota = _share(float(served + left), float(allowed))
            share = max((one for one in (share, by_quota) if one is not None), default=None)
        found.append(
            Workload(
                station=station.id,
                served=served,
                waiting=left,
                asked_us=asked_us,
                had_us=had_us,
                share=share,
            )
        )
    return tuple(found)


def _options_of_stations(network: Network) -> dict[str, list[int]]:
    """Number the options of all nodes as the arrays do, and list those of each station."""
    found: dict[str, list[int]] = {}
    number = 0
    for flow in network.flows:
        for node in flow.nodes:
            if node.op == "serve":
                for place, option in enumerate(node.options):
                    found.setdefault(option.at, []).append(number + place)
            number += max(len(node.options), 1)
    return found


def open_us(station: Station, length_us: int) -> int:
    """Add up the time of all who are on duty at a station in a run."""
    turns = [*station.servers, (length_us, 0)]
    return sum(
        servers * (min(until_us, length_us) - from_us)
        for (from_us, servers), (until_us, _) in pairwise(turns)
        if from_us < length_us
    )


def _allowed(station: Station, length_us: int) -> int | None:
    """Add up a quota over the run; `None` where it is without one at any time."""
    if not station.quota or station.quota[0][0] > 0:
        return None
    inside = [number for from_us, number in station.quota if from_us < length_us]
    return None if min(inside) < 0 else sum(inside)


def _share(asked: float, had: float) -> float | None:
    if had > 0:
        return asked / had
    return None if asked == 0 else float("inf")

"""A run of the twin → what is kept of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cuakhau.planning.experiments.measured import ALL, GROUPINGS, Figures, Measured, YardUse
from cuakhau.simulation.network.types import Flow

if TYPE_CHECKING:
    from cuakhau.simulation.run import Run  # type: ignore[import-not-found,unused-ignore]

US = 1_000_000
HOUR_US = 3600 * US
DAY_US = 24 * HOUR_US
STILL_INSIDE = -1
Mask = NDArray[np.bool_]


def measure(run: "Run") -> Measured:
    """Take from a run the figures of each group, the use of yards, and what cannot keep up."""
    groups = {name: _figures(run, mask) for name, mask in _groups(run)}
    return Measured(
        seed=run.seed,
        events=int(run.events),
        days=run.network.length_us / DAY_US,
        groups=groups,
        yards=dict(_yards(run)),
        unstable=tuple(getattr(run, "unstable", ())),
    )


def group_of(flow: Flow, grouping: str) -> str | None:
    """Say in which gate or class the vehicles of a flow are counted; unknown where it says none."""
    return flow.facts.get(grouping)


def _groups(run: "Run") -> Iterator[tuple[str, Mask]]:
    yield ALL, np.ones(len(run.flow), dtype=np.bool_)
    for grouping in GROUPINGS:
        names = [group_of(flow, grouping) for flow in run.network.flows]
        for name in dict.fromkeys(names):
            if name is not None:
                mine = np.array([one == name for one in names])
                yield f"{grouping}/{name}", mine[run.flow]


def _figures(run: "Run", mask: Mask) -> Figures:
    inside = mask & (run.left_us == STILL_INSIDE)
    ended = mask & ~inside
    stay_s = (run.left_us - run.arrived_us)[ended] / US
    wait_s = run.idle_us[ended] / US
    yard_s = run.yard_us[ended] / US
    return Figures(
        visits=int(mask.sum()),
        left=int((mask & (run.outcome == 0)).sum()),
        turned_back=int((mask & (run.outcome == 1)).sum()),
        inside=int(inside.sum()),
        waited_s=float(run.idle_us[mask].sum() / US),
        stay_mean_s=_mean(stay_s),
        stay_median_s=_quantile(stay_s, 0.5),
        stay_p90_s=_quantile(stay_s, 0.9),
        wait_mean_s=_mean(wait_s),
        wait_median_s=_quantile(wait_s, 0.5),
        wait_p90_s=_quantile(wait_s, 0.9),
        yard_mean_s=_mean(yard_s[yard_s > 0]),
    )


def _yards(run: "Run") -> Iterator[tuple[str, YardUse]]:
    """Add the pools of each yard; an endless road has no yard's places but is watched too."""
    network = run.network
    local_us = network.start_us + network.offset_min * 60 * US + run.ticks_us
    hour = (local_us // HOUR_US) % 24
    for yard in dict.fromkeys(pool.yard for pool in network.pools):
        mine = [n for n, pool in enumerate(network.pools) if pool.yard == yard]
        inside = run.occupancy[:, mine].sum(axis=1)
        if not inside.size:
            continue
        known = [network.pools[n].places for n in mine]
        places = None if None in known else sum(one or 0 for one in known)
        by_hour = tuple(_mean(inside[hour == one]) or 0.0 for one in range(24))
        yield yard, YardUse(places, float(inside.mean()), int(inside.max()), by_hour)


def _mean(values: NDArray[np.float64]) -> float | None:
    return float(values.mean()) if values.size else None


def _quantile(values: NDArray[np.float64], share: float) -> float | None:
    return float(np.quantile(values, share)) if values.size else None

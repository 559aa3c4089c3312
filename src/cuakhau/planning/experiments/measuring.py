"""A run of the twin → what is kept of it."""

from collections.abc import Iterator

import numpy as np

from cuakhau.planning.experiments.measured import (
    ALL,
    GROUPINGS,
    Figures,
    Measured,
    Spread,
    YardUse,
)
from cuakhau.simulation import summary
from cuakhau.simulation.run import Run

US = 1_000_000
HOUR_US = 3600 * US
DAY_US = 24 * HOUR_US


def measure(run: Run) -> Measured:
    """Take from a run the figures of each group, the use of yards, and what cannot keep up."""
    (whole,) = summary.summarise(run, ALL)
    groups: dict[str, Figures] = {ALL: _figures(whole)}
    for grouping in GROUPINGS:
        for group in summary.summarise(run, grouping):
            if group.name:
                groups[f"{grouping}/{group.name}"] = _figures(group)
    return Measured(
        seed=run.seed,
        events=run.events,
        days=run.network.length_us / DAY_US,
        waited_s=waited_s(run),
        groups=groups,
        yards=dict(_yards(run)),
        unstable=run.unstable,
    )


def waited_s(run: Run) -> float:
    """Give the waiting of all vehicles of a run together; who is inside counts all his time."""
    inside = run.outcome < 0
    so_far_us = run.network.length_us - run.arrived_us[inside]
    return float(run.idle_us[~inside].sum() + so_far_us.sum()) / US


def _figures(group: summary.Group) -> Figures:
    return Figures(
        visits=group.visits,
        left=group.left,
        turned_back=group.turned_back,
        inside=group.inside,
        stay=_spread(group.stay),
        wait=_spread(group.wait),
        yard=_spread(group.yard),
    )


def _spread(spread: summary.Spread | None) -> Spread:
    if spread is None:
        return Spread()
    return Spread(float(spread.mean_s), float(spread.median_s), float(spread.p90_s))


def _yards(run: Run) -> Iterator[tuple[str, YardUse]]:
    """Add the pools of each yard; an endless road has no yard's places but is watched too."""
    network = run.network
    local_us = network.start_us + network.offset_min * 60 * US + run.ticks_us
    hour = (local_us // HOUR_US) % 24
    looked = np.bincount(hour, minlength=24)
    for yard in dict.fromkeys(pool.yard for pool in network.pools):
        mine = [n for n, pool in enumerate(network.pools) if pool.yard == yard]
        inside = run.occupancy[:, mine].sum(axis=1)
        known = [network.pools[n].places for n in mine]
        places = None if None in known else sum(one or 0 for one in known)
        sums = np.bincount(hour, weights=inside, minlength=24)
        by_hour = tuple(
            float(total / looks) if looks else None
            for total, looks in zip(sums, looked, strict=True)
        )
        mean, peak = float(inside.mean()), int(inside.max())
        first = network.pools[mine[0]]
        each_m = first.each_m
        yield (
            yard,
            YardUse(
                places,
                mean,
                peak,
                by_hour,
                None if each_m is None else mean * each_m,
                None if each_m is None else peak * each_m,
                first.length_m,
            ),
        )

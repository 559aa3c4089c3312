"""A run in a planner's numbers: waits, stays, throughput and what is left over, by group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.types import Flow
from cuakhau.simulation.run import Run

By = Literal["all", "gate", "class", "goods", "procedure", "flow"]
_GROUPS: Mapping[str, Callable[[Flow], str]] = {
    "all": lambda _: "all",
    "gate": lambda flow: flow.facts.get("gate", flow.facts.get("place", "")),
    "class": lambda flow: flow.facts.get("vehicle_class", ""),
    "goods": lambda flow: flow.facts.get("goods", ""),
    "procedure": lambda flow: flow.facts.get("procedure", ""),
    "flow": lambda flow: flow.id,
}
DAY_US = 86_400_000_000
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Seconds over vehicles that are gone: mean, median and the value nine of ten stay below."""

    mean_s: float
    median_s: float
    p90_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Vehicles of one group. Spreads are `None` where none of them is gone."""

    name: str
    visits: int
    left: int
    turned_back: int
    inside: int  # still in the zone at the end of the run
    stay: Spread | None
    wait: Spread | None
    yard: Spread | None


def summarise(run: Run, by: By = "gate", *, since_us: int | None = None) -> tuple[Group, ...]:
    """Sum a run up by group. Vehicles that arrived before `since_us` (warm-up) are left out."""
    key = _GROUPS[by]
    names = sorted({key(flow) for flow in run.network.flows})
    if not names:
        return ()
    of_flow = np.array([names.index(key(flow)) for flow in run.network.flows], dtype=np.int16)
    group = of_flow[run.flow] if run.visits else np.empty(0, np.int16)
    order = np.argsort(group, kind="stable")  # one group after the other, each by time of arrival
    if since_us is not None:
        order = order[run.arrived_us[order] >= since_us]
    # of who was there at the start nobody kept how long it was served before: all is waiting
    wait_us = run.idle_us + np.maximum(-run.arrived_us, 0)
    facts = (run.outcome, run.left_us - run.arrived_us, wait_us, run.yard_us)
    ends = np.searchsorted(group[order], np.arange(len(names) + 1))
    parts = zip(*(np.split(fact[order], ends[1:-1]) for fact in facts), strict=True)
    return tuple(_sum_up(name, *part) for name, part in zip(names, parts, strict=True))


def left_per_day(run: Run) -> NDArray[np.int64]:
    """Count who left on each day of the run, (days,)."""
    days = -(-run.network.length_us // DAY_US)
    left = run.left_us[run.outcome == 0]
    return np.bincount(left // DAY_US, minlength=days).astype(np.int64)


def inside_at(run: Run, at_us: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count who is in the zone at some instants: arrived at or before them and not yet gone."""
    gone = np.sort(run.left_us[run.left_us >= 0])
    come = np.sort(run.arrived_us)
    return np.asarray(np.searchsorted(come, at_us, "right") - np.searchsorted(gone, at_us, "right"))


def _sum_up(
    name: str, outcome: NDArray[np.int8], stay_us: Whole, wait_us: Whole, yard_us: Whole
) -> Group:
    gone = outcome >= 0
    return Group(
        name=name,
        visits=len(outcome),
        left=int((outcome == 0).sum()),
        turned_back=int((outcome == 1).sum()),
        inside=int((outcome < 0).sum()),
        stay=_spread(stay_us[gone]),
        wait=_spread(wait_us[gone]),
        yard=_spread(yard_us[gone & (yard_us > 0)]),
    )


def _spread(times_us: Whole) -> Spread | None:
    if not len(times_us):
        return None
    median, p90 = np.quantile(times_us, (0.5, 0.9))
    return Spread(mean_s=float(times_us.mean()) / 1e6, median_s=median / 1e6, p90_s=p90 / 1e6)

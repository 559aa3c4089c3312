"""What vehicles do in one yard: waiting to be served, served, waiting to leave."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.run import Run
from cuakhau.simulation.twin.way.flow import YARD

Whole = NDArray[np.int64]
HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class YardStays:
    """Means over the trips through a yard, in hours; a trip is one vehicle that came and left."""

    trips: int
    stay_h: float
    served_h: float
    waits_service_h: float  # until its last service but the one that lets it out
    waits_exit_h: float


def measure_yard(run: Run, yard: str, since_us: int) -> YardStays | None:
    """Measure the trips that begin after `since_us`. The run must have kept its log."""
    came, left = _came_and_left(run, yard)
    counted = (came >= since_us) & (left >= 0)
    if not counted.any():
        return None
    served, last = _served(run, yard)
    last = np.where(last < 0, came, last)
    stay_us = (left - came)[counted].mean()
    exit_us = (left - last)[counted].mean()
    served_us = served[counted].mean()
    return YardStays(
        trips=int(counted.sum()),
        stay_h=stay_us / HOUR_US,
        served_h=served_us / HOUR_US,
        waits_service_h=(stay_us - exit_us - served_us) / HOUR_US,
        waits_exit_h=exit_us / HOUR_US,
    )


def _came_and_left(run: Run, yard: str) -> tuple[Whole, Whole]:
    """Give when each vehicle took a place of the yard and gave it back; -1 where it did not."""
    pools = {pool.id for pool in run.network.pools if pool.yard == yard}
    taking = [o.node == YARD and _pool(run, o.flow, o.option) in pools for o in run.options]
    leaving = [o.node.startswith("yard_out") and o.node.endswith(f"@{yard}") for o in run.options]
    came = _first(run, np.flatnonzero(taking))
    return came, _first(run, np.flatnonzero(leaving))


def _pool(run: Run, flow: str, option: int) -> str:
    found = next(one for one in run.network.flows if one.id == flow)
    return next(node for node in found.nodes if node.id == YARD).options[option].at


def _first(run: Run, options: Whole) -> Whole:
    at_us = np.full(run.visits, -1, dtype=np.int64)
    rows = np.flatnonzero(np.isin(run.rows.option, options))[::-1]
    at_us[run.rows.vehicle[rows]] = run.rows.end_us[rows]
    return at_us


def _served(run: Run, yard: str) -> tuple[Whole, Whole]:
    """Give how long each vehicle was served in the yard, and the end of its last service there."""
    inside = [o.node.endswith(f"@{yard}") and not o.node.startswith("yard_") for o in run.options]
    rows = np.flatnonzero(np.isin(run.rows.option, np.flatnonzero(inside)))
    took = run.rows.end_us[rows] - run.rows.start_us[rows]
    served = np.zeros(run.visits, dtype=np.int64)
    last = np.full(run.visits, -1, dtype=np.int64)
    np.add.at(served, run.rows.vehicle[rows], took)
    np.maximum.at(last, run.rows.vehicle[rows], run.rows.end_us[rows])
    return served, last

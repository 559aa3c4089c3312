"""What is compared of one day, seen or simulated: counts at its quarter-hours, and its totals."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cuakhau.movement.log import EventLog
from cuakhau.statistics.stays import (
    Stays,
    count_in_yards,
    count_in_zone,
    count_waiting,
    read_stays,
)
from cuakhau.statistics.stays.groups import find_spread
from cuakhau.statistics.stays.rows import UNKNOWN_US, Whole
from cuakhau.statistics.stays.visits import LEFT
from cuakhau.zone.zone import Zone

MINUTE_S = 60
TOTALS = ("left", "stay.mean", "stay.p90", "wait.mean", "wait.p90")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMeasured:
    """Counts at each tick by measure: `in_zone`, `yard/…`, `wait/…`; totals of who left that day,
    times in minutes, `None` where no visit tells.
    """

    counts: Mapping[str, Whole]
    totals: Mapping[str, float | None]


def measure_day(zone: Zone, log: EventLog, ticks_us: Whole) -> DayMeasured:
    """Measure a log between the first and the last tick, both seen from the last."""
    stays = read_stays(zone, log)
    counts = {"in_zone": count_in_zone(stays, ticks_us)}
    for yard, taken in count_in_yards(stays, ticks_us).items():
        counts[f"yard/{yard}"] = taken
    secret = {step.id for step in zone.steps if step.secret}
    for step, waiting in count_waiting(stays, ticks_us).items():
        if step and step not in secret:
            counts[f"wait/{step}"] = waiting
    return DayMeasured(counts=counts, totals=_add_up(stays, ticks_us))


def _add_up(stays: Stays, ticks_us: Whole) -> dict[str, float | None]:
    left = (stays.outcome == LEFT) & (stays.stay_us != UNKNOWN_US)
    left &= (stays.ended_us > ticks_us[0]) & (stays.ended_us <= ticks_us[-1])
    stay, wait = find_spread(stays.stay_us[left]), find_spread(stays.waited_us[left])
    return {
        "left": float(left.sum()),
        "stay.mean": _minutes(stay.mean_s),
        "stay.p90": _minutes(stay.p90_s),
        "wait.mean": _minutes(wait.mean_s),
        "wait.p90": _minutes(wait.p90_s),
    }


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / MINUTE_S


def counts_of(measured: DayMeasured, name: str, ticks: int) -> Whole:
    """Give the counts of a measure; nobody was ever counted where the log has none of it."""
    return measured.counts.get(name, np.zeros(ticks, np.int64))

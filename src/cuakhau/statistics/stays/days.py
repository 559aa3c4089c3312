"""Throughput per day and gate, and what was left over when the day closed."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cuakhau.statistics.stays.grid import count_in_zone
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Whole
from cuakhau.statistics.stays.visits import LEFT, TURNED_BACK, Stays
from cuakhau.zone.bulletin.day import bulletin_day, cut_off_us


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A bulletin day of one gate. `left_over` stood in the zone at its cut-off; `None` where the
    log ends before that.
    """

    day: date
    gate: str | None
    arrived: int
    left: int
    turned_back: int
    left_over: int | None


def list_days(stays: Stays) -> tuple[Day, ...]:
    """List the bulletin days of a log by gate, from its first arrival to its last row."""
    times = stays.rows.at_us
    known = stays.arrived_us[stays.arrived_us != UNKNOWN_US]
    if not len(known):
        return ()
    first, last = (bulletin_day(stays.zone, int(at)) for at in (known.min(), times.max()))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    edges = np.array(
        [cut_off_us(stays.zone, day) for day in (first - timedelta(days=1), *days)], np.int64
    )
    rows = []
    for code in np.unique(stays.gate.codes).tolist():
        gate = stays.gate.names[code] if code != NO_WORD else None
        rows += _list_of_gate(stays, gate, days, edges)
    return tuple(sorted(rows, key=lambda row: (row.day, row.gate is None, row.gate or "")))


def _list_of_gate(stays: Stays, gate: str | None, days: list[date], edges: Whole) -> list[Day]:
    code = stays.gate.names.index(gate) if gate is not None else NO_WORD
    here = stays.gate.codes == code
    arrived = _per_day(stays.arrived_us[here & (stays.arrived_us != UNKNOWN_US)], edges)
    left = _per_day(stays.ended_us[here & (stays.outcome == LEFT)], edges)
    back = _per_day(stays.ended_us[here & (stays.outcome == TURNED_BACK)], edges)
    over = count_in_zone(stays, edges[1:], here)
    until_us = int(stays.rows.at_us.max())
    return [
        Day(
            day=day,
            gate=gate,
            arrived=int(arrived[at]),
            left=int(left[at]),
            turned_back=int(back[at]),
            left_over=int(over[at]) if edges[at + 1] <= until_us else None,
        )
        for at, day in enumerate(days)
    ]


def _per_day(times_us: Whole, edges: Whole) -> Whole:
    """A cut-off belongs to the day that it ends."""
    before = np.searchsorted(np.sort(times_us), edges, side="right")
    return np.diff(before)

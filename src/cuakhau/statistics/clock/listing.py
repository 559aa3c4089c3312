"""The visits of a clock as a table: when, how, of what kind, and how well their ticks came."""

from typing import Any

import numpy as np
import pyarrow as pa

from cuakhau.movement.procedure import CompiledProcedure
from cuakhau.movement.times import local_time
from cuakhau.statistics.stays import OUTCOMES, Stays
from cuakhau.statistics.stays.rows import UNKNOWN_US, Rows, Whole, Words
from cuakhau.zone.zone import Zone

QUARTER_US = 900_000_000
INSIDE = OUTCOMES.index("inside")


def list_visits(
    zone: Zone, stays: Stays, rows: Rows, compiled: list[CompiledProcedure], told: Any
) -> pa.Table:
    """List the visits; `told` is the kernel's: way, windows, present, late."""
    way, windows, present_us, late_us = told
    late = late_us > 0
    count = len(stays)
    late_ticks = np.bincount(rows.visit[late], minlength=count)
    sums = np.bincount(rows.visit[late], weights=late_us[late], minlength=count)
    seen_us = np.where(present_us == UNKNOWN_US, windows.opened_us, present_us)
    return pa.table(
        {
            "subject": stays.rows.subjects,
            "gate": words(stays.gate),
            "place": words(stays.place),
            "direction": of_procedure(way, [one.procedure.direction for one in compiled]),
            "procedure": words(stays.procedure),
            "goods": words(stays.goods),
            "regime": of_procedure(way, [one.procedure.regime for one in compiled]),
            "vehicle_class": words(stays.vehicle_class),
            "hour": pa.array(_hours(zone, seen_us)),
            "opened_us": pa.array(windows.opened_us),
            "present_us": known(present_us),
            "arrived_us": known(stays.arrived_us),
            "ended_us": pa.array(windows.ended_us),
            "outcome": pa.DictionaryArray.from_arrays(
                pa.array(stays.outcome.astype(np.int32)), pa.array(OUTCOMES)
            ),
            "is_open": pa.array(stays.outcome == INSIDE),
            "late_ticks": pa.array(late_ticks.astype(np.int32)),
            "late_us": pa.array(sums.astype(np.int64)),
        }
    )


def words(one: Words) -> pa.Array:
    """Write words as a column."""
    codes = pa.array(one.codes, mask=one.codes < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(one.names, pa.string()))


def known(times_us: Whole) -> pa.Array:
    """Write instants as a column; the unknown ones are null."""
    return pa.array(times_us, mask=times_us == UNKNOWN_US)


def of_procedure(way: Whole, names: list[str]) -> pa.Array:
    """Write a word of each visit's procedure as a column."""
    found = sorted(set(names))
    number = np.array([*(found.index(name) for name in names), -1], np.int32)
    return words(Words(number[way], tuple(found)))


def _hours(zone: Zone, at_us: Whole) -> Whole:
    """Give the hour of the zone's day of each instant; an offset never turns inside a quarter."""
    quarters, place = np.unique(at_us // QUARTER_US, return_inverse=True)
    hours = [local_time(zone, int(one) * QUARTER_US).hour for one in quarters.tolist()]
    found: Whole = np.array(hours, np.int64)[place]
    return found

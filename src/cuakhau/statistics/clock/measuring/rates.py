"""Backlog ratio, turned-back rate, no-show rate and out-of-order share of a log, with intervals."""

from dataclasses import dataclass
from datetime import date
from math import sqrt

import pyarrow.compute as pc

from cuakhau.statistics.clock.causes import Clock
from cuakhau.statistics.clock.lengths import SURE
from cuakhau.statistics.stays import list_days
from cuakhau.statistics.stays.days import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`count` of `of`; value and 95 % interval (Wilson) are `None` where `of` is zero.

    A backlog may be larger than what left, so that it is a ratio and has no interval.
    """

    name: str
    count: int
    of: int
    value: float | None
    low: float | None = None
    high: float | None = None


def list_rates(clock: Clock, *, of_day: date | None = None) -> tuple[Rate, ...]:
    """List the rates of a log; the backlog of one day alone where one is asked for.

    `backlog`: vehicles left over at the cut-offs of its days for each that left or was turned back
    in them. `turned_back`: of the visits that are over. `no_show`: declared and not come, of all
    declared for a time that is past by a day at the end of the log. `out_of_order`: visits with a
    tick that came after an act which shows its step done, of those that are over.
    """
    outcomes = clock.visits["outcome"].cast("string")
    over = pc.is_in(outcomes, value_set=_strings("left", "turned_back"))
    visits = clock.visits.filter(over)
    back = pc.sum(pc.equal(visits["outcome"].cast("string"), "turned_back"), min_count=0).as_py()
    late = pc.sum(pc.greater(visits["late_ticks"], 0), min_count=0).as_py()
    days = [day for day in list_days(clock.stays) if _is_counted(day, of_day)]
    left_over = sum(day.left_over or 0 for day in days)
    gone = sum(day.left + day.turned_back for day in days)
    past = clock.stays.declared_us < clock.ends_us - 86_400_000_000
    known = pc.not_equal(outcomes, "unknown")
    declared = int((past & known.to_numpy(zero_copy_only=False)).sum())
    absent = pc.equal(outcomes, "not_arrived").to_numpy(zero_copy_only=False)
    return (
        Rate(name="backlog", count=left_over, of=gone, value=left_over / gone if gone else None),
        _rate("turned_back", back, len(visits)),
        _rate("no_show", int((absent & past).sum()), declared),
        _rate("out_of_order", late, len(visits)),
    )


def _is_counted(day: Day, of_day: date | None) -> bool:
    return day.left_over is not None and of_day in (None, day.day)


def _rate(name: str, count: int, of: int) -> Rate:
    if not of:
        return Rate(name=name, count=count, of=of, value=None)
    share, z = count / of, SURE
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Rate(
        name=name, count=count, of=of, value=share,
        low=max(0.0, middle - reach), high=min(1.0, middle + reach),
    )  # fmt: skip


def _strings(*words: str) -> "pc.pa.Array":
    import pyarrow as pa

    return pa.array(words)

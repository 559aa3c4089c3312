"""Rules of one change at a time: it says one thing, by numbers and times that can be."""

from collections.abc import Callable, Iterator
from typing import Any

from cuakhau.simulation.scenario.types import (
    Beside,
    Close,
    Demand,
    HoursChange,
    Merge,
    Pool,
    Quota,
    Servers,
    ServiceChange,
    SlotsChange,
    YardChange,
)
from cuakhau.simulation.twin.rules.draft import FileDraft, FileRule
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import Entry

_PAIRS = {Servers: ("add", "set"), YardChange: ("add", "set"), Quota: ("per_day", "per_hour")}
_MINUTES_A_DAY = 24 * 60


def _are_hours(hours: tuple[float, ...]) -> bool:
    """Weights of 24 hours, or none at all."""
    return not hours or (len(hours) == 24 and min(hours) >= 0 and 0 < sum(hours) < float("inf"))


def t41_one_of_two_is_given(draft: FileDraft) -> Iterator[Fault]:
    """Of "{one}" and "{other}" exactly one must be given.

    Cure: Keep the one that you mean.
    """
    for entry in _all(draft):
        one, other = _PAIRS.get(type(entry.row), ("", ""))
        if one and (getattr(entry.row, one) is None) == (getattr(entry.row, other) is None):
            yield entry.raw.fault(one=one, other=other)


def t42_numbers_are_possible(draft: FileDraft) -> Iterator[Fault]:
    """ "{field}" cannot be {value}: it must be {expected}.

    Cure: Correct the number.
    """
    checks: tuple[tuple[type, str, Callable[[Any], bool], str], ...] = (
        (Servers, "set", lambda n: n >= 0, "≥ 0"),
        (Demand, "factor", lambda x: 0 <= x < float("inf"), "≥ 0"),
        (ServiceChange, "factor", lambda x: 0 < x < float("inf"), "> 0"),
        (Quota, "per_day", lambda n: n >= 0, "≥ 0"),
        (Quota, "per_hour", lambda n: n >= 0, "≥ 0"),
        (SlotsChange, "slot_min", lambda n: n > 0 and _MINUTES_A_DAY % n == 0, "1440 / n"),
        (SlotsChange, "spread_min", lambda x: 0 <= x < float("inf"), "≥ 0"),
        (SlotsChange, "no_show", lambda x: 0 <= x < 1, "0 … 1"),
        (SlotsChange, "hours", _are_hours, "24 × ≥ 0, > 0"),
        (HoursChange, "days", lambda days: bool(days) and set(days) <= set(range(1, 8)), "1 … 7"),
    )
    for entry in _all(draft):
        for kind, field, holds, expected in checks:
            value = getattr(entry.row, field) if isinstance(entry.row, kind) else None
            if value is not None and not holds(value):
                facts = {"field": field, "value": value, "expected": expected}
                yield entry.raw.fault(field, **facts)


def t43_yards_hold_a_vehicle(draft: FileDraft) -> Iterator[Fault]:
    """The yard "{id}" cannot have {places} places: no vehicle fits.

    Cure: Give it one place at least; to close a yard, take it from the ways that lead there.
    """
    for entry in _all(draft, YardChange):
        if entry.row.set is not None and entry.row.set < 1:
            yield entry.raw.fault("set", id=entry.row.id, places=entry.row.set)


def t44_times_differ(draft: FileDraft) -> Iterator[Fault]:
    """It would end at {time}, as soon as it begins.

    Cure: Correct the times; for a whole day leave both out.
    """
    for entry in _all(draft, Servers, Close, HoursChange):
        if entry.row.opens is not None and entry.row.opens == entry.row.closes:
            time = entry.row.opens.strftime("%H:%M")
            yield entry.raw.fault("closes", time=time)


def t45_days_run_forward(draft: FileDraft) -> Iterator[Fault]:
    """The last day {last_day} comes before the first day {first_day}.

    Cure: Correct the days.
    """
    for entry in _all(draft, Servers, Close, Demand, HoursChange):
        first, last = entry.row.first_day, entry.row.last_day
        if first is not None and last is not None and last < first:
            facts = {"first_day": first.isoformat(), "last_day": last.isoformat()}
            yield entry.raw.fault("last_day", **facts)


def t46_several_steps_are_merged(draft: FileDraft) -> Iterator[Fault]:
    """To merge, pool or put side by side takes two different steps or more.

    Cure: Name all steps that are meant.
    """
    for entry in _all(draft, Merge, Beside, Pool):
        if len(set(entry.row.steps)) < 2:
            yield entry.raw.fault("steps")


def t47_something_is_named(draft: FileDraft) -> Iterator[Fault]:
    """This does not say of which posts.

    Cure: Name a `post`, or a `step` and, if you like, a `place`.
    """
    for entry in _all(draft, Servers, Quota):
        if entry.row.post is None and entry.row.step is None:
            yield entry.raw.fault()


def _all(draft: FileDraft, *kinds: type) -> Iterator[Entry]:
    for entry in draft.entries:
        if entry.row is not None and (not kinds or isinstance(entry.row, kinds)):
            yield entry


NUMBERS: tuple[FileRule, ...] = (
    t41_one_of_two_is_given,
    t42_numbers_are_possible,
    t43_yards_hold_a_vehicle,
    t44_times_differ,
    t45_days_run_forward,
    t46_several_steps_are_merged,
    t47_something_is_named,
)

"""Counts of days, kept by their content: a page adds up days and folds nothing.

A day's visits are those declared on it. Their steps are read from the journal once, and again
only after something was written about one of them; a day that still changes is read again after
some minutes at the earliest.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from cuakhau.journal import read, versions
from cuakhau.planning.processes.asked import Asked, bounds_of
from cuakhau.statistics.process.asking import Filter, count_all
from cuakhau.statistics.process.counts import Counts, add_up
from cuakhau.statistics.process.steps import Steps, list_steps
from cuakhau.zone.zone import Zone

FRESH = timedelta(minutes=2)
MOST_DAYS = 64  # of steps in memory, some megabytes each
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Kept:
    """The steps of the visits of a day as a viewer may know them; equal content has one key."""

    key: tuple[str, ...]
    at: datetime
    steps: Steps

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and self.key == other.key


_days: OrderedDict[tuple[str, ...], Kept] = OrderedDict()


def get_days(zone: Zone, asked: Asked, viewer: str | None, at: datetime) -> list[Kept]:
    """Give the steps of the days asked for, as the journal has them at `at` or little before."""
    with _turn:  # two who ask for the same do not read it twice
        return [_get_day(zone, day, viewer, at) for day in asked.list_days]


def count_days(zone: Zone, days: list[Kept], chosen: Filter) -> Counts:
    """Count the visits of some days."""
    return add_up([_count(zone, day, chosen) for day in days])


def forget() -> None:
    """Forget all days, as a new process has."""
    _days.clear()
    _count.cache_clear()


def _get_day(zone: Zone, day: date, viewer: str | None, at: datetime) -> Kept:
    name = (versions.database_name(), zone.name, zone.version, viewer or "", day.isoformat())
    known = _days.get(name)
    if known is None or not timedelta(0) <= at - known.at < FRESH:
        heads = read.list_declared(zone.name, *bounds_of(zone, day))
        digest = sha256(repr(sorted(heads.items())).encode()).hexdigest()
        if known is not None and known.key[-1] == digest:
            known = Kept(known.key, at, known.steps)
        else:
            log = read.log(zone.name, subjects=heads)
            known = Kept((*name, digest), at, list_steps(zone, log, viewer=viewer))
        _days[name] = known
    _days.move_to_end(name)
    while len(_days) > MOST_DAYS:
        _days.popitem(last=False)
    return known


@lru_cache(maxsize=512)
def _count(zone: Zone, day: Kept, chosen: Filter) -> Counts:
    return count_all(zone, day.steps, chosen)

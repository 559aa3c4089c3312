"""By when a step is promised: the promises of the zone, by the clock or in working hours. Pure."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cuakhau.movement.times import local_day
from cuakhau.movement.view import View
from cuakhau.zone.hours import list_working_spans
from cuakhau.zone.waiting import Promise
from cuakhau.zone.zone import Zone

MINUTE_US = 60_000_000
MOST_DAYS = 60  # longer stops are closures of weeks, in which nobody counts minutes


def find_promise(zone: Zone, seen: View, step: str, since_us: int) -> Promise | None:
    """Find what was promised of a step of this trip on the day it could first be given."""
    return _find(zone, step, seen.procedure, seen.goods, local_day(zone, since_us))


def find_due(zone: Zone, seen: View, step: str, since_us: int) -> int | None:
    """Tell by when a step is promised that could be given since then: microseconds UTC.

    `None` where nobody promised, or where the working hours of its gate are unknown.
    """
    promise = find_promise(zone, seen, step, since_us)
    if promise is None:
        return None
    if promise.counts == "clock":
        return since_us + promise.within_min * MINUTE_US
    if seen.gate_place is None:
        return None
    return _after_working(zone, seen.gate_place, since_us // MINUTE_US, promise.within_min)


@lru_cache(maxsize=4096)
def _find(
    zone: Zone, step: str, procedure: str | None, goods: str | None, day: date
) -> Promise | None:
    dated = zone.at(day)
    line = _line_of_goods(dated, goods)
    fit = [
        promise
        for promise in dated.promises
        if promise.step == step
        and (not promise.procedures or procedure in promise.procedures)
        and (promise.goods is None or promise.goods in line)
    ]

    def closeness(promise: Promise) -> tuple[int, bool]:
        near = len(line) - line.index(promise.goods) if promise.goods else 0
        return near, bool(promise.procedures)

    return max(fit, key=closeness, default=None)


def _line_of_goods(dated: Zone, goods: str | None) -> list[str]:
    line: list[str] = []
    while goods is not None and goods not in line:
        line.append(goods)
        found = dated.goods_by_id.get(goods)
        goods = found.within if found else None
    return line


@lru_cache(maxsize=16_384)
def _after_working(zone: Zone, place: str, since_min: int, minutes: int) -> int | None:
    """Count minutes on the working hours of a place, whole minutes since 1970 UTC to µs."""
    where, left = ZoneInfo(zone.time_zone), timedelta(minutes=minutes)
    since = datetime.fromtimestamp(since_min * 60, where)
    for ahead in range(MOST_DAYS):
        day = since.date() + timedelta(days=ahead)
        for opens, closes in _spans(zone, place, day):
            start = max(opens, since)
            if closes - start >= left:
                return int((start + left).timestamp()) * 1_000_000
            left -= max(closes - start, timedelta())
    return None


@lru_cache(maxsize=4096)
def _spans(zone: Zone, place: str, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """Thousands of vehicles ask for the same few days."""
    return tuple(list_working_spans(zone, place, "vn", day))

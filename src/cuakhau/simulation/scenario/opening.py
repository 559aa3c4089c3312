"""Changes of hours and closures: rows of the zone, in the wall time of their side."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from cuakhau.simulation.scenario.choosing import places_within
from cuakhau.simulation.scenario.types import Close, Dated, HoursChange
from cuakhau.zone.hours import time_zone_of
from cuakhau.zone.types import Closure, Hours, Side
from cuakhau.zone.zone import Zone

SOURCE = "scenario"
_SOME_DAY = date(2024, 1, 1)


def change_hours(zone: Zone, change: HoursChange) -> Zone:
    """Give a side other hours at a place and at all that belongs to it."""
    around = places_within(zone, change.place)
    kept: list[Hours] = []
    replaced = {change.place}
    for row in zone.hours:
        if (row.side, row.serves) == (change.side, "goods") and row.place in around:
            kept += _outside(row, change)
            replaced.add(row.place)
        else:
            kept.append(row)
    begins, ends = validity_of(change)
    new = [
        Hours(
            place=place,
            side=change.side,
            serves="goods",
            days=change.days,
            opens=_wall(zone, change.opens, change.side),
            closes=_wall(zone, change.closes, change.side),
            valid_from=begins,
            valid_until=ends,
            source=SOURCE,
        )
        for place in sorted(replaced)
    ]
    return replace(zone, hours=(*kept, *new))


def close(zone: Zone, change: Close) -> Zone:
    """Stop a place on one side or both."""
    begins, ends = validity_of(change)
    sides: tuple[Side, ...] = ("vn", "cn") if change.side == "both" else (change.side,)
    whole_day = change.opens is None and change.closes is None
    rows = [
        Closure(
            place=change.place,
            reason=change.reason,
            side=side,
            daily_from=None if whole_day else _wall(zone, change.opens or time(0, 0), side),
            daily_until=None if whole_day else _wall(zone, change.closes or time(0, 0), side),
            valid_from=begins,
            valid_until=ends,
            source=SOURCE,
        )
        for side in sides
    ]
    return replace(zone, closures=(*zone.closures, *rows))


def validity_of(change: Dated) -> tuple[date | None, date | None]:
    """Give `valid_from` and `valid_until` of the rows that a change makes."""
    last = change.last_day
    return change.first_day, None if last is None else last + timedelta(days=1)


def _outside(row: Hours, change: HoursChange) -> Iterator[Hours]:
    """Give what is left of a row before and after the days of a change."""
    begins, ends = validity_of(change)
    if begins is not None and (row.valid_from is None or row.valid_from < begins):
        yield replace(row, valid_until=min(begins, row.valid_until or begins))
    if ends is not None and (row.valid_until is None or ends < row.valid_until):
        yield replace(row, valid_from=max(ends, row.valid_from or ends))


def _wall(zone: Zone, clock: time, side: Side) -> time:
    """Say a time of the zone's clock on the clock of a side."""
    here = datetime.combine(_SOME_DAY, clock, time_zone_of(zone, "vn"))
    return here.astimezone(time_zone_of(zone, side)).time()

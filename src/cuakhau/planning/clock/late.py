"""Rows that come when their day was kept long ago: that day is marked, and made anew.

The days that are kept again by themselves are left alone. A visit's day is that of its end, and a
correction may move the end: so all kept days in which one of its rows happened are marked.
"""

from collections.abc import Iterable
from datetime import date

from cuakhau.journal import read
from cuakhau.journal.read import Cursor
from cuakhau.movement.event import Event
from cuakhau.movement.view import view
from cuakhau.planning.clock.models import ClockDay, ClockMark
from cuakhau.zone.bulletin.day import bulletin_day, cut_off_us
from cuakhau.zone.zone import Zone

AT_ONCE = 2_000  # rows a look


def mark_late(zone: Zone, last_old: date) -> int:
    """Mark the kept days up to `last_old` that new rows change; tell how many were marked.

    Looks at each row once; the first look of a zone begins where its log ends.
    """
    mark = ClockMark.objects.filter(zone=zone.name).first()
    if mark is None:
        xid, position = read.get_horizon(zone.name)
        ClockMark.objects.create(zone=zone.name, xid=xid, position=position)
        return 0
    placed, cursor = read.rows_after(zone.name, Cursor(mark.xid, mark.position), AT_ONCE)
    if not placed:
        return 0
    days = _list_days(zone, [one.event for one in placed], cut_off_us(zone, last_old))
    old = ClockDay.objects.filter(zone=zone.name, day__in=days, day__lte=last_old)
    marked = old.filter(is_stale=False).update(is_stale=True)
    mark.xid, mark.position = cursor
    mark.save()
    return marked


def _list_days(zone: Zone, events: Iterable[Event], old_us: int) -> set[date]:
    """List the days of the visits that ended long ago, or that a row takes back there."""
    rows = [one for one in events if one.subject_kind == "visit"]
    back = {one.subject for one in rows if one.happened_us <= old_us or one.corrects is not None}
    visits = read.find_visits(zone.name, {one.subject for one in rows} - back)
    for subject, visit in visits.items():
        ended_us = view(zone, visit).ended_us
        if ended_us is not None and ended_us <= old_us:
            back.add(subject)
    return {
        bulletin_day(zone, one.happened_us)
        for subject in back
        for one in read.list_events(zone.name, subject)
    }

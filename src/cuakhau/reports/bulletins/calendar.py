"""The calendar of bulletins: the zone's own days beside the days that were published."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cuakhau.figures import Data, Figure, measure
from cuakhau.reports.bulletins.find import build_printed_data
from cuakhau.reports.bulletins.sheet import figure_of
from cuakhau.reports.models import IssuedBulletin
from cuakhau.zone.bulletin.headings import Heading, Measure
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

KEY_CELLS: tuple[tuple[Measure, Heading], ...] = (("cleared", "all"), ("waiting", "export"))


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the calendar: cleared and waiting, the zone's own and as published."""

    day: date
    is_in_month: bool
    own: tuple[Figure, ...]
    published: tuple[Figure, ...]
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks from Monday, and the other months with how many days are known of each.

    Each of `others` is a month, its published days and its issued days.
    """

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    others: tuple[tuple[date, int, int], ...]


def build_month(zone: Zone, first: date) -> Month:
    """Lay a month out."""
    data = build_printed_data(zone)
    printed = _by_day(data)
    days = [day for week in _weeks(first) for day in week]
    rows = IssuedBulletin.objects.filter(zone=zone.name)
    shown = rows.filter(day__gte=days[0], day__lte=days[-1]).values_list("day", "content")
    issued = dict(shown)
    months: dict[date, list[int]] = {}
    for day in printed:
        months.setdefault(day.replace(day=1), [0, 0])[0] += 1
    for day in rows.values_list("day", flat=True):
        months.setdefault(day.replace(day=1), [0, 0])[1] += 1
    return Month(
        first,
        tuple(
            tuple(_day(day, first, issued.get(day), printed.get(day, ()), data) for day in week)
            for week in _weeks(first)
        ),
        tuple((month, *found) for month, found in sorted(months.items(), reverse=True)),  # type: ignore[misc]
    )


def next_month(first: date) -> date:
    """Give the first day of the month after."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(first: date) -> date:
    """Give the first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)


def _weeks(first: date) -> list[list[date]]:
    return calendar.Calendar().monthdatescalendar(first.year, first.month)


def _by_day(data: Data) -> dict[date, list[PublishedCount]]:
    found: dict[date, list[PublishedCount]] = {}
    for count in data.printed:
        is_of_bulletin = count.measure in ("cleared", "waiting") and count.unit == "vehicle"
        if count.first_day == count.last_day and is_of_bulletin:
            found.setdefault(count.first_day, []).append(count)
    return found


def _day(
    day: date,
    first: date,
    issued: Mapping[str, Any] | None,
    printed: tuple[PublishedCount, ...] | list[PublishedCount],
    data: Data,
) -> Day:
    told = day.isoformat()
    about = [{"day": told, "line": WHOLE_ZONE, "heading": heading} for _, heading in KEY_CELLS]
    own: tuple[Figure, ...] = ()
    if issued is not None:
        cells = issued["whole"]["cells"]
        own = tuple(
            figure_of(issued, cells[what][heading], f"bulletin.{what}", said)
            for (what, heading), said in zip(KEY_CELLS, about, strict=True)
        )
    published: tuple[Figure, ...] = ()
    if printed:
        published = tuple(
            measure(data, "bulletin.printed", measure=what, **said)
            for (what, _), said in zip(KEY_CELLS, about, strict=True)
        )
    is_doubtful = any(one.precision == "suspect" for one in printed)
    return Day(day, day.month == first.month, own, published, is_doubtful)

"""The page of the calendar."""

from datetime import date
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.movement.times import find_day
from cuakhau.reports.bulletins.calendar import Day, build_month, month_before, next_month
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.types import Language

LATEST = 24


@require_safe
@needs("see_reports")
def show_calendar(request: Request, zone_name: str) -> HttpResponseBase:
    """Show a month of bulletins, the current one unless another is asked for."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_reports", agency=getattr(request.user, "agency", None))
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    today = bulletin_day(zone, now_us)
    first = _read_month(request.GET.get("month", ""), today)
    month, language = build_month(zone, first), language_of(request)
    page = {
        "zone": zone.name,
        "name": say_month(first, language),
        "before": f"{month_before(first):%Y-%m}",
        "after": f"{next_month(first):%Y-%m}",
        "weekdays": _weekdays(),
        "weeks": [[_tell(day, today) for day in week] for week in month.weeks],
        "others": [
            {
                "month": f"{one:%Y-%m}",
                "name": say_month(one, language),
                "published": published,
                "issued": issued,
                "is_current": one == first,
            }
            for one, published, issued in month.others[:LATEST]
        ],
        "today": today.isoformat(),
    }
    context = {
        "page": page,
        "may_import": may(request.user, "import_bulletin"),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, "bulletins/calendar.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def say_month(first: date, language: Language) -> str:
    """Name a month: tháng 8 năm 2024, August 2024, 2024年8月."""
    if language == "vi":
        return f"tháng {first.month} năm {first.year}"
    return f"{first.year}年{first.month}月" if language == "zh" else f"{first:%B %Y}"


def _tell(day: Day, today: date) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "number": day.day.day,
        "is_in_month": day.is_in_month,
        "is_today": day.day == today,
        "is_future": day.day > today,
        "own": day.own,
        "published": day.published,
        "is_doubtful": day.is_doubtful,
    }


def _read_month(text: str, today: date) -> date:
    return find_day(f"{text}-01") or today.replace(day=1)


def _weekdays() -> list[str]:
    return [
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    ]

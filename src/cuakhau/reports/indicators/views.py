"""The pages of indicators: translate, one call, translate back."""

from datetime import date
from typing import Any, cast

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.movement.times import local_time
from cuakhau.reports.given.periods import read_periods
from cuakhau.reports.indicators.entering import What, Wish, enter, list_entries
from cuakhau.reports.indicators.listing import find_indicator
from cuakhau.reports.indicators.measuring import measure_all
from cuakhau.reports.pages.showing import open_zone, show_page
from cuakhau.trade.periods import Period, name_period, of_months, write_period, year_before
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_reports")
def show_indicators(request: Request, zone_name: str) -> HttpResponseBase:
    """Show every indicator in a period: target, actual, growth and attainment."""
    zone, language = open_zone(request, zone_name), language_of(request)
    period = _period(request, zone)
    page = {
        "rows": [
            {"id": one.indicator.id, "name": one.indicator.names[language], "measured": one,
             "is_entered": one.indicator.is_entered}
            for one in measure_all(zone, period)
        ],
        "before": name_period(year_before(period), language),
        "years": _years(request, zone, period),
    }  # fmt: skip
    return _render(request, zone, period, "indicators/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_reports")
def show_entries(request: Request, zone_name: str, name: str) -> HttpResponseBase:
    """Show what was entered of an indicator in a period, and enter more."""
    zone, language = open_zone(request, zone_name), language_of(request)
    period, indicator = _period(request, zone), find_indicator(name)
    if indicator is None:
        raise Http404(name)
    refused = None
    if request.method == "POST":
        require(request.user, "enter_indicator")
        kind = "target" if request.POST.get("kind") == "target" else "value"
        try:
            wish = Wish(
                indicator=name,
                kind=cast(What, kind),
                period=period,
                value=request.POST.get("value", ""),
                source=request.POST.get("source", ""),
            )
            enter(
                zone,
                wish,
                by=request.user.get_username(),
                at=request.here.now(zone.name),
                nonce=request.POST.get("nonce", "")[:40],
            )
            where = reverse("indicators:list", args=[zone.name])
            return redirect(f"{where}?period={write_period(period)}")
        except Refusal as refusal:
            refused = tell(refusal, language)
    page = {
        "name": indicator.names[language],
        "is_entered": indicator.is_entered,
        "may_enter": may(request.user, "enter_indicator"),
        "entries": [
            {"is_target": one.kind == "target", "value": one.value, "source": one.source,
             "by": one.entered_by, "at": f"{local_time(zone, one.entered_us):%H:%M %d/%m/%Y}"}
            for one in list_entries(zone, indicator, period)
        ],
    }  # fmt: skip
    return _render(request, zone, period, "indicators/entries.html", page, refused=refused)


def _period(request: Request, zone: Zone) -> Period:
    asked = request.GET.get("period", "")
    if asked:
        return read_periods(asked)[0]
    return of_months(_today(request, zone).year, 1, 12)


def _years(request: Request, zone: Zone, period: Period) -> list[dict[str, Any]]:
    today = _today(request, zone)
    years = sorted({2017, 2018, 2023, today.year - 1, today.year, period.first.year})
    return [{"year": str(year), "is_current": write_period(period) == str(year)} for year in years]


def _today(request: Request, zone: Zone) -> date:
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    return local_time(zone, now_us).date()


def _render(
    request: Request, zone: Zone, period: Period, template: str, page: dict[str, Any], **more: Any
) -> HttpResponseBase:
    name = name_period(period, language_of(request))
    told = {**page, "period": write_period(period), "period_name": name}
    return show_page(request, zone, template, told, **more)

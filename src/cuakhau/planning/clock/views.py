"""Where did the time go: translate, one call, translate back."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may, needs
from cuakhau.planning.clock.reading import Period, find_period, list_days
from cuakhau.planning.clock.words import period_word
from cuakhau.statistics.clock.causes import CAUSES
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_clock")
def show_overview(request: Request, zone_name: str) -> HttpResponseBase:
    """Show where the time of a day or month went, by gate, cause and agency."""
    from cuakhau.planning.clock.page import build_overview

    zone = request.here.get_zone(zone_name)
    period = find_period(zone, request.GET.get("period", "")[:10])
    if period is None:
        return show(request, zone, "nothing", {"days": list_days(zone)})
    by = _split(request) or "gate"
    words = build_overview(zone, period, _gate(request, zone), by, language_of(request))
    return show(request, zone, "overview", {**head(request, zone, period), **words})


@require_safe
@needs("see_clock")
def show_agency(request: Request, zone_name: str, agency: str) -> HttpResponseBase:
    """Show one agency's own view."""
    from cuakhau.planning.clock.behind import build_channels
    from cuakhau.planning.clock.page import build_agency

    zone = request.here.get_zone(zone_name)
    if agency not in {one.id for one in zone.agencies}:
        raise Http404(agency)
    period = find_period(zone, request.GET.get("period", "")[:10])
    if period is None:
        return show(request, zone, "nothing", {"days": list_days(zone)})
    words = build_agency(zone, period, agency, language_of(request))
    own = getattr(request.user, "agency", None) == agency
    if own and may(request.user, "see_selection", agency=agency, zone=zone.name):
        words["channels"] = build_channels(zone, period, agency, language_of(request))
    answer = show(request, zone, "agency", {**head(request, zone, period), **words})
    answer.headers["Cache-Control"] = "no-store"  # what one may see, another may not
    return answer


@require_safe
@needs("see_clock")
def show_behind(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the visits behind a figure."""
    from cuakhau.planning.clock.behind import list_behind

    zone = request.here.get_zone(zone_name)
    period = find_period(zone, request.GET.get("period", "")[:10])
    cause, agency = request.GET.get("cause", ""), request.GET.get("agency", "")
    if period is None or cause not in CAUSES:
        raise Http404(cause)
    if agency and agency not in {one.id for one in zone.agencies}:
        raise Http404(agency)
    by = _split(request)
    asked = {"cause": cause, "agency": agency, "gate": _gate(request, zone),
             "by": by or "gate", "of": request.GET.get("of", "")[:80] if by else ""}  # fmt: skip
    words = list_behind(zone, period, asked, language_of(request))
    return show(request, zone, "behind", {**head(request, zone, period), **words})


@require_safe
@needs("see_clock")
def show_visit(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show where the time of one visit went."""
    from cuakhau.planning.clock.behind import build_visit

    zone = request.here.get_zone(zone_name)
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    words = build_visit(zone, number, now_us, language_of(request))
    if words is None:
        raise Http404(number)
    return show(request, zone, "visit", words)


def show(request: Request, zone: Zone, name: str, words: dict[str, Any]) -> HttpResponseBase:
    """Show a page of the clock."""
    context = {
        "page": {"zone": zone.name, **words},
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, f"clock/{name}.html", context)


def _gate(request: Request, zone: Zone) -> str:
    said = request.GET.get("gate", "")
    gates = {row.id for row in zone.gates} | {row.id for row in zone.routes}
    known = gates | {row.id for row in zone.bulletin_lines}
    return said if said in known else ""


def _split(request: Request) -> str:
    """Read by what the whole is to be split; empty where nothing known is said."""
    from cuakhau.planning.clock.splitting import SPLITS

    said = request.GET.get("by", "")
    return said if said in SPLITS else ""


def head(request: Request, zone: Zone, period: Period) -> dict[str, Any]:
    """Give what every page of a period says of it, and what else may be chosen."""
    days = list_days(zone)
    language = language_of(request)

    def written(names: Iterable[str]) -> list[dict[str, str]]:
        return [{"id": name, "name": period_word(name, language)} for name in names]

    return {
        "period": period.name,
        "period_word": period_word(period.name, language),
        "first": period.days[0],
        "last": period.days[-1],
        "is_over": period.is_over,
        "days": written(day.isoformat() for day in days),
        "months": written(sorted({day.isoformat()[:7] for day in days}, reverse=True)),
        "mine": getattr(request.user, "agency", None) or "",
    }

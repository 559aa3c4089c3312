"""Overlaps: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.planning.overlaps import acts, keeping, listed, page, priced
from cuakhau.planning.overlaps.models import LOG, Period, Price, Reply
from cuakhau.planning.overlaps.words import small_word
from cuakhau.planning.runs import runner
from cuakhau.planning.shown import sign
from cuakhau.statistics.overlap import weight
from cuakhau.statistics.overlap.findings import Finding
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_NAMED = 30


@require_safe
@needs("see_overlaps")
def show_list(request: Request, zone_name: str) -> HttpResponseBase:
    """List what matters of a period, first what concerns one's own agency, then the dearest."""
    zone = request.here.get_zone(zone_name)
    period = _find_period(request, zone)
    if period is None:
        return _show(request, zone, "list", {"period": None})
    reader = _reader(request)
    found = _seen(request, zone, keeping.read_findings(period))
    asked = {name: request.GET.get(name, "") for name in listed.Wanted.__struct_fields__}
    words = {
        "period": page.build_period(period, reader.language),
        "periods": [
            page.build_period(one, reader.language) for one in keeping.list_newest(zone.name)
        ],
        **listed.build_list(
            zone, found, _said(request, zone, period), listed.Wanted(**asked), reader
        ),
    }
    return _show(request, zone, "list", words)


@require_safe
@needs("see_overlaps")
def show_finding(request: Request, zone_name: str, period: int, key: str) -> HttpResponseBase:
    """Show a finding: what it costs, the vehicles behind it, the replies, its remedies."""
    zone = request.here.get_zone(zone_name)
    found = _get_period(zone, period)
    return _show_one(request, zone, found, _get(request, zone, found, key), None)


@require_POST
@needs("reply_overlap")
def reply(request: Request, zone_name: str, period: int, key: str) -> HttpResponseBase:
    """Keep what an agency says to a finding of its own."""
    zone = request.here.get_zone(zone_name)
    found = _get_period(zone, period)
    finding = _get(request, zone, found, key)
    agency = _reader(request).agency
    mine = agency if agency in finding.agencies else None
    require(request.user, "reply_overlap", agency=mine, zone=zone.name)
    try:
        words = request.POST.get("words", "")
        acts.reply(zone, finding, mine or "", words, sign(request, zone))
    except Refusal as refused:
        return _show_one(request, zone, found, finding, refused)
    return redirect("planning:overlaps:finding", zone.name, found.pk, finding.key)


@require_POST
@needs("make_plans")
def ask_price(request: Request, zone_name: str, period: int, key: str) -> HttpResponseBase:
    """Have the remedies of a finding run on the twin."""
    zone = request.here.get_zone(zone_name)
    found = _get_period(zone, period)
    finding = _get(request, zone, found, key)
    try:
        acts.price(zone, found, finding, sign(request, zone))
    except Refusal as refused:
        return _show_one(request, zone, found, finding, refused)
    runner.wake(request.here.wall_now)
    return redirect("planning:overlaps:finding", zone.name, found.pk, finding.key)


@require_safe
@needs("see_plans")
def show_agencies(request: Request, zone_name: str, period: int, key: str) -> HttpResponseBase:
    """Show whose minutes each remedy moves; it runs the twin, so it comes after the page."""
    zone = request.here.get_zone(zone_name)
    prices = acts.list_prices(zone.name, key)
    tables = priced.build_agencies(zone, prices, language_of(request))
    return _show(request, zone, "agencies", {"tables": tables})


@require_safe
@needs("see_plans")
def show_price(request: Request, zone_name: str, number: int) -> HttpResponseBase:
    """Go to the result that a proposal names, by its number."""
    zone = request.here.get_zone(zone_name)
    price = Price.objects.filter(zone=zone.name, pk=number).first()
    if price is None:
        raise Http404(str(number))
    return redirect("planning:overlaps:finding", zone.name, price.period_id, price.key)


@require_safe
@needs("see_overlaps")
def show_published(request: Request, zone_name: str, period: int) -> HttpResponseBase:
    """Show the table that may go out of the house."""
    zone = request.here.get_zone(zone_name)
    found = _get_period(zone, period)
    language = language_of(request)
    words = {
        "period": page.build_period(found, language),
        "table": listed.build_published(
            zone,
            keeping.read_findings(found),
            _said(request, zone, found),
            page.Reader(language, None),
        ),
    }
    return _show(request, zone, "published", words)


def _show_one(
    request: Request, zone: Zone, period: Period, finding: Finding, refused: Refusal | None
) -> HttpResponse:
    reader = _reader(request)
    price = page.build_rows(zone, [finding], reader)[0]
    prices = acts.list_prices(zone.name, finding.key)
    is_named = period.source == LOG and may(request.user, "see_visit", zone=zone.name)
    replies = Reply.objects.filter(zone=zone.name, key=finding.key).order_by("pk")
    last_day = acts.find_last_day(zone, finding.key) if period.source == LOG else None
    words = {
        "period": page.build_period(period, reader.language),
        "row": price,
        "doubt": small_word(doubt) if (doubt := weight.doubt_of(finding)) else "",
        "more": page.build_more(zone, finding, reader.language),
        "visits": finding.visits[:MOST_NAMED] if is_named else (),
        "is_named": is_named,
        "replies": [page.build_reply(zone, one, "", reader.language) for one in replies],
        "last_day": last_day,
        "may_reply": period.source == LOG
        and reader.agency in finding.agencies
        and may(request.user, "reply_overlap", agency=reader.agency, zone=zone.name),
        "prices": priced.build_prices(zone, finding, prices, reader.language),
        "said": request.POST.get("words", ""),
        "refusal": tell(refused, reader.language) if refused else None,
        "may_see_plans": may(request.user, "see_plans", zone=zone.name),
        "lacking": priced.tell_lacking(zone, finding, reader.language),
    }
    answer = _show(request, zone, "finding", words)
    answer.status_code = 422 if refused else 200
    return answer


def _show(request: Request, zone: Zone, name: str, words: dict[str, Any]) -> HttpResponse:
    context = {
        "page": {"zone": zone.name, **words},
        "nonce": request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
        "may_plan": may(request.user, "make_plans", zone=zone.name),
        "may_propose": may(request.user, "give_directives", zone=zone.name),
    }
    return render(request, f"overlaps/{name}.html", context)


def _said(request: Request, zone: Zone, period: Period) -> acts.Said:
    """Find what agencies say to a period; to simulated days nobody replies."""
    if period.source != LOG:
        return acts.Said({}, {})
    return acts.find_said(zone, request.here.now(zone.name))


def _reader(request: Request) -> page.Reader:
    agency: str | None = getattr(request.user, "agency", None)
    return page.Reader(language_of(request), agency or None)


def _find_period(request: Request, zone: Zone) -> Period | None:
    said = request.GET.get("period", "")
    newest = keeping.list_newest(zone.name)
    if said.isdecimal() and len(said) < 10:
        return keeping.find_period(zone.name, int(said))
    return newest[0] if newest else None


def _get_period(zone: Zone, key: int) -> Period:
    found = keeping.find_period(zone.name, key)
    if found is None:
        raise Http404(str(key))
    return found


def _seen(request: Request, zone: Zone, findings: tuple[Finding, ...]) -> list[Finding]:
    """Keep what this person may know of: an agency its own findings, the Board all."""

    def is_seen(one: Finding) -> bool:
        return any(
            may(request.user, "see_overlaps", agency=agency, zone=zone.name)
            for agency in one.agencies
        )

    return [one for one in findings if is_seen(one)]


def _get(request: Request, zone: Zone, period: Period, key: str) -> Finding:
    for one in _seen(request, zone, keeping.read_findings(period)):
        if one.key == key:
            return one
    raise Http404(key)

"""Requests for hours: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.rights import may, may_somewhere, needs, require
from cuakhau.operations.centre.clock import read_time
from cuakhau.operations.centre.gates.views import reader_of, sign
from cuakhau.operations.centre.hours import acts, page
from cuakhau.operations.centre.hours.acts import OTHER_SIDE, Wish
from cuakhau.operations.centre.models import HoursRequest
from cuakhau.operations.desk.doors import agency_of, firm_of
from cuakhau.statistics.live.places import list_ways
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_SHOWN = 60
TYPED = ("place", "vehicles", "since", "until", "direction", "goods", "note")


@require_http_methods(["GET", "HEAD"])
@needs("see_notices")
def show_hours(request: Request, zone_name: str) -> HttpResponseBase:
    """List the requests: a firm its own, the forces and the centre all."""
    zone = request.here.get_zone(zone_name)
    _require_any(request)
    return _show(request, zone, None)


@require_POST
@needs("ask_hours")
def ask(request: Request, zone_name: str) -> HttpResponseBase:
    """Take a request, of one's own firm or of the centre."""
    zone = request.here.get_zone(zone_name)
    firm = firm_of(request)
    require(request.user, "ask_hours", firm=firm, agency=agency_of(request), zone=zone.name)
    try:
        acts.ask(zone, _read(request, zone, firm), sign(request, zone, "ask"))
    except Refusal as refusal:
        return _show(request, zone, tell(refusal, language_of(request)))
    return redirect("centre:hours", zone.name)


@require_POST
@needs("answer_hours")
def answer(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Take the answer of one's own force."""
    zone = request.here.get_zone(zone_name)
    force = request.POST.get("force", "")
    require(request.user, "answer_hours", agency=force, zone=zone.name)
    return _take_answer(request, zone, key, force)


@require_POST
@needs("note_hotline")
def answer_for_other_side(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Enter what the other side says by telephone."""
    return _take_answer(request, request.here.get_zone(zone_name), key, OTHER_SIDE)


@require_POST
@needs("open_close")
def decide(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Open the gate for the time asked for, or another; or refuse."""
    zone = request.here.get_zone(zone_name)
    row = _get(request, zone, key)
    signed = sign(request, zone, f"decide.{key}")
    try:
        if request.POST.get("act") == "grant":
            until = read_time(zone, request.POST.get("until", "")) or row.until
            acts.grant(zone, row, until, signed)
        else:
            acts.refuse(zone, row, signed)
    except Refusal as refusal:
        return _show(request, zone, tell(refusal, language_of(request)))
    return redirect("centre:hours", zone.name)


def _take_answer(request: Request, zone: Zone, key: int, force: str) -> HttpResponseBase:
    said = (request.POST.get("answer", ""), request.POST.get("condition", ""))
    signed = sign(request, zone, f"{key}.{force}")
    try:
        acts.answer(zone, _get(request, zone, key), force, said, signed)
    except Refusal as refusal:
        return _show(request, zone, tell(refusal, language_of(request)))
    return redirect("centre:hours", zone.name)


def _require_any(request: Request) -> None:
    if not may_somewhere(request.user, "ask_hours"):
        require(request.user, "answer_hours", agency=agency_of(request))


def _get(request: Request, zone: Zone, key: int) -> HoursRequest:
    row = HoursRequest.objects.filter(zone=zone.name, pk=key).first()
    if row is None or firm_of(request) not in (None, row.firm):
        raise Http404(str(key))
    return row


def _read(request: Request, zone: Zone, firm: str | None) -> Wish:
    sent = request.POST
    vehicles = sent.get("vehicles", "").strip()
    return Wish(
        place=sent.get("place", ""),
        vehicles=int(vehicles) if vehicles.isdecimal() and len(vehicles) < 6 else None,
        since=read_time(zone, sent.get("since", "")),
        until=read_time(zone, sent.get("until", "")),
        firm=firm,
        direction=sent.get("direction") or None,  # type: ignore[arg-type]  # checked when asked
        goods=sent.get("goods") or None,
        note=sent.get("note", ""),
    )


def _show(request: Request, zone: Zone, refusal: dict[str, str] | None) -> HttpResponse:
    reader = reader_of(request, zone)
    found = HoursRequest.objects.filter(zone=zone.name).prefetch_related("answers")
    firm = firm_of(request)
    if firm is not None:
        found = found.filter(firm=firm)
    rows = page.build_requests(request, reader, list(found.order_by("-since", "-id")[:MOST_SHOWN]))
    words: dict[str, Any] = {
        "zone": zone.name,
        "open": [row for row in rows if row["is_open"]],
        "decided": [row for row in rows if not row["is_open"]],
        "typed": {name: request.POST.get(name, "") for name in TYPED},
        "places": [
            (one, reader.zone.name_of(one, reader.language)) for one in list_ways(reader.zone)
        ],
        "goods": [
            (row.id, reader.zone.name_of(row.id, reader.language))
            for row in reader.zone.goods_classes
        ],
        "refusal": refusal,
    }
    context = {
        "page": words,
        "nonce": secrets.token_urlsafe(12),
        "may_ask": may(request.user, "ask_hours", firm=firm, agency=agency_of(request)),
        "may_decide": may(request.user, "open_close", zone=zone.name),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "centre/hours.html", context)

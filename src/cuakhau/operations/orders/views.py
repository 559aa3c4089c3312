"""The orders on the road: the centre gives them, the traffic police answer."""

import secrets
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.operations.desk.doors import agency_of, may, name_of, needs, require
from cuakhau.operations.orders import giving
from cuakhau.operations.orders.models import RoadOrder
from cuakhau.operations.orders.page import build_orders_page
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

VERBS = ("hold", "release", "divert")
WORDS = ("done", "cannot", "passed_on")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_orders")
def show_orders(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the orders that wait for an answer; take a new one of the centre."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone, typed=request.GET.dict())
    require(request.user, "order_road", zone=zone.name)
    typed = {name: str(value)[:300] for name, value in request.POST.items()}
    try:
        giving.give(zone, _read_order(zone, typed), _sign(request, zone, "give"))
    except Refusal as refusal:
        return _show(request, zone, typed=typed, refusal=refusal)
    return redirect("orders:list", zone.name)


@require_POST
@needs("see_orders")
def say_word(request: Request, zone_name: str, order: int) -> HttpResponseBase:
    """Take an answer of the police, or let the centre withdraw its order."""
    zone = request.here.get_zone(zone_name)
    found = RoadOrder.objects.filter(zone=zone.name, pk=order).first()
    if found is None:
        raise Http404(order)
    word = request.POST.get("word", "")
    if word == "withdrawn":
        require(request.user, "order_road", zone=zone.name)
    else:
        require(request.user, "answer_order", agency=agency_of(request), zone=zone.name)
    if word not in (*WORDS, "withdrawn"):
        raise Http404(word)
    reason = request.POST.get("reason", "") if word == "cannot" else ""
    note = request.POST.get("to" if word == "passed_on" else "note", "").strip()[:200]
    said = giving.Said(word=word, reason=reason, note=note)  # type: ignore[arg-type]  # one of them
    try:
        giving.say(zone, found, said, _sign(request, zone, f"{order}.{word}"))
    except Refusal as refusal:
        return _show(request, zone, typed={}, refusal=refusal)
    return redirect("orders:list", zone.name)


def _show(
    request: Request, zone: Zone, *, typed: dict[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    person = request.user
    page: dict[str, Any] = build_orders_page(request, zone, typed)
    context = {
        "page": page,
        "typed": typed,
        "nonce": typed.get("nonce") or secrets.token_urlsafe(12),
        "may_order": may(person, "order_road", zone=zone.name),
        "may_answer": may(person, "answer_order", agency=agency_of(request), zone=zone.name),
        "mark": _("demo") if zone.is_demo else "",
        "refused": tell(refusal, language_of(request)) if refusal else None,
    }
    is_part = request.headers.get("HX-Request") == "true"
    template = "orders/list_part.html" if is_part else "orders/list.html"
    answer = render(request, template, context, status=422 if refusal else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _read_order(zone: Zone, typed: dict[str, str]) -> giving.Order:
    verb = typed.get("verb", "")
    visit = "".join(typed.get("visit", "").split()) or None
    return giving.Order(
        verb=verb if verb in VERBS else "hold",  # type: ignore[arg-type]  # one of them
        visit=visit,
        gate=None if visit else typed.get("gate") or None,
        direction=None if visit else typed.get("direction") or None,
        goods=None if visit else typed.get("goods") or None,
        place=typed.get("place") or None,
        road=typed.get("road", "").strip()[:120],
        reason=typed.get("reason", ""),
        note=typed.get("note", "").strip()[:200],
        until=_read_time(zone, typed.get("until", "")),
    )


def _read_time(zone: Zone, text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone.time_zone))
    except ValueError:
        return None


def _sign(request: Request, zone: Zone, mark: str) -> giving.Signed:
    nonce = f"order.{request.POST.get('nonce', '')[:40]}.{mark}"
    agency = agency_of(request) or "dispatcher"
    return giving.Signed(name_of(request), agency, request.here.now(zone.name), nonce)

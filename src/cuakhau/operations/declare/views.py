"""Declaring on a page: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.journal import personal, read
from cuakhau.operations import actions
from cuakhau.operations.declare.copying import fill_in, list_last_trips, list_refs
from cuakhau.operations.declare.form import read_form
from cuakhau.operations.declare.page import build_form_page
from cuakhau.operations.desk.doors import (
    agency_of,
    firm_of,
    may_see_people,
    name_of,
    needs,
    require,
)
from cuakhau.operations.visits import search
from cuakhau.operations.visits.why import find_why
from cuakhau.operations.visits.why_words import say_why
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def show_declare(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the form of a movement, empty or as an earlier trip; take it in."""
    zone = request.here.get_zone(zone_name)
    if request.method == "POST":
        return _take(request, zone)
    typed: dict[str, str] = {}
    copied = request.GET.get("copy", "")
    if copied:
        typed = _copy(request, zone, copied)
    return _show(request, zone, typed, {})


@require_safe
@needs("declare")
def show_declared(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Say under which number a trip was declared, and what happens next."""
    zone = request.here.get_zone(zone_name)
    said = search.find_declaration(zone.name, number)
    if said is None:
        raise Http404(number)
    require(request.user, "declare", firm=said.owner)
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    language = language_of(request)
    why = find_why(zone, read.get_visit(zone.name, number))
    page = {
        "zone": zone.name,
        "number": number,
        "next": say_why(zone, why, now_us, language),
        "bound": zone.name_of(said.place, language),
        "needs_plate": said.vehicle is None,
    }
    return render(request, "declare/declared.html", {"page": page, "mark": _mark(zone)})


def _take(request: Request, zone: Zone) -> HttpResponseBase:
    typed = {name: str(value)[:2000] for name, value in request.POST.items()}
    now = request.here.now(zone.name)
    owner = _owner(request)
    found = read_form(zone.at(now.date()), typed, owner=owner, now=now)
    if found.said is None:
        return _show(request, zone, typed, found.mistakes, status=422)
    nonce = f"declare.{typed.get('nonce', '')[:40]}"
    try:
        done = actions.declare(zone, found.said, by=name_of(request), at=now, nonce=nonce)
    except Refusal as refusal:
        return _show(request, zone, typed, {}, refusal=refusal, status=422)
    return redirect("desk:declared", zone.name, done.number)


def _show(
    request: Request,
    zone: Zone,
    typed: dict[str, str],
    mistakes: dict[str, str],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    now = request.here.now(zone.name)
    language = language_of(request)
    trips = _list_trips(request, zone)
    page = {
        "zone": zone.name,
        **build_form_page(zone.at(now.date()), typed, mistakes, language),
        "trips": trips,
        "least": f"{now:%Y-%m-%dT%H:%M}",
    }
    if refusal is not None:
        page["refusal"] = {
            "rule": refusal.rule,
            "reason": refusal.reason(language),
            "cure": refusal.cure(language),
        }
    # A form that came back keeps its nonce, so that sending it twice still declares once.
    nonce = typed.get("nonce") or secrets.token_urlsafe(12)
    context = {"page": page, "nonce": nonce, "mark": _mark(zone)}
    answer = render(request, "declare/declare.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _list_trips(request: Request, zone: Zone) -> list[dict[str, Any]]:
    owner = _owner(request)
    trips = list_last_trips(zone.name, owner)
    plates: dict[str, str] = {}
    if may_see_people(request, owner):
        refs = [trip.vehicle for trip in trips if trip.vehicle]
        plates = _reveal(request, zone, refs, "remembered vehicles")
    language = language_of(request)
    return [
        {
            "number": trip.number,
            "plate": plates.get(trip.vehicle or "", ""),
            "procedure": zone.name_of(trip.procedure, language),
            "goods": zone.name_of(trip.goods, language) if trip.goods else "",
        }
        for trip in trips
    ]


def _copy(request: Request, zone: Zone, number: str) -> dict[str, str]:
    trip = search.find_declaration(zone.name, number)
    if trip is None or trip.owner != _owner(request):
        raise Http404(number)
    words = {}
    if may_see_people(request, trip.owner):
        words = _reveal(request, zone, list_refs(trip), f"copy of {number}")
    return fill_in(trip, words)


def _reveal(request: Request, zone: Zone, refs: list[str], why: str) -> dict[str, str]:
    at = request.here.now(zone.name)
    return personal.reveal_many(zone.name, refs, by=name_of(request), at=at, why=why)


def _owner(request: Request) -> str:
    """Name whose declaration it is: the firm of a declarant, else the desk that typed it."""
    return firm_of(request) or f"desk:{agency_of(request) or 'zone'}"


def _mark(zone: Zone) -> str:
    return _("demo") if zone.is_demo else ""

"""Declaring on a page: translate, one call, translate back."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from cuakhau.operations import actions
from cuakhau.operations.declare.asking import list_owners, reveal, sees_people_of
from cuakhau.operations.declare.consignments import form as consignment_form
from cuakhau.operations.declare.consignments.keep import get_consignment
from cuakhau.operations.declare.form.copying import fill_in, list_refs
from cuakhau.operations.declare.form.reading import read_form
from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.declare.screen import Shown, asks_of, show_form, typed_of
from cuakhau.operations.desk.doors import name_of, needs
from cuakhau.operations.visits import search
from cuakhau.web.here import Request
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def show_declare(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the form of a movement, empty, as an earlier trip or of a consignment; take it in."""
    zone = request.here.get_zone(zone_name)
    if request.method == "POST":
        return _take(request, zone)
    copied, number = request.GET.get("copy", ""), request.GET.get("consignment", "")
    typed: dict[str, str] = {}
    if copied:
        typed = _copy(request, zone, copied)
    if number:
        typed |= _start_of(request, zone, number)
    return show_form(request, zone, Shown(typed=typed))


def _take(request: Request, zone: Zone) -> HttpResponseBase:
    typed, now = typed_of(request), request.here.now(zone.name)
    asks = asks_of(request, zone, typed.get("firm", ""))
    found = read_form(zone.at(now.date()), typed, asks=asks, now=now)
    if found.said is None:
        return show_form(request, zone, Shown(typed=typed, mistakes=found.mistakes))
    nonce = f"declare.{typed.get('nonce', '')[:40]}"
    try:
        done = actions.declare(zone, found.said, by=name_of(request), at=now, nonce=nonce)
    except Refusal as refusal:
        return show_form(request, zone, Shown(typed=typed, refusal=refusal))
    return redirect("desk:declared", zone.name, done.number)


def _copy(request: Request, zone: Zone, number: str) -> dict[str, str]:
    trip = search.find_declaration(zone.name, number)
    if trip is None or trip.owner not in list_owners(request, "declare"):
        raise Http404(number)
    sees = sees_people_of(request, trip.owner)
    words = reveal(request, zone, list_refs(trip), f"copy of {number}") if sees else {}
    return {**fill_in(trip, words), "firm": trip.owner}


def _start_of(request: Request, zone: Zone, number: str) -> dict[str, str]:
    try:
        row = get_consignment(zone.name, number)
    except Consignment.DoesNotExist:
        raise Http404(number) from None
    if row.owner not in list_owners(request, "declare"):
        raise Http404(number)
    words = reveal(request, zone, consignment_form.list_refs(row), f"trip of {number}")
    return {**consignment_form.fill_trip(row, words), "firm": row.owner}

"""Declaring on a page: translate, one call, translate back."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from cuakhau.operations import actions
from cuakhau.operations.declare.asking import list_owners, sight_of_drafts, words_of, words_of_trip
from cuakhau.operations.declare.consignments import form as consignment_form
from cuakhau.operations.declare.consignments.keep import get_consignment
from cuakhau.operations.declare.drafts import keep
from cuakhau.operations.declare.form.copying import fill_in
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
    if request.GET.get("draft", "").isdecimal():
        typed = _open_draft(request, zone, int(request.GET["draft"][:17]))
    if copied:
        typed = _copy(request, zone, copied)
    if number:
        typed |= _start_of(request, zone, number)
    return show_form(request, zone, Shown(typed=typed, kept_as=_kept_as(request)))


def _take(request: Request, zone: Zone) -> HttpResponseBase:
    typed, now, kept_as = typed_of(request), request.here.now(zone.name), _kept_as(request)
    asks = asks_of(request, zone, typed.get("firm", ""))
    found = read_form(zone.at(now.date()), typed, asks=asks, now=now)
    if found.said is None:
        return show_form(
            request, zone, Shown(typed=typed, mistakes=found.mistakes, kept_as=kept_as)
        )
    nonce = f"declare.{typed.get('nonce', '')[:40]}"
    try:
        done = actions.declare(zone, found.said, by=name_of(request), at=now, nonce=nonce)
    except Refusal as refusal:
        return show_form(request, zone, Shown(typed=typed, refusal=refusal, kept_as=kept_as))
    keep.note_declared(zone.name, typed.get("nonce", ""), done.number)
    return redirect("desk:declared", zone.name, done.number)


def _open_draft(request: Request, zone: Zone, number: int) -> dict[str, str]:
    draft = keep.find_open(zone.name, sight_of_drafts(request), number)
    if draft is None:
        raise Http404(str(number))
    # Under the nonce of its own form: whoever had sent it already gets the first number.
    return {**draft.typed, "nonce": draft.key, "firm": draft.owner}


def _kept_as(request: Request) -> str:
    asked = {name: request.GET.get(name, "") for name in ("copy", "consignment", "draft")}
    return "new" + "".join(f".{name}-{value[:40]}" for name, value in asked.items() if value)


def _copy(request: Request, zone: Zone, number: str) -> dict[str, str]:
    trip = search.find_declaration(zone.name, number)
    if trip is None or trip.owner not in list_owners(request, "declare"):
        raise Http404(number)
    words = words_of_trip(request, zone, trip, f"copy of {number}")
    return {**fill_in(trip, words), "firm": trip.owner}


def _start_of(request: Request, zone: Zone, number: str) -> dict[str, str]:
    try:
        row = get_consignment(zone.name, number)
    except Consignment.DoesNotExist:
        raise Http404(number) from None
    if row.owner not in list_owners(request, "declare"):
        raise Http404(number)
    words = words_of(request, zone, consignment_form.list_words(row), f"trip of {number}")
    return {**consignment_form.fill_trip(row, words), "firm": row.owner}

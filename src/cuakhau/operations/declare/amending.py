"""Changing what was declared, on the same form: translate, one call, translate back."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from cuakhau.journal import read
from cuakhau.operations import actions
from cuakhau.operations.declare.asking import refs_seen, words_of_trip
from cuakhau.operations.declare.form.copying import fill_in_all
from cuakhau.operations.declare.form.keeping import keep_untyped, list_unseen
from cuakhau.operations.declare.form.reading import read_form
from cuakhau.operations.declare.screen import Shown, asks_of, show_form, typed_of
from cuakhau.operations.declaring.arrival import may_change_all
from cuakhau.operations.desk.doors import name_of, needs, require
from cuakhau.operations.models import Declaration
from cuakhau.operations.visits import search
from cuakhau.web.here import Request
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def amend(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show a declaration as it stands, to be changed; take the change in."""
    zone = request.here.get_zone(zone_name)
    said = search.find_declaration(zone.name, number)
    if said is None:
        raise Http404(number)
    require(request.user, "declare", firm=said.owner)
    is_here = not may_change_all(zone, read.get_visit(zone.name, number))
    if request.method == "POST":
        return _take(request, zone, said, is_here=is_here)
    words = words_of_trip(request, zone, said, f"change of {number}")
    typed = fill_in_all(said, words, ZoneInfo(zone.time_zone))
    return show_form(
        request, zone, Shown(typed=typed, amends=number, is_here=is_here, kept_as=_kept_as(said))
    )


def _take(request: Request, zone: Zone, said: Declaration, *, is_here: bool) -> HttpResponseBase:
    typed, now = typed_of(request), request.here.now(zone.name)
    shown = Shown(typed=typed, amends=said.number, is_here=is_here, kept_as=_kept_as(said))
    asks = asks_of(request, zone, said.owner)
    # A time that was declared may have passed since; the declarant need not change it.
    since = min(now, said.expected_at) if said.expected_at else now
    found = read_form(zone.at(now.date()), typed, asks=asks, now=since)
    if found.said is None:
        return show_form(request, zone, replace(shown, mistakes=found.mistakes))
    unseen = list_unseen(said, refs_seen(request, zone, said), typed)
    anew = keep_untyped(said, found.said, unseen)
    nonce = f"amend.{typed.get('nonce', '')[:40]}"
    try:
        actions.amend(zone, said.number, anew, by=name_of(request), at=now, nonce=nonce)
    except Refusal as refusal:
        return show_form(request, zone, replace(shown, refusal=refusal))
    return redirect("desk:visit", zone.name, said.number)


def _kept_as(said: Declaration) -> str:
    """Name what is typed after the revision it changes: once it is taken, it is no more."""
    return f"{said.number}.{said.revision}"

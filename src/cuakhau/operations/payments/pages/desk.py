"""The collector's desk: who waits to pay, how much, and one click to take it."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.movement.view import View
from cuakhau.operations.desk.doors import agency_of, firm_of, needs
from cuakhau.operations.desk.spans import say_wait
from cuakhau.operations.desk.waiting import Hall, hall_of
from cuakhau.operations.desk.worklist.rows import Row, list_awaiting
from cuakhau.operations.models import Declaration
from cuakhau.operations.payments.books.owing import build_owing
from cuakhau.operations.payments.books.standing import NOTHING, standings_of
from cuakhau.operations.payments.pages.shown import Notice, show
from cuakhau.operations.payments.pages.words import tell_owing
from cuakhau.operations.payments.taking.hand import list_known
from cuakhau.operations.personal.shown import Word, concerned_by, kinds_to_find
from cuakhau.operations.personal.shown import show as show_words
from cuakhau.operations.visits import search
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

WHY_PLATES = "fee desk"
PAGE = 15


@require_safe
@needs("see_fees")
def show_desk(request: Request, zone_name: str) -> HttpResponseBase:
    """Show who waits to pay; what was scanned or typed opens the vehicle's fee page."""
    zone = request.here.get_zone(zone_name)
    if firm_of(request) is not None:
        return redirect("payments:statement", zone.name)
    asked = request.GET.get("q", "").strip()[:80]
    found: list[str] = []
    notices: list[Notice] = []
    if asked:
        found = [
            hit.number for hit in search.find(zone, asked, kinds=kinds_to_find(request), firms=None)
        ]
        if len(found) == 1:
            return redirect("payments:visit", zone.name, found[0])
        text = _("{count} vehicles end in {ends}.") if found else _("No vehicle ends in {ends}.")
        notices = [{"kind": "ask", "text": text.format(ends=asked, count=len(found))}]
    page = _build_page(request, zone, asked, frozenset(found))
    return show(request, zone, "desk", page, tab="desk", notices=notices)


def _build_page(request: Request, zone: Zone, asked: str, found: frozenset[str]) -> dict[str, Any]:
    hall = hall_of(zone)
    agency = agency_of(request) or collector_of(zone)
    rows = [row for row in list_awaiting(hall.look(), agency) if not asked or _is(row, found)]
    # Who has come in stands before the desk; who is still on the road does not.
    here = [row for row in rows if row.seen.milestones]
    number = request.GET.get("page", "1")
    pages = max(1, -(-len(here) // PAGE))
    turned = min(max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1, pages)
    shown = here[(turned - 1) * PAGE : turned * PAGE]
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    return {
        "asked": asked,
        "here_count": len(here),
        "road_count": len(rows) - len(here),
        "number": turned,
        "pages": pages,
        "rows": _tell_rows(request, zone, hall, shown, now_us),
    }


def _is(row: Row, found: frozenset[str]) -> bool:
    return row.seen.subject in found


def _tell_rows(
    request: Request, zone: Zone, hall: Hall, rows: list[Row], now_us: int
) -> list[dict[str, Any]]:
    numbers = [row.seen.subject for row in rows]
    said: dict[str, Declaration] = {}
    for one in Declaration.objects.filter(zone=zone.name, number__in=numbers).order_by("revision"):
        said[one.number] = one
    standings = standings_of(zone.name, numbers)
    plates = show_plates(request, zone, [row.seen for row in rows])
    known = list_known(zone.name)
    language = language_of(request)
    agency = agency_of(request) or collector_of(zone)
    told = []
    for row in rows:
        number = row.seen.subject
        waiting = hall.open.get(number)
        if waiting is None:  # left meanwhile
            continue
        standing = standings.get(number, NOTHING)
        owing = build_owing(zone, waiting.visit, said.get(number), agency, standing)
        told.append(
            {
                **tell_owing(zone, owing, language, known),
                "plate": str(plates.get(row.seen.vehicle or "", "")),
                "waits": say_wait(now_us - row.since_us),
            }
        )
    return told


def show_plates(request: Request, zone: Zone, seen: list[View]) -> dict[str, Any]:
    """Give the plates of vehicles as this person may see them, by reference."""
    words = [Word(one.vehicle, "plate", concerned_by(zone, one)) for one in seen if one.vehicle]
    return dict(show_words(request, zone, words, why=WHY_PLATES))


def collector_of(zone: Zone) -> str:
    """Name the agency that takes payments, for those of others who look on."""
    ids = [one.id for one in zone.agencies]
    return "fee_collector" if "fee_collector" in ids else (ids[0] if ids else "")

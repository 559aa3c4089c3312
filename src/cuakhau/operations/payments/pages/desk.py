"""The collector's desk: who waits to pay, how much, and one click to take it."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.journal import personal
from cuakhau.operations.desk.doors import agency_of, may, may_see_people, name_of, needs, require
from cuakhau.operations.desk.find import plain
from cuakhau.operations.desk.spans import say_wait
from cuakhau.operations.desk.waiting import Hall, hall_of
from cuakhau.operations.desk.worklist.rows import Asked, Row, list_awaiting, turn_to
from cuakhau.operations.models import Declaration
from cuakhau.operations.payments.books.owing import build_owing
from cuakhau.operations.payments.books.standing import NOTHING, standings_of
from cuakhau.operations.payments.pages.words import tell_owing
from cuakhau.operations.personal.shown import kinds_to_find
from cuakhau.operations.visits import search
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

WHY_PLATES = "fee desk"


@require_safe
@needs("see_fees")
def show_desk(request: Request, zone_name: str) -> HttpResponseBase:
    """Show who waits to pay; what was scanned or typed opens the vehicle's fee page."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_fees", agency=agency_of(request))
    asked = request.GET.get("q", "").strip()[:80]
    notices = []
    if asked:
        kinds = kinds_to_find(request)
        found = [hit.number for hit in search.find(zone, asked, kinds=kinds, firm=None)]
        if len(found) == 1:
            return redirect("payments:visit", zone.name, found[0])
        text = (
            _("No vehicle ends in {ends}.") if not found else _("{count} vehicles end in {ends}.")
        )
        notices = [{"kind": "ask", "text": text.format(ends=asked, count=len(found))}]
    return _show(request, zone, asked, notices)


def _show(
    request: Request, zone: Zone, asked: str, notices: list[dict[str, Any]]
) -> HttpResponseBase:
    hall = hall_of(zone)
    agency = agency_of(request) or _collector(zone)
    rows = list_awaiting(hall.look(), agency)
    ends = plain(asked)
    found: frozenset[str] = frozenset()
    if ends:
        hits = search.find(zone, asked, kinds=kinds_to_find(request), firm=None)
        found = frozenset(hit.number for hit in hits)
    number = request.GET.get("page", "1")
    page_number = int(number) if number.isdecimal() and len(number) < 6 else 1
    worklist = turn_to(zone, rows, Asked(ends=ends, number=page_number), found)
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    context = {
        "page": {
            "zone": zone.name,
            "asked": asked,
            "count": worklist.count,
            "all_count": len(rows),
            "number": worklist.number,
            "pages": worklist.pages,
            "rows": _tell_rows(request, zone, hall, worklist.rows, agency, now_us),
        },
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "may_take": may(request.user, "take_payment", agency=agency_of(request)),
        "mark": _("demo") if zone.is_demo else "",
        "tab": "desk",
    }
    answer = render(request, "payments/desk.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _tell_rows(
    request: Request, zone: Zone, hall: Hall, rows: tuple[Row, ...], agency: str, now_us: int
) -> list[dict[str, Any]]:
    numbers = [row.seen.subject for row in rows]
    said: dict[str, Declaration] = {}
    for one in Declaration.objects.filter(zone=zone.name, number__in=numbers).order_by("revision"):
        said[one.number] = one
    standings = standings_of(zone.name, numbers)
    plates: dict[str, str] = {}
    if may_see_people(request, None):
        refs = [row.seen.vehicle for row in rows if row.seen.vehicle]
        at = request.here.now(zone.name)
        plates = personal.reveal_many(zone.name, refs, by=name_of(request), at=at, why=WHY_PLATES)
    language = language_of(request)
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
                **tell_owing(zone, owing, language),
                "plate": plates.get(row.seen.vehicle or "", ""),
                "waits": say_wait(now_us - row.since_us),
            }
        )
    return told


def _collector(zone: Zone) -> str:
    """Name the agency that takes payments, for those of others who look on."""
    ids = [one.id for one in zone.agencies]
    return "fee_collector" if "fee_collector" in ids else (ids[0] if ids else "")

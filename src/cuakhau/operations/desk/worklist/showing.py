"""The page of a worklist: what is asked of it, who may see plates, the part that changes."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.accounts.masking import sees
from cuakhau.operations.desk.doors import may, name_of
from cuakhau.operations.desk.find import find_visits, plain
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.desk.worklist.page import build_tabs, build_worklist_page, list_filters
from cuakhau.operations.desk.worklist.plates import reveal_plates
from cuakhau.operations.desk.worklist.rows import (
    HELD,
    Asked,
    list_awaiting,
    list_tabs,
    turn_to,
)
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

Notice = dict[str, Any]


def read_asked(request: Request) -> Asked:
    """Read what the address asks for; what it does not say is asked for by nobody."""
    said = request.POST if "tab" in request.POST else request.GET
    number = said.get("page", "")
    return Asked(
        gate=said.get("gate", ""),
        goods=said.get("goods", ""),
        direction=said.get("direction", ""),
        tab=said.get("tab", ""),
        ends=plain(said.get("q", "")),
        number=int(number) if number.isdecimal() and len(number) < 6 else 1,
    )


def show(
    request: Request,
    zone: Zone,
    agency: str,
    asked: Asked,
    *,
    notices: Sequence[Notice] = (),
    fresh: Iterable[str] = (),
) -> HttpResponse:
    """Show the worklist, or to a page that shows it already the part that changes.

    `fresh` are visits that this request wrote to.
    """
    hall = hall_of(zone)
    waiting = hall.look(fresh)
    rows = list_awaiting(waiting, agency, "" if asked.tab == HELD else asked.tab)
    found = find_visits(zone.name, asked.ends, rows) if asked.ends else frozenset()
    worklist = turn_to(zone, rows, asked, found)
    language = language_of(request)
    at = request.here.now(zone.name)
    now_us = int(at.timestamp() * 1_000_000)
    page = build_worklist_page(zone, agency, worklist, now_us=now_us, language=language)
    page["tabs"] = build_tabs(zone, agency, asked, list_tabs(zone, waiting, agency), language)
    page["filters"] = list_filters(zone, rows, language)
    _fill_plates(request, zone, agency, page)
    is_part = request.headers.get("HX-Request") == "true"
    context = {
        "page": page,
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "may_many": may(request.user, "act_on_many", agency=agency),
        "verbs": [verb for verb in page["verbs"] if may(request.user, verb["act"], agency=agency)],
        "mark": _("demo") if zone.is_demo else "",
        "cursor": f"{hall.cursor.xid}-{hall.cursor.position}",
        "with_notices": is_part and request.method == "POST",
    }
    answer = render(request, f"desk/worklist{'_part' if is_part else ''}.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _fill_plates(request: Request, zone: Zone, agency: str, page: dict[str, Any]) -> None:
    if not sees(request.user, "plate", agencies=[agency], zone=zone.name):
        return
    rows = page["rows"]
    plates = reveal_plates(
        zone.name,
        [row["vehicle"] for row in rows if row["vehicle"]],
        by=name_of(request),
        at=request.here.now(zone.name),
        wall=request.here.wall_now(),
        agency=agency,
    )
    for row in rows:
        row["plate"] = plates.get(row["vehicle"], "")

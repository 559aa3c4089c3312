"""Paper when the system is down: printed before, entered after. Translate, one call, back."""

import secrets
from datetime import date, datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.masking import sees
from cuakhau.accounts.models import Person
from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.desk.worklist.page import name_shortly, name_step
from cuakhau.operations.desk.worklist.plates import reveal_plates
from cuakhau.operations.desk.worklist.rows import Row, list_awaiting
from cuakhau.operations.shifts import paper
from cuakhau.operations.shifts.paper import Checked, Typed
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

FIELDS = ("sheet", "row", "vehicle", "step", "time", "person")
LEAST_ROWS = 20
MOST_ROWS = 150  # six fields a row; a form may have a thousand
MOST_PRINTED = 120


def _desk_of(request: Request, zone: Zone) -> str:
    """Name the desk: the person's own agency."""
    agency = agency_of(request) or ""
    require(request.user, "confirm", agency=agency or None)
    return agency


@require_http_methods(["GET", "HEAD", "POST"])
@needs("confirm")
def show_paper(request: Request, zone_name: str) -> HttpResponseBase:
    """Enter the rows of sheets; list the sheets that are missing."""
    zone = request.here.get_zone(zone_name)
    agency = _desk_of(request, zone)
    now = local_time(zone, micros(request.here.now(zone.name)))
    rows: list[Checked] = []
    notice: dict[str, Any] = {}
    day = _read_day(request, now)
    if request.method == "POST" and request.POST.get("act") == "blank":
        notice = _return_blank(request, zone, agency, now)
    elif request.method == "POST":
        rows = paper.check(zone, agency, _read_rows(request), day, now=now)
        rows, notice = _enter(request, zone, agency, rows)
    page = {
        **_build_grid(zone, agency, rows, request),
        "day": day.isoformat(),
        "today": now.date().isoformat(),
        "notice": notice,
        "missing": [
            {
                "number": one.number,
                "by": one.by,
                "at": f"{local_time(zone, micros(one.at)):%H:%M %d/%m}",
            }
            for one in paper.list_missing(zone.name, agency)
        ],
    }
    context = {
        "page": page,
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, "shifts/paper.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _read_day(request: Request, now: datetime) -> date:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return now.date()


def _read_rows(request: Request) -> list[Typed]:
    """Read the rows of the grid in which a vehicle was typed."""
    columns = [request.POST.getlist(name)[:MOST_ROWS] for name in FIELDS]
    said = [
        Typed(**dict(zip(FIELDS, (cell.strip() for cell in cells), strict=True)))
        for cells in zip(*columns, strict=False)
    ]
    return [one for one in said if one.vehicle or one.time]


def _enter(
    request: Request, zone: Zone, agency: str, rows: list[Checked]
) -> tuple[list[Checked], dict[str, Any]]:
    mistakes = sum(len(row.wrong) for row in rows)
    if mistakes:
        text = ngettext(
            "{count} thing is to correct. Nothing was written, nothing you typed is lost.",
            "{count} things are to correct. Nothing was written, nothing you typed is lost.",
            mistakes,
        )
        return rows, {"kind": "ask", "text": text.format(count=mistakes)}
    if not rows:
        return rows, {"kind": "ask", "text": _("No row was typed.")}
    by, at = name_of(request), request.here.now(zone.name)
    nonce = f"paper.{request.POST.get('nonce', '')[:40]}"
    try:
        count = paper.enter(zone, agency, rows, by=by, at=at, nonce=nonce)
    except Refusal as refusal:
        return rows, {"kind": "refused", **tell(refusal, language_of(request))}
    text = ngettext("{count} row was entered.", "{count} rows were entered.", count)
    return [], {"kind": "done", "text": text.format(count=count)}


def _return_blank(request: Request, zone: Zone, agency: str, now: datetime) -> dict[str, Any]:
    number = request.POST.get("number", "")
    if number.isdecimal() and len(number) < 9:
        paper.return_blank(zone.name, agency, int(number), by=name_of(request), at=now)
    return {"kind": "undone", "text": _("Sheet {number} came back blank.").format(number=number)}


def _build_grid(zone: Zone, agency: str, rows: list[Checked], request: Request) -> dict[str, Any]:
    language = language_of(request)
    steps = [step.id for step in zone.steps if agency in step.agencies]
    people = Person.objects.filter(zone=zone.name, agency=agency, is_active=True)
    told = [
        {
            **{name: getattr(row.typed, name) for name in FIELDS},
            "wrong": {name: tell(refusal, language) for name, refusal in row.wrong.items()},
        }
        for row in rows
    ]
    blank: list[dict[str, Any]] = [{"wrong": {}} for _row in range(max(2, LEAST_ROWS - len(told)))]
    return {
        "zone": zone.name,
        "agency": agency,
        "agency_name": zone.name_of(agency, language),
        "rows": [*told, *blank],
        "steps": [(step, name_step(zone, step, agency, language)) for step in steps],
        "people": list(people.order_by("full_name").values_list("username", "full_name")),
        "me": name_of(request),
        "most": paper.MOST_SHEETS,
    }


@require_POST
@needs("confirm")
def print_pack(request: Request, zone_name: str) -> HttpResponseBase:
    """Give numbers to blank sheets, and show them with the worklist, ready to print."""
    zone = request.here.get_zone(zone_name)
    agency, language = _desk_of(request, zone), language_of(request)
    asked = request.POST.get("count", "")
    count = int(asked) if asked.isdecimal() and len(asked) < 4 else 2
    by, at = name_of(request), request.here.now(zone.name)
    sheets = paper.print_sheets(zone, agency, count, by=by, at=at)
    rows = list_awaiting(hall_of(zone).look(), agency)[:MOST_PRINTED]
    plates = _reveal(request, zone, agency, rows)
    page = {
        "zone": zone.name,
        "zone_name": zone.name_of(zone.name.removesuffix("-demo"), language),
        "agency_name": zone.name_of(agency, language),
        "printed": f"{local_time(zone, micros(at)):%H:%M %d/%m/%Y}",
        "by": by,
        "rows": [
            {
                "subject": row.seen.subject,
                "plate": plates.get(row.seen.vehicle or "", ""),
                "goods": zone.name_of(row.seen.goods, language) if row.seen.goods else "",
                "bound": name_shortly(zone, row.seen.gate_place, language),
                "step": name_step(zone, row.due[0].step, agency, language) if row.due else "",
            }
            for row in rows
        ],
        "sheets": [one.number for one in sheets],
        "lines": range(1, paper.ROWS + 1),
    }
    mark = _("demo") if zone.is_demo else ""
    answer = render(request, "shifts/pack.html", {"page": page, "mark": mark})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _reveal(request: Request, zone: Zone, agency: str, rows: list[Row]) -> dict[str, str]:
    if not sees(request.user, "plate", agencies=[agency], zone=zone.name):
        return {}
    return reveal_plates(
        zone.name,
        [row.seen.vehicle for row in rows if row.seen.vehicle],
        by=name_of(request),
        at=request.here.now(zone.name),
        wall=request.here.wall_now(),
        agency=agency,
    )

"""The worklist of an agency: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuakhau.journal import personal
from cuakhau.operations.desk import acts, told
from cuakhau.operations.desk.doors import agency_of, may, name_of, needs, require
from cuakhau.operations.desk.find import find_visits, plain
from cuakhau.operations.desk.reasons import is_reason
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.desk.worklist import Asked, Row, list_awaiting, turn_to
from cuakhau.operations.desk.worklist_page import build_worklist_page, list_filters
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

WHY_PLATES = "worklist of {agency}"


@require_safe
@needs("confirm")
def show_my_desk(request: Request, zone_name: str) -> HttpResponseBase:
    """Lead an officer to the desk of the own agency, or let others choose one."""
    zone = request.here.get_zone(zone_name)
    agency = agency_of(request)
    if agency in zone.agency_by_id:
        return redirect("desk:worklist", zone_name, agency)
    language = language_of(request)
    waiting = hall_of(zone).look()
    desks = [
        {
            "id": one.id,
            "name": zone.name_of(one.id, language),
            "count": len(list_awaiting(waiting, one.id)),
        }
        for one in zone.agencies
        if any(one.id in step.agencies for step in zone.steps)
    ]
    return render(request, "desk/desks.html", {"page": {"zone": zone.name, "desks": desks}})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("confirm")
def show_worklist(request: Request, zone_name: str, agency: str) -> HttpResponseBase:
    """Show who awaits an agency; take the acts of its officers."""
    zone = request.here.get_zone(zone_name)
    if agency not in zone.agency_by_id:
        raise Http404(agency)
    require(request.user, "confirm", agency=agency)
    if request.method == "POST":
        return _take(request, zone, agency)
    return _show(request, zone, agency, notices=[])


@require_POST
@needs("void_own")
def take_back(request: Request, zone_name: str, agency: str) -> HttpResponseBase:
    """Void what this officer has just written, within two minutes."""
    zone = request.here.get_zone(zone_name)
    notice = told.undo(request, zone, agency)
    back = request.POST.get("back", "")
    if back == "visit":
        return redirect("desk:visit", zone_name, notice["subject"])
    return _show(request, zone, agency, notices=[notice], fresh=[notice["subject"]])


def _show(
    request: Request,
    zone: Zone,
    agency: str,
    *,
    notices: list[dict[str, Any]],
    fresh: list[str] | None = None,
    ends: str | None = None,
) -> HttpResponse:
    at = request.here.now(zone.name)
    now_us = int(at.timestamp() * 1_000_000)
    asked = _read_asked(request, ends)
    rows = list_awaiting(hall_of(zone).look(fresh or ()), agency)
    found = find_visits(zone.name, asked.ends, rows) if asked.ends else frozenset()
    worklist = turn_to(zone, rows, asked, found)
    language = language_of(request)
    page = build_worklist_page(zone, agency, worklist, now_us=now_us, language=language)
    if may(request.user, "see_person_data", agency=agency):
        vehicles = [row["vehicle"] for row in page["rows"] if row["vehicle"]]
        why = WHY_PLATES.format(agency=agency)
        plates = personal.reveal_many(zone.name, vehicles, by=name_of(request), at=at, why=why)
        for row in page["rows"]:
            row["plate"] = plates.get(row["vehicle"], "")
    context = {
        "page": {**page, "filters": list_filters(zone, agency, rows, language)},
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "may_many": may(request.user, "act_on_many", agency=agency),
        "mark": _("demo") if zone.is_demo else "",
        "finds": reverse("desk:find", args=[zone.name]),
    }
    is_part = request.headers.get("HX-Request") == "true"
    answer = render(request, f"desk/worklist{'_part' if is_part else ''}.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _read_asked(request: Request, ends: str | None) -> Asked:
    said = request.GET
    number = said.get("page", "")
    return Asked(
        gate=said.get("gate", ""),
        goods=said.get("goods", ""),
        direction=said.get("direction", ""),
        step=said.get("step", ""),
        held=said.get("held", ""),
        ends=plain(said.get("q", "") if ends is None else ends),
        number=int(number) if number.isdecimal() and len(number) < 6 else 1,
    )


def _take(request: Request, zone: Zone, agency: str) -> HttpResponseBase:
    """Read the button that was pressed: `scan`, `many`, or `verb:visit:step`."""
    pressed = request.POST.get("act", "scan")
    if pressed == "scan":
        return _take_scan(request, zone, agency)
    verb, _colon, rest = pressed.partition(":")
    subject, _colon, step = rest.partition(":")
    if verb == "many":
        verb = request.POST.get("verb", "")
        chosen = request.POST.getlist("visit")[:500]
    else:
        chosen = [subject]
    problem = _find_problem(request, verb, chosen, agency)
    if problem:
        return _show(request, zone, agency, notices=[{"kind": "ask", "text": problem}])
    wanted = _build_acts(request, zone, agency, verb, chosen, step)
    notices = told.act(request, zone, wanted)
    return _show(request, zone, agency, notices=notices, fresh=chosen)


def _take_scan(request: Request, zone: Zone, agency: str) -> HttpResponseBase:
    """Confirm the only vehicle that the scanned text fits, if it awaits one step; else show."""
    ends = plain(request.POST.get("scan", ""))
    rows = list_awaiting(hall_of(zone).look(), agency)
    found = find_visits(zone.name, ends, rows) if ends else frozenset()
    fits = [row for row in rows if row.seen.subject in found]
    if len(fits) == 1 and len(fits[0].due) == 1 and not fits[0].seen.held_by:
        subject = fits[0].seen.subject
        wanted = _build_acts(request, zone, agency, "confirm", [subject], fits[0].due[0].step)
        notices = told.act(request, zone, wanted)
        return _show(request, zone, agency, notices=notices, fresh=[subject], ends="")
    notices = []
    if ends and not fits:
        text = _("No vehicle that waits here ends in {ends}.").format(ends=ends)
        notices = [{"kind": "ask", "text": text}]
    return _show(request, zone, agency, notices=notices, ends=ends)


def _find_problem(request: Request, verb: str, chosen: list[str], agency: str) -> str:
    if verb not in acts.KINDS:
        return _("Choose what to do.")
    if not chosen or not chosen[0]:
        return _("Tick the vehicles first.")
    if not may(request.user, acts.RIGHTS[verb], agency=agency):
        return _("You may not do this for this agency; ask its officers.")
    if len(chosen) > 1 and not may(request.user, "act_on_many", agency=agency):
        return _("You may act upon one vehicle at a time.")
    reason = request.POST.get(f"reason-{verb}", "")
    if verb in ("hold", "correct", "turn_back") and not is_reason(verb, reason):
        return _("Choose a reason; the driver will be told it.")
    return ""


def _build_acts(
    request: Request, zone: Zone, agency: str, verb: Any, chosen: list[str], step: str
) -> list[acts.Act]:
    """Make an act for each vehicle; many are confirmed at the first step that each awaits."""
    reason = request.POST.get(f"reason-{verb}") or None
    rows: dict[str, Row] = {}
    if verb == "confirm" and not step:
        rows = {r.seen.subject: r for r in list_awaiting(hall_of(zone).look(), agency)}
    built = []
    for subject in chosen:
        row = rows.get(subject)
        here = step or (row.due[0].step if row and row.due else request.POST.get("step", ""))
        built.append(
            acts.Act(
                verb=verb,
                subject=subject,
                agency=agency,
                step=here or None,
                reason=reason,
                note=request.POST.get("note", "")[:500] if reason else "",
            )
        )
    return built

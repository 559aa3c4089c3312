"""The pages of counts: translate, one call, translate back."""

import secrets
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.rights import may, needs, require
from cuakhau.journal import personal
from cuakhau.movement.times import local_day
from cuakhau.operations.actions import Signed
from cuakhau.operations.desk.doors import agency_of, name_of
from cuakhau.operations.people import plain
from cuakhau.operations.personal.shown import kinds_to_find
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling.views import show_plates
from cuakhau.operations.yards.counting import acts, closing
from cuakhau.operations.yards.counting.page import (
    Decided,
    Walk,
    build_count,
    build_missing,
    tell_rows,
)
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.plan.views import get_yard
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

WHY = "count of {yard}"
LONGEST_AGO_MS = 24 * 3_600_000
MOST_CLOSED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs("count_yard")
def show_count(request: Request, zone_name: str, yard_id: str) -> HttpResponseBase:
    """Show who should be in a yard, row by row; begin a new count."""
    zone = request.here.get_zone(zone_name)
    yard = get_yard(request, zone, yard_id)
    if request.method == "POST":
        acts.begin(zone, yard.id, _sign(request, zone, "begin"))
        return redirect("yards:count", zone.name, yard.id)
    now_us = micros(request.here.now(zone.name))
    dated = zone.at(local_day(zone, now_us))
    look, language = follow(zone).look(now_us), language_of(request)
    count = acts.find_count(zone.name, yard.id)
    page = build_count(dated, look, yard, count, _read_walk(request, zone), now_us=now_us)
    page["name"] = dated.name_of(yard.id, language)
    page["rows"] = tell_rows(dated, look, page, now_us=now_us, language=language)
    show_plates(request, zone, page["rows"], WHY.format(yard=yard.id))
    return _answer(request, zone, "yards/count.html", page)


def _read_walk(request: Request, zone: Zone) -> Walk:
    number, ends = request.GET.get("page", ""), plain(request.GET.get("q", ""))
    is_number = number.isdecimal() and len(number) < 5
    found = personal.find_ending(zone.name, kinds_to_find(request), ends) if ends else set()
    return Walk(int(number) if is_number else 1, ends, frozenset(found))


@require_POST
@needs("count_yard")
def take_mark(request: Request, zone_name: str, yard_id: str) -> HttpResponseBase:
    """Take one mark; a script is answered in JSON, a form is led back to its row."""
    zone = request.here.get_zone(zone_name)
    yard = get_yard(request, zone, yard_id)
    said, at = request.POST, request.here.now(zone.name)
    visit, word = said.get("visit", "").strip()[:40], said.get("word", "")
    mark = acts.Mark(
        yard=yard.id,
        visit=visit,
        word=word if word in acts.WORDS else "unknown",  # type: ignore[arg-type]
        seen_at=at - _read_ago(said.get("ago_ms", ""), request.here.pace(zone.name).speed),
        slot=said.get("slot", "")[:12],
        agency=agency_of(request),
    )
    by_script = request.headers.get("Accept") == "application/json"
    try:
        acts.mark(zone, mark, _sign(request, zone, f"{visit}.{word}"))
    except Refusal as refusal:
        told = tell(refusal, language_of(request))
        if by_script:
            return JsonResponse(told, status=422)
        raise
    if by_script:
        return JsonResponse({"visit": visit, "state": mark.word})
    return redirect("yards:count", zone.name, yard.id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_queues")
def show_missing(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the vehicles not found; take what two people decide of each."""
    zone = request.here.get_zone(zone_name)
    notices: list[dict[str, Any]] = []
    if request.method == "POST":
        require(request.user, "close_not_found", zone=zone.name)
        try:
            notices = [{"kind": "done", "text": _decide(request, zone)}]
        except Refusal as refusal:
            notices = [{"kind": "refused", **tell(refusal, language_of(request))}]
    now_us = micros(request.here.now(zone.name))
    dated = zone.at(local_day(zone, now_us))
    page = build_missing(
        dated,
        follow(zone).look(now_us),
        Decided(closing.list_asked(zone.name), closing.list_closed(zone.name, MOST_CLOSED)),
        now_us=now_us,
        by=name_of(request),
        language=language_of(request),
    )
    show_plates(request, zone, page["rows"], "vehicles not found")
    page["may_close"] = may(request.user, "close_not_found", zone=zone.name)
    return _answer(request, zone, "yards/missing.html", page, notices)


def _decide(request: Request, zone: Zone) -> str:
    """Read the button: `ask`, `close` or `keep` with a visit."""
    pressed, _colon, subject = request.POST.get("act", "").partition(":")
    signed = _sign(request, zone, f"{pressed}.{subject}")
    if pressed == "ask":
        closing.ask(zone, subject, request.POST.get(f"reason-{subject}", ""), signed)
        told = _("{visit}: a second person has to agree.")
    elif pressed == "close":
        closing.close(zone, subject, agency_of(request), signed)
        told = _("{visit} is closed as not found.")
    else:
        closing.keep(zone, subject, signed)
        told = _("{visit} is still looked for.")
    follow(zone).look(micros(signed.at), [subject])
    return told.format(visit=subject)


def _sign(request: Request, zone: Zone, mark: str) -> Signed:
    nonce = f"{request.POST.get('nonce', '')[:60]}.{mark}"
    return Signed(name_of(request), request.here.now(zone.name), nonce)


def _read_ago(typed: str, speed: float) -> timedelta:
    """Read how long ago a button was pressed; the clock of a demo runs faster than a phone's."""
    ago_ms = int(typed) if typed.isdecimal() and len(typed) < 12 else 0
    return timedelta(milliseconds=min(ago_ms, LONGEST_AGO_MS) * speed)


def _answer(
    request: Request,
    zone: Zone,
    template: str,
    page: dict[str, Any],
    notices: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    context = {
        "page": {**page, "zone": zone.name},
        "notices": notices or [],
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, template, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer

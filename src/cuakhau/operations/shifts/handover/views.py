"""Handover sheets: translate, one call, translate back."""

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.operations.desk.doors import name_of
from cuakhau.operations.personal.shown import Word, show
from cuakhau.operations.shifts import doors, words
from cuakhau.operations.shifts.book import acts as book
from cuakhau.operations.shifts.handover import acts
from cuakhau.operations.shifts.handover.gather import Asked, gather
from cuakhau.operations.shifts.handover.page import (
    Telling,
    build_handover,
    build_sections,
    list_vehicles,
)
from cuakhau.operations.shifts.models import Handover
from cuakhau.operations.shifts.posts.acts import find_open
from cuakhau.operations.shifts.roster.acts import find_duty
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

PAGE = 30
USUAL = timedelta(hours=12)  # of a shift that nobody wrote down
ACTS = {"sign": acts.sign_leaving, "take": acts.sign_taking, "withdraw": acts.withdraw}


@require_safe
@needs("hand_over")
def show_handovers(request: Request, zone_name: str) -> HttpResponseBase:
    """List the sheets of one's agency, those that wait for a signature first."""
    zone = request.here.get_zone(zone_name)
    agency = doors.choose_agency(request, zone, "hand_over")
    asked = request.GET.get("page", "")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 5 else 1
    rows = Handover.objects.filter(zone=zone.name, agency=agency).order_by("-at", "-id")
    found = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    told = _telling(request, zone, agency, [])
    built = [build_handover(told, row) for row in found[:PAGE]]
    page = {
        "agency": agency,
        "agency_name": told.name(agency),
        "open": [row for row in built if row["is_open"]],
        "over": [row for row in built if not row["is_open"]],
        "mine": acts.find_open(zone.name, name_of(request)),
        "number": number,
        "older": number + 1 if len(found) > PAGE else 0,
        "newer": number - 1,
    }
    return doors.answer(request, zone, "handovers", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("hand_over")
def write_handover(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what is open now; write the sheet of it."""
    zone = request.here.get_zone(zone_name)
    agency = doors.own_agency(request, zone, "hand_over")
    content, refusal = _gather(request, zone, agency), None
    if request.method == "POST":
        since, note = _since(request, zone), request.POST.get("note", "")
        try:
            sheet = acts.Sheet(since, content, note)
            row = acts.write(zone, sheet, doors.sign(request, zone, agency, "handover"))
        except Refusal as refused:
            refusal = tell(refused, language_of(request))
        else:
            return redirect("shifts:handover", zone.name, row.pk)
    told = _telling(request, zone, agency, content)
    page = {
        "agency_name": told.name(agency),
        "sections": build_sections(told, content),
        "typed": request.POST.get("note", ""),
        "longest": words.LONGEST,
        "refusal": refusal,
    }
    return doors.answer(request, zone, "handover_new", page, status=422 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("hand_over")
def show_handover(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show a sheet, ready to print; sign it, take it over or withdraw it."""
    zone = request.here.get_zone(zone_name)
    row = Handover.objects.filter(zone=zone.name, pk=key).first()
    if row is None:
        raise Http404(str(key))
    require(request.user, "hand_over", agency=row.agency, zone=zone.name)
    refusal = None
    if request.method == "POST":
        verb = request.POST.get("act", "")
        if verb not in ACTS:
            raise Http404(verb)
        try:
            ACTS[verb](zone, key, doors.sign(request, zone, row.agency, f"{verb}.{key}"))
        except Refusal as refused:
            refusal = tell(refused, language_of(request))
        else:
            return redirect("shifts:handover", zone.name, key)
    return _show(request, zone, row, refusal)


def _show(
    request: Request, zone: Zone, row: Handover, refusal: dict[str, str] | None
) -> HttpResponse:
    why = f"handover {row.pk}"
    told = _telling(request, zone, row.agency, row.content, why)
    corrections = book.list_about(zone.name, row.agency, f"handover:{row.pk}")
    refs = [row.note, *(one.words for one in corrections)]
    texts = words.read(request, zone, refs, agency=row.agency, why=why)
    me = name_of(request)
    page = {
        **build_handover(told, row),
        "sections": build_sections(told, row.content),
        "note": texts.get(row.note, ""),
        "corrections": [
            {
                "number": one.number,
                "time": told.time(micros(one.at)),
                "by": told.person(one.by),
                "text": texts.get(one.words, ""),
            }
            for one in corrections
        ],
        "is_writer": row.by == me,
        "may_sign": row.is_open and row.by == me and row.left_at is None,
        "may_withdraw": row.is_open and row.by == me,
        "may_take": row.is_open and row.by != me and row.left_at is not None,
        "me": told.person(me),
        "in_booth": bool(request.session.get("booth")),
        "on_post": find_open(zone.name, me) is not None,
        "refusal": refusal,
    }
    return doors.answer(request, zone, "handover", page, status=422 if refusal else 200)


def _gather(request: Request, zone: Zone, agency: str) -> list[dict[str, Any]]:
    at = request.here.now(zone.name)
    has_tills = may(request.user, "take_payment", agency=agency, zone=zone.name)
    return gather(zone, Asked(agency, at, has_tills))


def _since(request: Request, zone: Zone) -> datetime:
    """Tell since when the shift of who hands over has lasted."""
    me, now = name_of(request), request.here.now(zone.name)
    post = find_open(zone.name, me)
    if post is not None:
        return post.taken_at
    duty = find_duty(zone.name, me, now, timedelta(0))
    return duty.since if duty is not None else now - USUAL


def _telling(
    request: Request, zone: Zone, agency: str, content: list[dict[str, Any]], why: str = "handover"
) -> Telling:
    asked = [Word(ref, "plate", agencies=frozenset({agency})) for ref in list_vehicles(content)]
    plates = {ref: one.text for ref, one in show(request, zone, asked, why=why).items()}
    reader = doors.reader_of(request, zone)
    return Telling(reader, agency, doors.name_people(zone.name, agency), plates)

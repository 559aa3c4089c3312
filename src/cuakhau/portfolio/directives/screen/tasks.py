"""The page of a task with its timeline, and the form that gives a directive."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.accounts.units import units_of
from cuakhau.portfolio.directives.acting import giving, turning
from cuakhau.portfolio.directives.models import (
    ACCEPTED,
    DUE_SET,
    ESCALATED,
    NOTE,
    REMINDED,
    REPORTED,
    SENT_BACK,
    Act,
    Meeting,
    Task,
)
from cuakhau.portfolio.directives.models import File as KeptFile
from cuakhau.portfolio.directives.reminding import name_level
from cuakhau.portfolio.directives.screen.shown import (
    Teller,
    agency_of,
    area_choices,
    show,
    sign,
    state_word,
    today_of,
    unit_choices,
)
from cuakhau.portfolio.directives.standing import find_overlaps, list_tasks, state_of
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.uploads import PICTURES, read_upload, serve_kept
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TASK_ROWS = 4
NEEDS = {REPORTED: "report_task", NOTE: "report_task"}  # the rest is the giver's


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_directives")
def show_task(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show a task: its directive, who answers for it, and each act upon it; take an act."""
    zone = request.here.get_zone(zone_name)
    task = list_tasks(zone.name).filter(pk=key).first()
    if task is None:
        raise Http404(str(key))
    if request.method != "POST":
        return _show(request, zone, task)
    units = units_of(zone, request.user)
    kind = request.POST.get("act", "")
    kind = kind if kind in (NOTE, REPORTED, ACCEPTED, SENT_BACK, DUE_SET) else NOTE
    agency = _agency_of(request, task, units)
    require(request.user, NEEDS.get(kind, "accept_task"), agency=agency, zone=zone.name)
    try:
        turning.turn(zone, task.pk, _read(request, kind), units, sign(request, zone))
    except Refusal as refused:
        return _show(request, zone, task, refused)
    return redirect("portfolio:task", zone.name, task.pk)


@require_safe
@needs("see_directives")
def give_file(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Give a file that an act brought as evidence."""
    zone = request.here.get_zone(zone_name)
    row = KeptFile.objects.filter(act__task__zone=zone.name, pk=key).first()
    if row is None:
        raise Http404(str(key))
    return serve_kept(row, name=row.name)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("give_directives")
def show_giving(request: Request, zone_name: str) -> HttpResponseBase:
    """Take a directive with its tasks, of a meeting or by itself."""
    zone = request.here.get_zone(zone_name)
    language = language_of(request)
    asked = request.POST.get("meeting") or request.GET.get("meeting", "")
    meeting = None
    if asked.isdecimal():
        meeting = Meeting.objects.filter(zone=zone.name, pk=int(asked[:18])).first()
    refusal = None
    if request.method == "POST":
        try:
            row = giving.give(zone, _read_directive(request), sign(request, zone), meeting)
        except Refusal as refused:
            refusal = refused
        else:
            first = row.tasks.order_by("row").first()
            return redirect("portfolio:task", zone.name, first.pk if first else 0)
    page: dict[str, Any] = {
        "tab": "give",
        "areas": area_choices(language),
        "units": unit_choices(zone, language),
        "mine": units_of(zone, request.user),
        "today": today_of(request, zone),
        "rows": [_row_said(request, number) for number in range(TASK_ROWS)],
        "meeting": meeting,
        "meeting_title": (meeting.title.get(language) or next(iter(meeting.title.values())))
        if meeting
        else "",
    }
    return show(request, zone, "give", page, refusal)


def _row_said(request: Request, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "text": request.POST.get(f"text-{number}", ""),
        "responsible": request.POST.getlist(f"responsible-{number}"),
        "cooperating": request.POST.getlist(f"cooperating-{number}"),
        "due": request.POST.get(f"due-{number}", ""),
    }


def _read_directive(request: Request) -> giving.Said:
    rows = [_row_said(request, number) for number in range(TASK_ROWS)]
    filled = [one for one in rows if one["text"].strip() or any(one["responsible"])]
    text = request.POST.get("text", "")
    tasks = tuple(
        giving.TaskSaid(
            text=one["text"].strip() or text,
            responsible=tuple(unit for unit in one["responsible"] if unit),
            cooperating=tuple(unit for unit in one["cooperating"] if unit),
            due=one["due"],
        )
        for one in filled
    )
    return giving.Said(
        document=request.POST.get("document", ""),
        day=request.POST.get("day", ""),
        giver=request.POST.get("giver", ""),
        text=text,
        area=request.POST.get("area", ""),
        tasks=tasks or (giving.TaskSaid(text=text),),
        language=language_of(request),
    )


def _read(request: Request, kind: str) -> turning.Said:
    file = request.FILES.get("file")
    upload = read_upload(file, kinds=[*PICTURES, "pdf", "xlsx"]) if file else None
    said = request.POST
    return turning.Said(
        kind=kind,
        words=said.get("words", ""),
        figure=said.get("figure", ""),
        link=said.get("link", ""),
        due=said.get("due", ""),
        upload=upload,
    )


def _show(
    request: Request, zone: Zone, task: Task, refused: Refusal | None = None
) -> HttpResponseBase:
    language, today = language_of(request), today_of(request, zone)
    teller = Teller(zone, language, today)
    units = units_of(zone, request.user)
    state = state_of(task)
    is_giver = task.directive.giver in units and may(request.user, "accept_task", zone=zone.name)
    agency = _agency_of(request, task, units)
    reports = may(request.user, "report_task", agency=agency, zone=zone.name)
    alike = find_overlaps(list(list_tasks(zone.name))).get(task.pk)
    page = {
        "tab": "",
        "row": teller.task(task, alike),
        "acts": [
            _tell(one, teller, language)
            for one in task.acts.select_related("file").defer("file__content").order_by("pk")
        ],
        "at": task.directive.at,
        "by": task.directive.by,
        "may_report": reports and state == "open" and bool(set(units) & set(task.responsible)),
        "may_note": reports and bool(units),
        "may_accept": is_giver and state == REPORTED,
        "may_move": is_giver and state == "open",
    }
    return show(request, zone, "task", page, refused)


def _agency_of(request: Request, task: Task, units: tuple[str, ...]) -> str | None:
    """Give the reader's agency where the task is told to one of the reader's units."""
    involved = {*task.responsible, *task.cooperating, task.directive.giver}
    return agency_of(request) if involved & set(units) else None


def _tell(act: Act, teller: Teller, language: Language) -> dict[str, Any]:
    return {
        "kind": act.kind,
        "word": act_word(act.kind),
        "tone": {REPORTED: "info", ACCEPTED: "good", SENT_BACK: "warn", ESCALATED: "bad"}.get(
            act.kind, ""
        ),
        "unit": teller.name(act.unit) if act.unit else "",
        "words": act.words,
        "figure": act.figure,
        "link": act.link,
        "due": act.due,
        "level": name_level(act.level, language) if act.level else "",
        "file": getattr(act, "file", None),
        "by": "" if act.level else act.by,
        "at": act.at,
    }


def act_word(kind: str) -> str:
    """Name an act for people."""
    words = {
        NOTE: _("progress"),
        SENT_BACK: _("sent back"),
        DUE_SET: _("new due day"),
        REMINDED: _("reminder"),
        ESCALATED: _("overdue"),
    }
    return words.get(kind) or state_word(kind)

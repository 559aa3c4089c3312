"""What was taken in, and the rows that wait for a person: translate, one call, translate back."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import name_of, needs, require
from cuakhau.operations.personal.shown import NOTHING, Word, show
from cuakhau.operations.sources import register, settle
from cuakhau.operations.sources.models import Intake, IntakeRow
from cuakhau.operations.sources.pages.views import scope_of
from cuakhau.operations.sources.pages.words import say_state, tell_intake
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_ROWS = 500


@require_safe
@needs("take_in")
def show_intake(request: Request, zone_name: str, intake: int) -> HttpResponseBase:
    """Show what came of a file: how many rows, and each that was not simply good."""
    zone = request.here.get_zone(zone_name)
    found = Intake.objects.filter(zone=zone.name, pk=intake).first()
    if found is None:
        raise Http404(str(intake))
    source = register.get_source(zone.name, found.source)
    require(request.user, "take_in", agency=source.agency or None)
    rows = list(found.rows.select_related("intake").order_by("row")[:MOST_ROWS])
    page = {
        **tell_intake(zone, found),
        "zone": zone.name,
        "source": {"id": source.id, "name": source.name},
        "told": _tell_rows(request, zone, rows, source.agency),
    }
    return _render(request, zone, "intake", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in")
def show_unsettled(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the rows that fit no vehicle; give one to a visit, or set it aside."""
    zone = request.here.get_zone(zone_name)
    agency = scope_of(request)
    sources = register.list_sources(zone.name, agency)
    notice: dict[str, Any] = {}
    if request.method == "POST":
        notice = _settle(request, zone, [one.id for one in sources])
    rows = settle.list_unsettled(zone.name, sources)
    names = {one.id: one.name for one in sources}
    told = _tell_rows(request, zone, rows, agency or "")
    page = {
        "zone": zone.name,
        "rows": [
            {**one, "source": names[row.intake.source], "pk": row.pk, "intake": row.intake_id}
            for one, row in zip(told, rows, strict=True)
        ],
        "notice": notice,
    }
    return _render(request, zone, "unsettled", page)


def _settle(request: Request, zone: Zone, sources: list[str]) -> dict[str, Any]:
    asked, act = request.POST.get("row", ""), request.POST.get("act", "")
    rows = IntakeRow.objects.filter(intake__zone=zone.name, intake__source__in=sources)
    row = rows.filter(pk=asked, state="unmatched").first() if asked.isdecimal() else None
    if row is None:
        return {"kind": "undone", "text": _("Somebody has settled this row already.")}
    by, at = name_of(request), request.here.now(zone.name)
    if act == "aside":
        settle.set_aside(row, by=by, at=at)
        return {"kind": "undone", "text": _("Set aside: row {row}.").format(row=row.row)}
    try:
        number = request.POST.get("number", "").strip()
        settle.give_to(zone, row, number, by=by, at=at)
    except Refusal as refusal:
        return {"kind": "refused", "row": row.row, **tell(refusal, language_of(request))}
    return {"kind": "done", "text": _("Given to the visit."), "subject": row.subject}


def _tell_rows(
    request: Request, zone: Zone, rows: list[IntakeRow], agency: str
) -> list[dict[str, Any]]:
    language = language_of(request)
    agencies = frozenset({agency} if agency else {one.id for one in zone.agencies})
    words = [Word(row.ref, row.ref_kind, agencies) for row in rows if row.ref]
    shown = show(request, zone, words, why="rows of a source")
    return [
        {
            "row": row.row,
            "state": row.state,
            "word": say_state(row.state),
            "vehicle": shown.get(row.ref or "", NOTHING),
            "number": row.said.get("number", ""),
            "subject": row.subject or "",
            "step": zone.name_of(row.step, language) if row.step else row.said.get("step", ""),
            "time": f"{local_time(zone, row.happened_us):%H:%M %d/%m/%Y}"
            if row.happened_us
            else row.said.get("time", ""),
            "told": [
                {
                    "column": one["column"],
                    "rule": one["rule"],
                    "reason": one["reason"].get(language, one["reason"]["en"]),
                    "cure": one["cure"].get(language, one["cure"]["en"]),
                }
                for one in row.told
            ],
        }
        for row in rows
    ]


def _render(request: Request, zone: Zone, template: str, page: dict[str, Any]) -> HttpResponseBase:
    context = {"page": page, "mark": _("demo") if zone.is_demo else ""}
    answer = render(request, f"sources/{template}.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer

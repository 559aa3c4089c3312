"""Meetings with their conclusions, and events with their preparations."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.accounts.units import units_of
from cuakhau.portfolio.directives.acting import meetings
from cuakhau.portfolio.directives.models import MADE_UP, MEETING, Meeting
from cuakhau.portfolio.directives.screen.shown import (
    Teller,
    say,
    show,
    sign,
    today_of,
    unit_choices,
)
from cuakhau.portfolio.directives.standing import Wanted, choose, list_tasks, state_of
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_directives")
def show_meetings(request: Request, zone_name: str) -> HttpResponseBase:
    """List meetings and events; write one down."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone)
    require(request.user, "give_directives", zone=zone.name)
    typed = request.POST
    said = meetings.Said(
        kind=typed.get("kind", ""),
        day=typed.get("day", ""),
        held_by=typed.get("held_by", ""),
        title=typed.get("title", ""),
        conclusion=typed.get("conclusion", ""),
        attended=tuple(typed.getlist("attended")),
        language=language_of(request),
    )
    try:
        row = meetings.hold(zone, said, sign(request, zone))
    except Refusal as refused:
        return _show(request, zone, refused)
    return redirect("portfolio:meeting", zone.name, row.pk)


@require_safe
@needs("see_directives")
def show_meeting(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show a meeting or event: its conclusion and the tasks that came of it."""
    zone = request.here.get_zone(zone_name)
    row = Meeting.objects.filter(zone=zone.name, pk=key).first()
    if row is None:
        raise Http404(str(key))
    language, today = language_of(request), today_of(request, zone)
    teller = Teller(zone, language, today)
    tasks = list(list_tasks(zone.name).filter(directive__meeting=row))
    page = {
        "tab": "meetings",
        "row": _tell(row, teller),
        "source": row.source,
        "may_minute": row.kind == MEETING and may(request.user, "see_reports", zone=zone.name),
        "is_over": row.day < today,
        "days": (row.day - today).days,
        "rows": [teller.task(one) for one in choose(tasks, Wanted(), today)],
        "accepted": sum(state_of(one) == "accepted" for one in tasks),
    }
    return show(request, zone, "meeting", page)


def _show(request: Request, zone: Zone, refused: Refusal | None = None) -> HttpResponseBase:
    language, today = language_of(request), today_of(request, zone)
    teller = Teller(zone, language, today)
    rows = list(meetings.list_meetings(zone)[:MOST])
    page = {
        "tab": "meetings",
        "coming": [_tell(one, teller) for one in reversed(rows) if one.day >= today],
        "past": [_tell(one, teller) for one in rows if one.day < today],
        "units": unit_choices(zone, language),
        "attended": request.POST.getlist("attended"),
        "mine": units_of(zone, request.user),
        "today": today,
        "may_write": may(request.user, "give_directives", zone=zone.name),
    }
    return show(request, zone, "meetings", page, refused)


def _tell(row: Meeting, teller: Teller) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "day": row.day,
        "held_by": teller.name(row.held_by),
        "attended": "; ".join(teller.name(one) for one in row.attended),
        "title": say(row.title, teller.language),
        "conclusion": say(row.conclusion, teller.language),
        "given": getattr(row, "given", 0),
        "is_made_up": row.origin == MADE_UP,
    }

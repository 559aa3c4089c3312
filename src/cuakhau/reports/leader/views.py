"""The leader's page: translate, one call, translate back."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import may, needs
from cuakhau.figures.format import format_day
from cuakhau.figures.whole import write_whole
from cuakhau.journal import versions
from cuakhau.movement.times import local_time
from cuakhau.operations.board.present import name_of
from cuakhau.operations.messages.outbox import tell
from cuakhau.operations.outbox.page import tell_tries
from cuakhau.reports.leader import morning
from cuakhau.reports.leader.asking.answering import answer
from cuakhau.reports.leader.gather import gather
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.pages.showing import show_page
from cuakhau.reports.paper.document import Said, Span
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_today")
def show_today(request: Request, zone_name: str) -> HttpResponseBase:
    """Show how today goes and what needs a decision."""
    zone = request.here.get_zone(zone_name)
    versions.ensure(zone)
    ground, by = build_ground(request, zone), request.user.get_username()  # type: ignore[attr-defined]
    if request.method == "POST":
        is_wanted = request.POST.get("wants") == "yes"
        nonce = request.POST.get("nonce", "")[:40]
        morning.wish(zone, wants=is_wanted, by=by, at=ground.at, nonce=nonce)
        return redirect("leader:today", zone.name)
    message = morning.find_message(zone, by, ground.at)
    today, local = gather(ground), local_time(zone, ground.at_us)
    page = {
        "zone": zone.name,
        "zone_name": name_of(zone, ground.language),
        "day": format_day(local.date(), ground.language),
        "time": f"{local:%H:%M}",
        "sections": [_tell(zone, one) for one in today.sections],
        "matters": [_tell(zone, one) for one in today.matters],
        "wants": morning.wants(zone.name, by),
        "message": tell(message, ground.language) if message else "",
        "tries": tell_tries(zone, message) if message else [],
    }
    return show_page(request, zone, "leader/today.html", page)


def answer_question(request: Request, zone: Zone, text: str) -> dict[str, Any]:
    """Answer what was typed into the find box: a sentence and its sources, or what can be asked."""
    if not may(request.user, "see_today", zone=zone.name):  # type: ignore[attr-defined]
        return {"said": [], "sources": [], "examples": []}
    told = answer(build_ground(request, zone), text)
    figures = {one.figure.code: one.figure for one in told.spans if isinstance(one, Said)}
    return {
        "said": [tell_span(span) for span in told.spans],
        "sources": [{"code": code, "whole": write_whole(one)} for code, one in figures.items()],
        "examples": told.examples,
    }


def build_ground(request: Request, zone: Zone) -> Ground:
    """Build what today is told of: now, in the reader's language, by the reader's rights."""
    person: Any = request.user  # type: ignore[attr-defined]
    agency = getattr(person, "agency", None)
    return Ground(
        zone=zone,
        at=request.here.now(zone.name),
        language=language_of(request),
        may=lambda act: may(person, act, zone=zone.name, agency=agency),
    )


def _tell(zone: Zone, section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "icon": section.icon,
        "lead": tell_span(section.lead) if section.lead else None,
        "spans": [tell_span(span) for span in section.spans],
        "address": reverse(section.address, args=[zone.name]),
    }


def tell_span(span: Span) -> dict[str, str]:
    """Give a span as a page shows it: its text, and the whole code of a figure."""
    return {"text": span.text, "code": write_whole(span.figure) if isinstance(span, Said) else ""}

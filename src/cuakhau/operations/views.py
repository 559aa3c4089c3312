"""Pages of the gates: translate, one call, translate back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.operations.board import present
from cuakhau.operations.board.following import follow
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone


@require_safe
def show_first_board(request: Request) -> HttpResponse:
    """Show the board of the first zone served here."""
    zone_name = next(iter(request.here.zones), None)
    if zone_name is None:
        raise Http404("/")
    return show_board(request, zone_name)


@require_safe
def show_board(request: Request, zone_name: str) -> HttpResponse:
    """Show the live board of a zone."""
    zone = request.here.get_zone(zone_name)
    page = {**_build_page(request, zone), "zones": _zones(request, zone)}
    page["demo_note"] = _demo_note(zone)
    mark = _("demo") if zone.is_demo else ""
    return render(request, "operations/board.html", {"page": page, "mark": mark})


@require_safe
def show_live_part(request: Request, zone_name: str) -> HttpResponse:
    """Show the part of the board that changes."""
    zone = request.here.get_zone(zone_name)
    answer = render(request, "operations/live.html", {"page": _build_page(request, zone)})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _build_page(request: Request, zone: Zone) -> dict[str, Any]:
    look = follow(zone).look(micros(request.here.now(zone.name)))
    language, pace = language_of(request), request.here.pace(zone.name)
    return present.present(zone, look, language=language, pace=pace)


def _zones(request: Request, current: Zone) -> list[dict[str, Any]]:
    language = language_of(request)
    zones = list(request.here.zones.values())
    names = {zone.name: present.name_of(zone, language) for zone in zones}
    if len(set(names.values())) == 1:  # one zone and its demo: the name says nothing new
        names = {zone.name: _("Demo day") if zone.is_demo else _("Today") for zone in zones}
    return [
        {"id": zone.name, "name": names[zone.name], "is_current": zone.name == current.name}
        for zone in zones
    ]


def _demo_note(zone: Zone) -> str:
    if not zone.is_demo:
        return ""
    return _("A published day, replayed with made-up vehicles. Nothing here is a real vehicle.")

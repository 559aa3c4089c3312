"""The map of the zone: translate, one call, translate back."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.operations.board.following import follow
from cuakhau.operations.board.present import present_clock, take_from
from cuakhau.operations.centre.gates.views import reader_of
from cuakhau.operations.centre.map.page import present_map
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_board")
def show_map(request: Request, zone_name: str) -> HttpResponseBase:
    """Show where gates, routes and yards lie, how they serve and what waits there."""
    return _show(request, request.here.get_zone(zone_name), "centre/map.html")


@require_safe
@needs("see_board")
def show_map_part(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the part of the map that changes."""
    return _show(request, request.here.get_zone(zone_name), "centre/map_part.html")


def _show(request: Request, zone: Zone, template: str) -> HttpResponse:
    look = follow(zone).look(micros(request.here.now(zone.name)))
    reader = reader_of(request, zone)
    page: dict[str, Any] = {
        **present_clock(zone, look, language=reader.language, pace=request.here.pace(zone.name)),
        **present_map(zone, reader, look, take_from(zone, look)),
    }
    context = {
        "page": page,
        "mark": _("demo") if zone.is_demo else "",
        "finds": reverse("desk:find", args=[zone.name]),
    }
    answer = render(request, template, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer

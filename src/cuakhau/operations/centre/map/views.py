"""The map of the zone: translate, one call, translate back."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may, needs
from cuakhau.operations.board.following import follow
from cuakhau.operations.board.present import present_clock, take_from
from cuakhau.operations.centre.gates.views import reader_of
from cuakhau.operations.centre.map.geojson import build_geojson
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
def give_places(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the places with coordinates as GeoJSON, for the map in the browser."""
    zone = request.here.get_zone(zone_name)
    look, reader = follow(zone).look(micros(request.here.now(zone.name))), reader_of(request, zone)
    listed = present_map(zone, reader, look, take_from(zone, look))["listed"]
    lists = may(request.user, "see_queues", zone=zone.name)
    told = build_geojson(reader, listed, lambda row: _address(zone, row, sees_lists=lists))
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = "application/geo+json"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _address(zone: Zone, row: dict[str, Any], *, sees_lists: bool) -> str:
    """Lead to the list of a place: who stands in a yard, who waits for a gate, else its state."""
    if not sees_lists:
        return f"#to-{row['id']}"
    if row["kind"] == "yard":
        return reverse("yards:plan", args=[zone.name, row["id"]])
    return reverse("yards:queue", args=[zone.name, row["id"], "export"])


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
        "sees_versions": may(request.user, "see_directives", zone=zone.name),
    }
    answer = render(request, template, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer

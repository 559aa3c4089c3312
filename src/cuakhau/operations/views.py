"""Pages of the gates: translate, one call, translate back."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may, may_somewhere, needs
from cuakhau.journal.read import START
from cuakhau.movement.times import local_day
from cuakhau.operations.board import present
from cuakhau.operations.board.drawn import Drawn, draw_once
from cuakhau.operations.board.following import Look, follow
from cuakhau.operations.board.readers import for_board_readers, reads_board
from cuakhau.operations.centre.gates.page import Reader
from cuakhau.operations.centre.incidents import page as incident_page
from cuakhau.operations.centre.live import alarms, ways
from cuakhau.operations.centre.live.alarms import Alarms
from cuakhau.operations.centre.notices import page as notice_page
from cuakhau.operations.times import micros
from cuakhau.web.here import Pace, Request
from cuakhau.web.language import language_of
from cuakhau.web.page import guide
from cuakhau.web.page.demo import find_demo_zone
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@require_safe
def show_home(request: Request) -> HttpResponseBase:
    """Show the board of one's zone; who may not see it is led to the page meant for them."""
    person: Any = request.user  # type: ignore[attr-defined]
    if person.is_authenticated:
        if not may_somewhere(person, "see_board"):
            return redirect("desk:own-visits", zone_name=person.zone)
        return show_board(request, zone_name=person.zone)
    zone = find_demo_zone(request) or next(iter(request.here.zones.values()), None)
    if zone is None:
        raise Http404("/")
    if not reads_board(request, zone):
        return redirect("driver:public", zone_name=zone.name)
    return show_board(request, zone_name=zone.name)


@require_safe
@for_board_readers
def show_board(request: Request, zone_name: str) -> HttpResponse:
    """Show the live board of a zone."""
    zone = request.here.get_zone(zone_name)
    page: dict[str, Any] = {
        "zone": zone.name,
        "zone_name": present.name_of(zone, language_of(request)),
        "zone_version": zone.version[:12],
        "zones": _zones(request, zone),
        "live": _draw_live(request, zone).text,
        "demo_note": _demo_note(zone),
    }
    page["has_start"] = zone.is_demo and find_demo_zone(request) is not None
    has_begun = guide.read_progress(request).step or guide.is_off(request)
    page["invites"] = page["has_start"] and not has_begun
    mark = _("demo") if zone.is_demo else ""
    return render(request, "operations/board.html", {"page": page, "mark": mark})


@require_safe
@needs("see_board")
def show_wall(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the board for the wall of the centre: large, dark, on one screen."""
    zone = request.here.get_zone(zone_name)
    page = {**_build_page(request, zone), "demo_note": _demo_note(zone)}
    mark = _("demo") if zone.is_demo else ""
    return render(request, "operations/wall.html", {"page": page, "mark": mark})


@require_safe
@needs("see_board")
def show_wall_part(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the part of the wall that changes."""
    zone = request.here.get_zone(zone_name)
    answer = render(request, "operations/wall_part.html", {"page": _build_page(request, zone)})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
@for_board_readers
def show_live_part(request: Request, zone_name: str) -> HttpResponse:
    """Show the part of the board that changes."""
    drawn = _draw_live(request, request.here.get_zone(zone_name))
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(drawn.packed, headers={"Content-Encoding": "gzip"})
    else:
        answer = HttpResponse(drawn.text)
    answer.headers["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _draw_live(request: Request, zone: Zone) -> Drawn:
    seen = _see(request, zone)
    about = (
        *(zone.name, zone.version, seen.look.cursor, seen.look.board.now_us),
        *(seen.language, seen.pace, seen.is_inside, seen.may_reroute),
        alarms.tell_apart(zone.name, seen.now),
    )

    def draw() -> str:
        page = _fill_page(zone, seen, alarms.list_alarms(zone, seen.now))
        return render_to_string("operations/live.html", {"page": page}, request)

    return draw_once((connection.settings_dict["NAME"], *about), draw)


class _Seen(NamedTuple):
    """What one reader may see of a board, as far as it was read."""

    now: datetime
    look: Look
    language: Language
    pace: Pace
    is_inside: bool
    may_reroute: bool


def _see(request: Request, zone: Zone) -> _Seen:
    now = request.here.now(zone.name)
    look = follow(zone).look(micros(now), after=present.read_cursor(request.GET.get("after", "")))
    language, pace = language_of(request), request.here.pace(zone.name)
    is_inside = may(request.user, "see_board", zone=zone.name)
    may_reroute = may(request.user, "reroute", zone=zone.name)
    return _Seen(now, look, language, pace, is_inside, may_reroute)


def _build_page(request: Request, zone: Zone) -> dict[str, Any]:
    seen = _see(request, zone)
    return _fill_page(zone, seen, alarms.list_alarms(zone, seen.now))


def _fill_page(zone: Zone, seen: _Seen, told: Alarms) -> dict[str, Any]:
    look, language, pace = seen.look, seen.language, seen.pace
    page = present.present(zone, look, language=language, pace=pace)
    reader = Reader(zone.at(local_day(zone, look.board.now_us)), look.board.now_us, language)
    rows = ways.present_ways(zone, reader, look, present.take_from(zone, look))
    addresses = {one.pk: reverse("centre:notice", args=[zone.name, one.pk]) for one in told.notices}
    page |= {
        "ways": rows,
        "stale": ways.list_stale(rows),
        "notices": notice_page.build_alarms(reader, told.notices, addresses),
    }
    # A replay that has not written its first row yet: noughts would say that nobody came.
    page["is_filling"] = zone.is_demo and pace.until_us is not None and look.cursor == START
    if seen.is_inside:
        page |= {
            "is_inside": True,
            "may_reroute": seen.may_reroute,
            "posts": ways.present_posts(reader, look),
            "incidents": incident_page.build_alarms(reader, told.incidents),
        }
    return page


def _zones(request: Request, current: Zone) -> list[dict[str, Any]]:
    language = language_of(request)
    zones = list(request.here.zones.values())
    names = {zone.name: present.name_of(zone, language) for zone in zones}
    if len(set(names.values())) == 1:  # one zone and its demo: the name says nothing new
        names = {zone.name: _("Demo day") if zone.is_demo else _("Today") for zone in zones}
    return [
        {
            "address": reverse(_page_of(request, zone), args=[zone.name]),
            "name": names[zone.name],
            "is_current": zone.name == current.name,
        }
        for zone in zones
    ]


def _page_of(request: Request, zone: Zone) -> str:
    return "operations:board" if reads_board(request, zone) else "driver:public"


def _demo_note(zone: Zone) -> str:
    if not zone.is_demo:
        return ""
    return _("A published day, replayed with made-up vehicles. Nothing here is a real vehicle.")

"""The screen of a yard: no sign-in, nothing personal beyond a masked plate."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.movement.times import local_day
from cuakhau.operations.driver.tv.page import build_page
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import follow
from cuakhau.web.here import Request


@require_safe
def show_tv(request: Request, zone_name: str, yard_id: str) -> HttpResponseBase:
    """Show the screen of a yard; its part is fetched anew as long as it is left open."""
    return _show(request, zone_name, yard_id, "driver/tv.html")


@require_safe
def show_tv_part(request: Request, zone_name: str, yard_id: str) -> HttpResponseBase:
    """Show the part of the screen that changes."""
    return _show(request, zone_name, yard_id, "driver/tv_part.html")


def _show(request: Request, zone_name: str, yard_id: str, template: str) -> HttpResponseBase:
    zone = request.here.get_zone(zone_name)
    now_us, pace = micros(request.here.now(zone.name)), request.here.pace(zone.name)
    dated = zone.at(local_day(zone, now_us))
    yard = next((one for one in dated.yards if one.id == yard_id), None)
    if yard is None:
        raise Http404(yard_id)
    look = follow(zone).look(now_us)
    page = build_page(zone, yard, look, now_us=now_us)
    page["speed"] = pace.speed
    page["until_ms"] = "" if pace.until_us is None else pace.until_us // 1000
    page["cursor"] = look.version.log
    context = {"page": page, "mark": _("demo") if zone.is_demo else ""}
    answer = render(request, template, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""The pages of yards: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.movement.times import local_day
from cuakhau.operations.actions import Signed
from cuakhau.operations.desk.doors import agency_of, name_of
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling.views import show_plates
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.plan.acts import NEXT, Placing, place
from cuakhau.operations.yards.plan.page import build_plan, build_yards
from cuakhau.operations.yards.plan.places import plan_yard
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Yard
from cuakhau.zone.zone import Zone

WHY = "plan of {yard}"


@require_safe
@needs("see_queues")
def show_yards(request: Request, zone_name: str) -> HttpResponseBase:
    """Show all yards of the zone."""
    zone = request.here.get_zone(zone_name)
    now_us = micros(request.here.now(zone.name))
    dated = zone.at(local_day(zone, now_us))
    look = follow(zone).look(now_us)
    yards = build_yards(dated, look, now_us=now_us, language=language_of(request))
    context = {
        "page": {"zone": zone.name, "yards": yards},
        "may_count": may(request.user, "count_yard", zone=zone.name),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "yards/yards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_queues")
def show_plan(request: Request, zone_name: str, yard_id: str) -> HttpResponseBase:
    """Show the plan of a yard; take who is put where."""
    zone = request.here.get_zone(zone_name)
    yard = get_yard(request, zone, yard_id)
    notices: list[dict[str, Any]] = []
    if request.method == "POST":
        require(request.user, "move_in_yard", zone=zone.name)
        try:
            notices = [{"kind": "done", "text": _take(request, zone, yard)}]
        except Refusal as refusal:
            notices = [{"kind": "refused", **tell(refusal, language_of(request))}]
    return _show(request, zone, yard, notices)


def get_yard(request: Request, zone: Zone, yard_id: str) -> Yard:
    """Give a yard as it is today, or answer 404."""
    dated = zone.at(local_day(zone, micros(request.here.now(zone.name))))
    for yard in dated.yards:
        if yard.id == yard_id:
            return yard
    raise Http404(yard_id)


def _take(request: Request, zone: Zone, yard: Yard) -> str:
    """Read the form: the vehicles ticked or chosen, a place, `next`, or another yard."""
    said = request.POST
    pressed, _colon, button_slot = said.get("act", "").partition(":")
    visits = tuple(said.getlist("visit")) or ((said["chosen"],) if said.get("chosen") else ())
    to = said.get("yard", "") if pressed == "yard" else yard.id
    slots = {"next": NEXT, "yard": "", "slot": button_slot or said.get("slot", "").strip()}
    placing = Placing(
        yard=to, visits=visits, slot=slots.get(pressed, ""), agency=agency_of(request)
    )
    nonce = f"{said.get('nonce', '')[:40]}.{pressed}.{button_slot}"
    signed = Signed(name_of(request), request.here.now(zone.name), nonce)
    if not visits:
        return _("Choose a vehicle first.")
    given = place(zone, placing, signed)
    follow(zone).look(micros(signed.at), given)
    return ", ".join(f"{visit} → {slot}" if slot else visit for visit, slot in given.items())


def _show(request: Request, zone: Zone, yard: Yard, notices: list[dict[str, Any]]) -> HttpResponse:
    now_us = micros(request.here.now(zone.name))
    dated = zone.at(local_day(zone, now_us))
    look = follow(zone).look(now_us)
    plan = plan_yard(dated, yard, look.line.standing_in(yard.id))
    asked = request.GET.get("visit", "")[:40]
    chosen = asked if asked in look.line.turns else ""
    page = build_plan(
        dated, look, plan, now_us=now_us, chosen=chosen, language=language_of(request)
    )
    rows = [*page["unplaced"], *page["oldest"], *([page["chosen"]] if page["chosen"] else [])]
    show_plates(request, zone, rows, WHY.format(yard=yard.id))
    context = {
        "page": {**page, "zone": zone.name, "asked": asked},
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "may_move": may(request.user, "move_in_yard", zone=zone.name),
        "may_count": may(request.user, "count_yard", zone=zone.name),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, "yards/plan.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""One's own shift at the top of a worklist. Read here, so that desks need not know of shifts."""

import secrets
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from cuakhau.accounts.rights import may
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.desk.doors import agency_of, name_of
from cuakhau.operations.shifts import doors
from cuakhau.operations.shifts.handover.acts import find_awaiting
from cuakhau.operations.shifts.posts.acts import find_open
from cuakhau.operations.shifts.roster.acts import find_duty
from cuakhau.operations.shifts.roster.page import EARLY, tell_span
from cuakhau.operations.times import micros

register = template.Library()


@register.inclusion_tag("shifts/my_shift.html", takes_context=True)
def my_shift(context: Context, zone_name: str) -> dict[str, Any]:
    """Show the own shift and post, with the one click that takes or leaves it."""
    request: Any = context.request  # type: ignore[attr-defined]
    agency = agency_of(request)
    if agency is None or not may(request.user, "take_post", agency=agency, zone=zone_name):
        return {"shows": False}
    zone, me = request.here.get_zone(zone_name), name_of(request)
    reader, now = doors.reader_of(request, zone), request.here.now(zone_name)
    post, duty = find_open(zone_name, me), find_duty(zone_name, me, now, EARLY)
    awaits = find_awaiting(zone_name, agency, me)
    told: dict[str, Any] = {
        "shows": True,
        "zone": zone_name,
        "back": request.get_full_path(),
        "nonce": secrets.token_urlsafe(12),
        "csrf_token": context.get("csrf_token"),
        "time": tell_span(reader, duty.since, duty.until) if duty else "",
        "awaits": reverse("shifts:handover", args=[zone_name, awaits.pk]) if awaits else "",
        "is_on_post": post is not None,
    }
    stands = post or duty
    if stands is not None:
        spot = (stands.place, stands.step)
        told["place"], told["step"] = spot[0] or "", spot[1] or ""
        told["spot"] = doors.tell_spot(reader.zone, agency, spot, reader.language)
    if post is not None:
        told["since"] = tell_time(zone, micros(post.taken_at), reader.now_us)
    return told

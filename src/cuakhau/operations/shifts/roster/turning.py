"""Take a post and leave it by one click: translate, one call, translate back."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cuakhau.accounts.rights import needs
from cuakhau.operations.desk.doors import name_of
from cuakhau.operations.shifts import doors
from cuakhau.operations.shifts.posts import acts
from cuakhau.operations.shifts.roster.views import show
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@require_POST
@needs("take_post")
def turn_post(request: Request, zone_name: str) -> HttpResponseBase:
    """Take a post, leave it, or end that of a colleague who forgot to."""
    zone = request.here.get_zone(zone_name)
    agency = doors.own_agency(request, zone, "take_post")
    try:
        _act(request, zone, agency)
    except Refusal as refusal:
        return show(request, zone, agency, refusal=tell(refusal, language_of(request)))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("shifts:roster", zone.name)


def _act(request: Request, zone: Zone, agency: str) -> None:
    sent = request.POST
    verb, _colon, username = sent.get("act", "").partition(":")
    signed = doors.sign(request, zone, agency, f"post.{verb[:10]}.{username[:40]}")
    me = name_of(request)
    if verb == "leave":
        if username not in ("", me):
            doors.require_lead(request, zone, agency)
        acts.leave(zone, username or me, signed)
    else:
        acts.take(zone, sent.get("place", "") or None, sent.get("step", "") or None, signed)

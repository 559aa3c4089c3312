"""The guided start on pages: translate, one call, translate back."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cuakhau.accounts.refusals import a35_demo_only, refuse
from cuakhau.operations.links import driver_path
from cuakhau.operations.start.lorry import find_last_trip, find_lorry
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page import guide
from cuakhau.web.page.demo import find_demo_zone
from cuakhau.zone.zone import Zone


@never_cache
@require_safe
def show_start(request: Request) -> HttpResponse:
    """Show the six steps, and which are done. Raises A35 where there is no demo to try."""
    zone = _get_zone(request)
    progress = guide.read_progress(request)
    steps = [
        {
            **guide.tell_step(number, request),
            "is_done": number in progress.done,
            "is_current": number == max(progress.step, 1),
        }
        for number in range(1, len(guide.STEPS) + 1)
    ]
    page = {
        "steps": steps,
        "zone": zone.name,
        "zone_name": zone.name_of(zone.name.removesuffix("-demo"), language_of(request)),
        "has_begun": bool(progress.step),
    }
    return render(request, "start/start.html", {"page": page, "mark": _("demo"), "guide": None})


@never_cache
@require_safe
def go(request: Request, number: int) -> HttpResponseBase:
    """Go where a step lands, and remember it. Raises A35."""
    if not 1 <= number <= len(guide.STEPS):
        raise Http404(str(number))
    zone = _get_zone(request)
    progress = guide.read_progress(request)
    lorry = find_lorry(zone, progress.lorry) or ""
    answer = redirect(_address(request, zone, number, lorry))
    guide.keep_progress(answer, progress.at(number, lorry))
    return answer


@require_POST
def end(request: Request) -> HttpResponseBase:
    """Send the guide away, and stay where one is."""
    answer = redirect("operations:home")
    guide.end(answer)
    return answer


def _address(request: Request, zone: Zone, number: int, lorry: str) -> str:
    role = guide.STEPS[number - 1].role
    if number == 1:
        last = find_last_trip(zone)
        declare = reverse("desk:declare", args=[zone.name])
        return f"{declare}?{urlencode({'copy': last})}" if last else declare
    if role == "board":
        return reverse("operations:board", args=[zone.name])
    if not lorry:
        return reverse("operations:home")
    if not role:
        return driver_path(zone.name, lorry, at=request.here.wall_now())
    if role == "fee_collector":
        return reverse("payments:visit", args=[zone.name, lorry])
    return reverse("desk:visit", args=[zone.name, lorry])


def _get_zone(request: Request) -> Zone:
    zone = find_demo_zone(request)
    if zone is None:
        raise refuse(a35_demo_only)
    return zone

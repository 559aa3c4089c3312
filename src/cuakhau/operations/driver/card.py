"""The driver's link as a QR code, for who may see the visit and for the driver."""

import io

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts import links
from cuakhau.accounts.rights import needs, require
from cuakhau.operations.links import driver_path
from cuakhau.operations.visits.search import find_declaration
from cuakhau.web.here import Request


@require_safe
@needs("see_visit")
def show_card(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show the link of the driver's page, to be scanned, sent or printed."""
    zone = request.here.get_zone(zone_name)
    said = find_declaration(zone.name, number)
    if said is None:
        raise Http404(number)
    agency = getattr(request.user, "agency", None)
    require(request.user, "see_visit", agency=agency, firm=said.owner)
    path = driver_path(zone.name, number, at=request.here.wall_now())
    page = {
        "zone": zone.name,
        "number": number,
        "address": request.build_absolute_uri(path),
        "path": path,
        "qr": f"{path}qr.svg",
        "days": links.HOLDS_FOR.days,
    }
    mark = _("demo") if zone.is_demo else ""
    answer = render(request, "driver/card.html", {"page": page, "mark": mark})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
def show_qr(request: Request, zone_name: str, token: str) -> HttpResponseBase:
    """Draw the address of a driver's page as a QR code. Raises A29 or A30."""
    zone = request.here.get_zone(zone_name)
    links.verify(zone.name, token, at=request.here.wall_now())
    drawn = io.BytesIO()
    address = request.build_absolute_uri(reverse("driver:page", args=[zone.name, token]))
    import segno

    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=4, border=2, dark="#17222e"
    )
    answer = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer

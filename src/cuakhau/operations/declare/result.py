"""What comes of declaring: the number, the driver's link, and what happens next."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuakhau.journal import read
from cuakhau.operations.declare.asking import mark_of
from cuakhau.operations.desk.doors import needs, require
from cuakhau.operations.links import driver_path
from cuakhau.operations.times import micros
from cuakhau.operations.visits import search
from cuakhau.operations.visits.why import find_why
from cuakhau.operations.visits.why_words import say_why
from cuakhau.web.here import Request
from cuakhau.web.language import language_of


@require_safe
@needs("declare")
def show_declared(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Say under which number a trip was declared, and what happens next."""
    zone = request.here.get_zone(zone_name)
    said = search.find_declaration(zone.name, number)
    if said is None:
        raise Http404(number)
    require(request.user, "declare", firm=said.owner)
    now_us, language = micros(request.here.now(zone.name)), language_of(request)
    path = driver_path(zone.name, number, at=request.here.wall_now())
    page = {
        "zone": zone.name,
        "number": number,
        "next": say_why(zone, find_why(zone, read.get_visit(zone.name, number)), now_us, language),
        "bound": zone.name_of(said.place, language),
        "needs_plate": said.vehicle is None,
        "consignment": said.consignment or "",
        "driver_address": request.build_absolute_uri(path),
        "driver_qr": f"{path}qr.svg",
    }
    answer = render(request, "declare/declared.html", {"page": page, "mark": mark_of(zone)})
    answer.headers["Cache-Control"] = "no-store"
    return answer

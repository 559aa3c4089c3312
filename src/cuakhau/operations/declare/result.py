"""What comes of declaring: the number, the driver's link, and what happens next."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.journal import read
from cuakhau.operations.declare.asking import mark_of, words_of_trip
from cuakhau.operations.desk.doors import needs, require
from cuakhau.operations.links import driver_path
from cuakhau.operations.models import Declaration
from cuakhau.operations.times import micros
from cuakhau.operations.visits import search
from cuakhau.operations.visits.why import find_why
from cuakhau.operations.visits.why_words import say_why
from cuakhau.web.here import Request
from cuakhau.web.language import OUR_NAME, language_of
from cuakhau.zone.zone import Zone


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
    why = find_why(zone, read.get_visit(zone.name, number))
    words = words_of_trip(request, zone, said, f"declared {number}")
    page = {
        "zone": zone.name,
        "number": number,
        "plate": words.get(said.vehicle or "", ""),
        "procedure": zone.name_of(said.procedure, language),
        "next": say_why(zone, why, now_us, language),
        "bound": zone.name_of(said.place, language),
        "needs_plate": said.vehicle is None,
        "consignment": said.consignment or "",
        **_build_message(request, zone, said, words),
    }
    answer = render(request, "declare/declared.html", {"page": page, "mark": mark_of(zone)})
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _build_message(
    request: Request, zone: Zone, said: Declaration, words: dict[str, str]
) -> dict[str, Any]:
    """Give the driver's link and the text that sends it, in the language that the driver reads."""
    path = driver_path(zone.name, said.number, at=request.here.wall_now())
    address = request.build_absolute_uri(path)
    code = request.GET.get("for") or translation.get_language() or settings.LANGUAGE_CODE
    code = code if code in OUR_NAME else settings.LANGUAGE_CODE
    with translation.override(code):
        text = _("Trip {number} to {gate}. Your page: {address}").format(
            number=said.number, gate=zone.name_of(said.place, OUR_NAME[code]), address=address
        )
    phone = "".join(one for one in words.get(said.phone or "", "") if one in "+0123456789")
    return {
        "driver_address": address,
        "driver_qr": f"{path}qr.svg",
        "languages": settings.LANGUAGES,
        "message_language": code,
        "message": text,
        "sms": f"sms:{phone}?body={quote(text)}" if phone else "",
    }

"""Parts of the form that change while somebody types: a goods line more, a remembered vehicle."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuakhau.operations.declare.asking import list_owners, words_of_trip
from cuakhau.operations.declare.form.copying import fill_vehicle, find_trip_of
from cuakhau.operations.declare.form.page import build_line, list_choices
from cuakhau.operations.declare.form.reading import MOST_LINES
from cuakhau.operations.desk.doors import needs
from cuakhau.web.here import Request
from cuakhau.web.language import language_of

WORDS = ("plate", "plate_as_typed", "vehicle_class", "trailer", "container", "driver", "phone")


@require_safe
@needs("declare")
def show_line(request: Request, zone_name: str) -> HttpResponseBase:
    """Give one goods line more, and the button for the next."""
    zone = request.here.get_zone(zone_name)
    asked = request.GET.get("line", "")
    place = int(asked) if asked.isdigit() and len(asked) < 4 else 0
    if not 1 < place <= MOST_LINES:
        raise Http404(asked)
    language = language_of(request)
    page = {
        "zone": zone.name,
        "goods": list_choices(zone.at(request.here.now(zone.name).date()), language)["goods"],
        "next_line": place + 1 if place < MOST_LINES else None,
    }
    line = build_line(place, {}, {}, language)
    return render(request, "declare/parts/line_more.html", {"page": page, "line": line})


@require_safe
@needs("declare")
def show_vehicle(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the fields of a vehicle that the firm had before; 204 leaves them as they are."""
    zone = request.here.get_zone(zone_name)
    typed = {name: request.GET.get(name, "")[:200] for name in WORDS}
    owners = list_owners(request, "declare")
    asked = request.GET.get("firm", "")
    owner = asked if asked in owners else owners[0]
    trip = find_trip_of(zone.name, owner, typed["plate"]) if typed["plate"].strip() else None
    if trip is None:
        return HttpResponse(status=204)
    words = words_of_trip(request, zone, trip, "remembered vehicle")
    typed |= {**fill_vehicle(trip, words), "plate": typed["plate"]}
    choices = list_choices(zone.at(request.here.now(zone.name).date()), language_of(request))
    page = {"zone": zone.name, **choices, "typed": typed, "wrong": {}, "is_known": True}
    return render(request, "declare/parts/vehicle.html", {"page": page})

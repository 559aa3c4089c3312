"""Parts of the form that change while somebody types: a goods line more, a remembered vehicle."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuakhau.operations.declare.asking import list_owners, words_of_trip
from cuakhau.operations.declare.form.copying import fill_vehicle, find_trip_of, list_goods
from cuakhau.operations.declare.form.page import build_line, list_choices
from cuakhau.operations.declare.form.reading import MOST_LINES
from cuakhau.operations.declare.hs.offer import offer_goods
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
def find_goods(request: Request, zone_name: str) -> HttpResponseBase:
    """Offer goods that fit what is typed: those declared before, then the nomenclature."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    line = _line_of(request)
    names = (f"description-{line}", f"hs-{line}")
    asked = next((request.GET[name] for name in names if request.GET.get(name)), "")[:80]
    owners = list_owners(request, "declare")
    owner = request.GET.get("firm", "") if request.GET.get("firm") in owners else owners[0]
    found = offer_goods(asked, list_goods(zone.name, owner), language)
    return render(
        request,
        "declare/parts/goods_found.html",
        {"page": {"zone": zone.name, "line": line, "found": found}},
    )


@require_safe
@needs("declare")
def choose_goods(request: Request, zone_name: str) -> HttpResponseBase:
    """Give a goods line with what was chosen for it."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    line = _line_of(request)
    dated = zone.at(request.here.now(zone.name).date())
    typed = {name: str(value)[:200] for name, value in request.GET.items()}
    typed[f"hs-{line}"] = typed.get("chosen_code", "")
    typed[f"description-{line}"] = typed.get("chosen_text", "")
    if typed.get("chosen_goods") in dated.goods_by_id:
        typed[f"goods-{line}"] = typed["chosen_goods"]
    page = {"zone": zone.name, "goods": list_choices(dated, language)["goods"]}
    built = build_line(line, typed, {}, language)
    return render(request, "declare/parts/line.html", {"page": page, "line": built})


def _line_of(request: Request) -> int:
    asked = request.GET.get("line", "")
    if not asked.isdecimal() or not 1 <= int(asked[:4]) <= MOST_LINES:
        raise Http404(asked)
    return int(asked)


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

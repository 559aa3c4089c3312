"""The slip of a visit: translate, one call, translate back."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.journal import read
from cuakhau.movement.times import local_time
from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit
from cuakhau.operations.desk.doors import agency_of, needs, require
from cuakhau.operations.links import driver_path
from cuakhau.operations.models import Declaration
from cuakhau.operations.personal.shown import NOTHING, Word, concerned_by, show
from cuakhau.operations.printing.stops import list_stops
from cuakhau.operations.times import micros
from cuakhau.operations.visits.search import find_declaration
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

PAPERS = ("80", "a5")  # a roll of 80 mm, or a sheet
ON_THE_VEHICLE = ("trailer", "container")


@require_safe
@needs("see_visit")
def show_slip(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show what a driver carries: code, plate, next stops, place in the yard."""
    zone = request.here.get_zone(zone_name)
    visit = read.find_visit(zone.name, number)
    if visit is None:
        raise Http404(number)
    said = find_declaration(zone.name, number)
    require(request.user, "see_visit", agency=agency_of(request), firm=said.owner if said else None)
    asked = request.GET.get("paper", "")
    page = _build_slip(request, zone, visit, said)
    context = {
        "page": page,
        "paper": asked if asked in PAPERS else PAPERS[0],
        "papers": PAPERS,
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, "desk/slip.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _build_slip(
    request: Request, zone: Zone, visit: Visit, said: Declaration | None
) -> dict[str, Any]:
    language = language_of(request)
    seen = view(zone, visit)
    now_us = micros(request.here.now(zone.name))
    qr = reverse("desk:qr", args=[zone.name, visit.subject])
    if said is not None:
        path = driver_path(zone.name, visit.subject, at=request.here.wall_now())
        qr = f"{path}qr.svg"
    return {
        "zone": zone.name,
        "zone_name": zone.name_of(zone.name.removesuffix("-demo"), language),
        "number": visit.subject,
        "qr": qr,
        "is_drivers": said is not None,
        "procedure": _name(zone, seen.procedure, language),
        "goods": _name(zone, seen.goods, language),
        "bound": _name(zone, seen.gate_place, language),
        "place": _name(zone, seen.place, language) if seen.place else _("not here yet"),
        "vehicle": _list_vehicle(request, zone, seen, said),
        "stops": [
            {
                "name": zone.name_of(stop.step, language),
                "agencies": [zone.name_of(agency, language) for agency in stop.agencies],
            }
            for stop in list_stops(zone, visit)
        ],
        "printed": f"{local_time(zone, now_us):%H:%M %d/%m/%Y}",
    }


def _name(zone: Zone, row_id: str | None, language: Language) -> str:
    return zone.name_of(row_id, language) if row_id else _("unknown")


def _list_vehicle(
    request: Request, zone: Zone, seen: View, said: Declaration | None
) -> list[dict[str, Any]]:
    """List plate, trailer and container with their words, as the reader may see them."""
    labels = {"plate": _("Plate"), "trailer": _("Trailer"), "container": _("Container")}
    papers = {paper["kind"]: paper["number"] for paper in said.papers} if said else {}
    refs = {"plate": seen.vehicle, **{kind: papers.get(kind) for kind in ON_THE_VEHICLE}}
    agencies, firm = concerned_by(zone, seen), said.owner if said else None
    words = [
        Word(ref, "plate" if kind == "plate" else "paper", agencies, firm)
        for kind, ref in refs.items()
        if ref
    ]
    shown = show(request, zone, words, why=f"slip of visit {seen.subject}")
    found = [(kind, shown.get(ref or "", NOTHING)) for kind, ref in refs.items()]
    return [{"label": labels[kind], "word": word} for kind, word in found if word.text]

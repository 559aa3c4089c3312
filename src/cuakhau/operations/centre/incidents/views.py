"""Incidents: translate, one call, translate back."""

import re

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuakhau.accounts.rights import needs, require
from cuakhau.operations.centre import files
from cuakhau.operations.centre.gates.views import reader_of, sign
from cuakhau.operations.centre.incidents import acts, page
from cuakhau.operations.centre.incidents.acts import Report, about
from cuakhau.operations.centre.models import Incident
from cuakhau.operations.centre.refusals import c3_rate_is_whole, not_taken
from cuakhau.operations.centre.shown import get_row, show
from cuakhau.statistics.live.places import list_ways
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads import PICTURES, Upload, read_upload
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_SHOWN = 60
MOST_PHOTOS = 8
RIGHTS = {"may_report": "report_incident", "may_close": "close_incident"}
TYPED = ("kind", "place", "blocks", "rate", "visits", "said")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_board")
def show_incidents(request: Request, zone_name: str) -> HttpResponseBase:
    """List the incidents, open ones first; take a report."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone, None)
    require(request.user, "report_incident", zone=zone.name)
    try:
        said = _read(request)
        row = acts.report(zone, said, _photos(request), sign(request, zone, "incident"))
    except Refusal as refusal:
        return _show(request, zone, tell(refusal, language_of(request)))
    return redirect("centre:incident", zone.name, row.pk)


@require_safe
@needs("see_board")
def show_incident(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show one incident and its story."""
    zone = request.here.get_zone(zone_name)
    return _show_one(request, zone, get_row(Incident, zone, key), None)


@require_POST
@needs("report_incident")
def add(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Add a note or photos, or change what is blocked."""
    zone = request.here.get_zone(zone_name)
    row = get_row(Incident, zone, key)
    sent = request.POST
    signed = sign(request, zone, f"{sent.get('act', '')[:10]}.{key}")
    try:
        if sent.get("act") == "block":
            acts.change_block(zone, row, (sent.get("blocks", ""), _rate(request)), signed)
        else:
            acts.add(zone, row, sent.get("said", ""), _photos(request), signed)
    except Refusal as refusal:
        return _show_one(request, zone, row, tell(refusal, language_of(request)))
    return redirect("centre:incident", zone.name, key)


@require_POST
@needs("close_incident")
def close(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Close an incident with what was done."""
    zone = request.here.get_zone(zone_name)
    row = get_row(Incident, zone, key)
    try:
        acts.close(zone, row, request.POST.get("outcome", ""), sign(request, zone, f"close.{key}"))
    except Refusal as refusal:
        return _show_one(request, zone, row, tell(refusal, language_of(request)))
    return redirect("centre:incident", zone.name, key)


@require_safe
@needs("see_board")
def show_photo(request: Request, zone_name: str, key: int, file: int) -> HttpResponseBase:
    """Give a photo of an incident."""
    zone = request.here.get_zone(zone_name)
    return files.give_file(zone.name, about(get_row(Incident, zone, key)), file)


def _read(request: Request) -> Report:
    sent = request.POST
    return Report(
        kind=sent.get("kind", ""),
        place=sent.get("place", ""),
        said=sent.get("said", "").strip(),
        blocks=sent.get("blocks", "") or "nothing",
        rate_per_h=_rate(request),
        visits=tuple(re.findall(r"[\w-]+", sent.get("visits", "")))[: acts.MOST_VISITS],
    )


def _rate(request: Request) -> int | None:
    rate = request.POST.get("rate", "").strip()
    if rate and not (rate.isdecimal() and 0 < int(rate) < 1000):
        raise not_taken(c3_rate_is_whole, value=rate[:40])
    return int(rate) if rate else None


def _photos(request: Request) -> list[Upload]:
    sent = request.FILES.getlist("photo")[:MOST_PHOTOS]
    return [read_upload(one, kinds=PICTURES) for one in sent]


def _show(request: Request, zone: Zone, refusal: dict[str, str] | None) -> HttpResponse:
    reader = reader_of(request, zone)
    found = Incident.objects.filter(zone=zone.name).order_by("-happened_at", "-id")[:MOST_SHOWN]
    rows = [page.build_incident(reader, one) for one in found]
    yards = [yard.id for yard in reader.zone.yards]
    words = {
        "open": [row for row in rows if row["is_open"]],
        "closed": [row for row in rows if not row["is_open"]],
        "kinds": page.list_kinds(),
        "places": [
            (one, reader.zone.name_of(one, reader.language))
            for one in [*list_ways(reader.zone), *yards]
        ],
        "typed": {name: request.POST.get(name, "") or request.GET.get(name, "") for name in TYPED},
        "refusal": refusal,
    }
    return show(request, zone, "incidents", words, RIGHTS)


def _show_one(
    request: Request, zone: Zone, row: Incident, refusal: dict[str, str] | None
) -> HttpResponse:
    reader = reader_of(request, zone)
    words = {
        "incident": page.build_incident(reader, row),
        "story": page.build_story(request, reader, row),
        "refusal": refusal,
    }
    return show(request, zone, "incident", words, RIGHTS)

"""The process map: translate, one call, translate back."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.movement.times import local_time
from cuakhau.planning.processes import page
from cuakhau.planning.processes.asked import Asked, read_asked
from cuakhau.planning.processes.reader import Reader
from cuakhau.statistics.process.counts import Finding
from cuakhau.web.here import Request
from cuakhau.web.language import language_of

LONGEST = 100
CONTENT = {"json": "application/json", "sqlite": "application/vnd.sqlite3", "xes": "text/xml"}
ENDINGS = {"json": "ocel.json", "sqlite": "ocel.sqlite", "xes": "xes"}


@require_safe
@needs("see_processes")
def show_processes(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the frame and the form; the map comes after it."""
    reader, asked = _read(request, zone_name)
    return _show(request, reader, "page", page.build_form(reader, asked))


@require_safe
@needs("see_processes")
def show_map(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the map and its tables."""
    reader, asked = _read(request, zone_name)
    return _show(request, reader, "map", page.build_map(reader, asked))


@require_safe
@needs("see_processes")
def give_map(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the map as an SVG file."""
    reader, asked = _read(request, zone_name)
    answer = HttpResponse(page.draw(reader, asked), content_type="image/svg+xml; charset=utf-8")
    name = f"process-map-{asked.day.isoformat()}.svg"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@needs("see_processes")
def give_log(request: Request, zone_name: str, ending: str) -> HttpResponseBase:
    """Give all visits of the days as OCEL 2.0 or XES; nothing secret or personal is in them."""
    from cuakhau.statistics.exchange.export import export

    reader, asked = _read(request, zone_name)
    require(request.user, "see_visit", zone=zone_name)
    log = page.read_days(reader, asked)
    if len(asked.list_days) > page.MOST_DAYS_GIVEN or not len(log):
        raise Http404(asked.day.isoformat())
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"log.{ending}"
        export(reader.zone, log, file)
        answer = HttpResponse(file.read_bytes(), content_type=CONTENT[ending])
    name = f"{zone_name}-{asked.day.isoformat()}.{ENDINGS[ending]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
@needs("see_processes")
def show_visits(request: Request, zone_name: str) -> HttpResponseBase:
    """List the visits behind an arrow or a finding."""
    reader, asked = _read(request, zone_name)
    told = {name: str(value)[:LONGEST] for name, value in request.GET.items()}
    way = finding = None
    if "finding" in told:
        finding = Finding(*(told.get(name, "") for name in Finding._fields))
    else:
        way = told.get("before", ""), told.get("activity", "")
    words = page.list_behind(reader, asked, way, finding)
    words |= page.turn_to(words["rows"], request.GET.copy())
    words["may_open"] = may(request.user, "see_visit", agency=reader.viewer, zone=zone_name)
    return _show(request, reader, "visits", words)


def _read(request: Request, zone_name: str) -> tuple[Reader, Asked]:
    zone = request.here.get_zone(zone_name)
    at = request.here.now(zone.name)
    agency: str | None = getattr(request.user, "agency", None)
    viewer = agency if may(request.user, "see_selection", agency=agency) else None
    reader = Reader(zone=zone, language=language_of(request), viewer=viewer, at=at)
    today = local_time(zone, int(at.timestamp() * 1_000_000)).date()
    return reader, read_asked(zone, request.GET.dict(), today)


def _show(request: Request, reader: Reader, name: str, words: dict[str, Any]) -> HttpResponse:
    zone = reader.zone
    context = {
        "page": {"zone": zone.name, **words},
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, f"processes/{name}.html", context)
    answer.headers["Cache-Control"] = "no-store"  # what one may see, another may not
    return answer

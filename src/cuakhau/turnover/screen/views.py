"""The turnover desk: translate, one call, translate back."""

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.turnover.reading.lines import count_repeated
from cuakhau.turnover.screen.fees import charged
from cuakhau.turnover.screen.page import build_page
from cuakhau.turnover.screen.places import build_geojson, tell_places
from cuakhau.turnover.screen.series import lines_figures, wanted_of
from cuakhau.turnover.screen.shown import read, show
from cuakhau.turnover.screen.tables.rows import tell_rows, write_csv
from cuakhau.turnover.screen.telling import say_about
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("see_turnover")
def show_desk(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what was traded in a period of one scope, as it was known on a day."""
    zone = request.here.get_zone(zone_name)
    asked, data, known, ready = read(request, zone)
    if not known:
        return show(request, zone, "desk", {"asked": None, "ready": ready})
    address = reverse("turnover:desk", args=[zone.name])
    page = build_page(zone, asked, data, known, address, language_of(request))
    page["ready"] = ready
    page["fees"] = charged(request, zone, asked.period.first, asked.period.last)
    return show(request, zone, "desk", page)


@require_safe
@needs("see_turnover")
def show_rows(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the rows behind a figure, fifty at a time."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    asked, data, _known, ready = read(request, zone)
    said = request.GET.get("page", "")
    page = int(said) if said.isdigit() and 0 < int(said) < 10**6 else 1
    words = {
        "asked": asked,
        "ready": ready,
        "query": asked.query(),
        "about": say_about(zone, asked, language),
        "lines": lines_figures(zone, asked, data, asked.period),
        "rows": tell_rows(zone, asked, data, page, language),
        "repeated": count_repeated(zone, wanted_of(asked, data, asked.period)),
    }
    return show(request, zone, "rows", words)


@require_safe
@needs("see_turnover")
def give_rows(request: Request, zone_name: str) -> HttpResponseBase:
    """Give all rows behind a figure as CSV."""
    zone = request.here.get_zone(zone_name)
    asked, data, _known, _ready = read(request, zone)
    lines = write_csv(zone, asked, data)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return _as_file(answer, zone, "rows", "csv")


@require_safe
@needs("see_turnover")
def give_table(request: Request, zone_name: str, ending: str) -> HttpResponseBase:
    """Give just what the desk shows, as .xlsx or .csv."""
    from cuakhau.turnover.screen.tables import files

    zone, language = request.here.get_zone(zone_name), language_of(request)
    asked, data, _known, _ready = read(request, zone)
    if ending == "csv":
        text = files.write_table(zone, asked, data, language)
        return _as_file(HttpResponse(text, content_type="text/csv; charset=utf-8"), zone, "", "csv")
    book = files.write_workbook(zone, asked, data, language)
    return _as_file(HttpResponse(book, content_type=XLSX), zone, "", "xlsx")


@require_safe
@needs("see_turnover")
def give_places(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the gates with known coordinates as GeoJSON, for the map in the browser."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    asked, data, _known, _ready = read(request, zone)
    rows = tell_places(zone, asked, data, language)
    told = build_geojson(rows, reverse("turnover:rows", args=[zone.name]))
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Type"] = "application/geo+json"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _as_file(answer: HttpResponseBase, zone: Zone, what: str, ending: str) -> HttpResponseBase:
    name = "-".join(part for part in (zone.name, "turnover", what) if part)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

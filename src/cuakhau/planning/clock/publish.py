"""The table of release times that may be published: a page that prints, .xlsx and .csv."""

import csv
import io
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.clock.lines import DIRECTIONS, Line, direction_word, list_lines
from cuakhau.planning.clock.page import list_rates
from cuakhau.planning.clock.reading import find_period, list_days
from cuakhau.planning.clock.views import head, show
from cuakhau.planning.clock.words import counted, lasting
from cuakhau.statistics.clock.publishing import LEAST
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


@require_safe
@needs("see_clock")
def show_release(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the table; it prints."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    period = find_period(zone, request.GET.get("period", "")[:10])
    if period is None:
        return show(request, zone, "nothing", {"days": list_days(zone)})
    said = request.GET.get("direction", "")
    wanted = said if said in DIRECTIONS else ""
    lines = [one for one in list_lines(zone, period, language) if _is_of(one, wanted)]
    parts = [
        {
            "name": part,
            "rows": [_row(one, language) for one in found if not _is_silent(one)],
            "withheld": [one.name for one in found if _is_silent(one)],
        }
        for part, found in _part(lines)
    ]
    words = {
        "parts": parts,
        "rates": list_rates(period, language),
        "least": LEAST,
        "direction": wanted,
        "directions": [{"id": one, "name": direction_word(one)} for one in ("", *DIRECTIONS)],
    }
    return show(request, zone, "release", {**head(request, zone, period), **words})


@require_safe
@needs("see_clock")
def give_release(request: Request, zone_name: str, ending: str) -> HttpResponseBase:
    """Give the table as a file: hours as numbers, withheld and unknown ones empty."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    period = find_period(zone, request.GET.get("period", "")[:10])
    titles = [
        _("Part"), _("Measure"), _("Direction"), _("Visits"), _("Mean, hours"), _("95 % from"),
        _("95 % to"), _("Median, hours"), _("P90, hours"), _("Period"), _("Note"),
    ]  # fmt: skip
    lines = list_lines(zone, period, language) if period else []
    rows = [_plain(line, period.name if period else "", zone) for line in lines]
    made = _write_xlsx(titles, rows) if ending == "xlsx" else _write_csv(titles, rows)
    answer = HttpResponse(
        made, content_type=XLSX if ending == "xlsx" else "text/csv; charset=utf-8"
    )
    name = f"{zone.name}-release-times-{period.name if period else 'none'}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _is_of(line: Line, direction: str) -> bool:
    """Keep lines of a direction, and what is unknown in all."""
    return line.direction == direction_word(direction) or not line.is_known


def _is_silent(line: Line) -> bool:
    """Tell whether all that a line would say is withheld."""
    return line.is_known and line.count is None and line.backwards < LEAST


def _part(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    names = dict.fromkeys(line.part for line in lines)
    return [(name, [line for line in lines if line.part == name]) for name in names]


def _row(line: Line, language: Language) -> dict[str, str]:
    return {
        "name": line.name,
        "count": counted(line.count, language) if line.is_known else _("unknown"),
        "mean": _time(line, line.mean.value),
        "range": _range(line, language),
        "median": _time(line, line.median.value),
        "p90": _time(line, line.p90.value),
    }


def _time(line: Line, seconds: float | None) -> str:
    return _("unknown") if not line.is_known else lasting(seconds)


def _range(line: Line, language: Language) -> str:
    mean = line.mean
    if line.count is None and line.backwards >= LEAST:
        return _("{count} the other way round").format(count=counted(line.backwards, language))
    return "" if mean.low is None else f"{lasting(mean.low)} – {lasting(mean.high)}"


def _plain(line: Line, period: str, zone: Zone) -> list[Any]:
    times = (line.mean.value, line.mean.low, line.mean.high, line.median.value, line.p90.value)
    note = "" if line.is_known else _("unknown: no log of a gate has it")
    if line.count is None and line.backwards >= LEAST:
        note = _("{count} the other way round").format(count=line.backwards)
    elif line.is_known and line.count is None:
        note = _("withheld: fewer than {least} visits").format(least=LEAST)
    if zone.is_demo:
        note = f"{note} {_('demo, made-up vehicles')}".strip()
    hours = [None if one is None else round(one / 3600, 4) for one in times]
    return [line.part, line.name, line.direction, line.count, *hours, period, note]


def _write_csv(titles: list[str], rows: list[list[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(titles)
    writer.writerows(["" if cell is None else _safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _write_xlsx(titles: list[str], rows: list[list[Any]]) -> bytes:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("Release times")[:31])
    bold, hours = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
    sheet.write_row(0, 0, titles, bold)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, float):
                sheet.write_number(place, column, cell, hours)
            elif cell is not None:
                sheet.write(place, column, cell)
    sheet.set_column(0, 1, 34)
    sheet.set_column(2, len(titles) - 1, 13)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()

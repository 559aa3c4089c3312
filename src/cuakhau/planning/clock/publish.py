"""The table of release times that may be published: a page that prints, .xlsx and .csv."""

import csv
import io
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.clock.page import list_rates, measure_published, only
from cuakhau.planning.clock.reading import Period, find_period, list_days
from cuakhau.planning.clock.views import head, show
from cuakhau.planning.clock.words import charge_word, lasting, trs_word
from cuakhau.statistics.clock.measuring.release import CHECKED, tell_between
from cuakhau.statistics.clock.publishing import LEAST
from cuakhau.statistics.clock.tables import ALL, Measure
from cuakhau.statistics.stays.rows import UNKNOWN_US
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DIRECTIONS = ("export", "import")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what, of which direction, over how many visits; times in seconds.

    `count` is `None` where fewer than `LEAST` visits tell; `is_known` is false for what no log of a
    gate can tell.
    """

    study: str
    part: str
    name: str
    direction: str
    count: int | None
    mean: Measure
    median: Measure
    p90: Measure
    is_known: bool = True
    backwards: int = 0


@require_safe
@needs("see_clock")
def show_release(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the table; it prints."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    period = find_period(zone, request.GET.get("period", "")[:10])
    if period is None:
        return show(request, zone, "nothing", {"days": list_days(zone)})
    rows = [
        {"part": line.part, "name": line.name, "direction": line.direction,
         "count": _count(line), "mean": _time(line, line.mean.value),
         "range": _range(line), "median": _time(line, line.median.value),
         "p90": _time(line, line.p90.value)}
        for line in list_lines(zone, period, language)
    ]  # fmt: skip
    words = {"rows": rows, "rates": list_rates(period, language), "least": LEAST}
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


def list_lines(zone: Zone, period: Period, language: Language) -> list[Line]:
    """List the lines: both studies by direction, then each cause and agency."""
    found: list[Line] = []
    for direction in ("", *DIRECTIONS):
        spent = only(period.spent, "direction", direction)
        word = _direction(direction)
        for one in tell_between(find_ends(spent.visits)):
            count = one.count if one.count >= LEAST else None
            told = (one.mean_s, one.median_s, one.p90_s) if count else (_NOTHING,) * 3
            is_known = one.name not in ("TFI2", "TFI3", "TFI4")
            part = _("WCO Time Release Study") if one.study == "TRS" else _("CAREC CPMM")
            if direction == "" or is_known:
                name = trs_word(one.study, one.name)
                line = Line(one.study, part, name, word, count, *told, is_known, one.backwards)
                found.append(line)
    found.sort(key=lambda line: line.study != "TRS")
    for row in measure_published(period.spent, ("direction", "agency")):
        if row.cause != ALL and row.group[0] in ("", *DIRECTIONS):
            agency = None if row.group[1] is None else str(row.group[1])
            name = charge_word(zone, row.cause, agency, language)
            told = (row.mean_s, row.median_s, row.p90_s)
            word = _direction(str(row.group[0]))
            part = _("Where the time went")
            found.append(Line("", part, name, word, row.count, *told))
    return found


_NOTHING = Measure(value=None, low=None, high=None)


def find_ends(visits: pa.Table) -> dict[str, Any]:
    """Give declared, arrived, released and ended of the visits that are over."""
    import pyarrow.compute as pc

    visits = visits.filter(pc.invert(visits["is_open"]))
    names = {"declared": "declared_us", "arrived": "arrived_us", CHECKED: "released_us",
             "ended": "ended_us"}  # fmt: skip
    return {
        name: pc.fill_null(visits[column], pa.scalar(int(UNKNOWN_US), pa.int64())).to_numpy()
        for name, column in names.items()
    }


def _direction(direction: str) -> str:
    return {"": _("both directions"), "export": _("export"), "import": _("import")}[direction]


def _count(line: Line) -> str:
    if not line.is_known:
        return _("unknown")
    return "…" if line.count is None else str(line.count)


def _time(line: Line, seconds: float | None) -> str:
    return _("unknown") if not line.is_known else lasting(seconds)


def _range(line: Line) -> str:
    mean = line.mean
    if line.count is None and line.backwards >= LEAST:
        return _("{count} the other way round").format(count=line.backwards)
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

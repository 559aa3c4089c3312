"""Taking in bulletins of the past: read, shown with every doubt, and kept once somebody says so."""

import secrets
from functools import lru_cache
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.figures.bulletin import NAMES
from cuakhau.figures.format import format_short_day
from cuakhau.movement.times import find_day, local_time
from cuakhau.reports.bulletins.models import Import
from cuakhau.reports.bulletins.official import name_line
from cuakhau.reports.bulletins.past.doubts import mark_doubts
from cuakhau.reports.bulletins.past.keep import ReadCount, Reading, counts_of, keep, to_count
from cuakhau.reports.bulletins.past.table import Mistake, read_table, write_table
from cuakhau.reports.bulletins.past.text import Mark, parse_text
from cuakhau.reports.refusals import (
    b20_text_has_numbers,
    b21_day_is_named,
    b22_source_is_named,
    not_issued,
)
from cuakhau.reports.render import HEADING_WORDS
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads.read import read_upload
from cuakhau.zone.bulletin.headings import Heading
from cuakhau.zone.history import history_of
from cuakhau.zone.load import ZoneNotFound, files_of, get_folder
from cuakhau.zone.published import PublishedCount, PublishedScope
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST = 30
HEADING_OF: dict[tuple[str, str], Heading] = {
    ("both", "all"): "all",
    ("export", "all"): "export",
    ("export", "fruit"): "export_fruit",
    ("export", "other"): "export_other",
    ("import", "all"): "import",
    ("import", "cargo"): "import_goods",
    ("import", "new_vehicles"): "import_new",
}
Checked = tuple[Reading | None, list[Mistake], tuple[Mark, ...]]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("import_bulletin")
def show_import(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the form; read what was pasted or sent; keep it."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "import_bulletin")
    refused: dict[str, str] | None = None
    checked: Checked = (None, [], ())
    if request.method == "POST":
        try:
            checked = _check(request, zone)
            if checked[0] is not None and request.POST.get("act") == "keep":
                taken = keep(
                    zone,
                    checked[0],
                    by=request.user.get_username(),
                    at=request.here.now(zone.name),
                    nonce=f"{request.POST.get('nonce', '')[:40]}.import",
                )
                return redirect("bulletins:taken", zone.name, taken)
        except Refusal as refusal:
            refused = tell(refusal, language_of(request))
    return _show(request, zone, refused, *checked)


@require_safe
@needs("see_reports")
def show_taken(request: Request, zone_name: str, taken: int) -> HttpResponseBase:
    """Show what was taken in, with every doubt."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_reports", agency=getattr(request.user, "agency", None))
    found = Import.objects.filter(zone=zone.name, pk=taken).first()
    if found is None:
        raise Http404(str(taken))
    language = language_of(request)
    rows = [ReadCount(one.row, to_count(one), one.doubt) for one in counts_of(found)]
    at = int(found.at.timestamp() * 1_000_000)
    page = {
        "zone": zone.name,
        "source": found.source,
        "by": found.by,
        "at": f"{local_time(zone, at):%H:%M %d/%m/%Y}",
        "content": found.content,
        "lost": found.lost,
        "rows": [tell_count(zone, one, language) for one in rows],
        "days": sorted({one.count.first_day.isoformat() for one in rows}),
    }
    context = {"page": page, "mark": _("demo") if zone.is_demo else ""}
    return render(request, "bulletins/taken.html", context)


def tell_count(zone: Zone, read: ReadCount, language: Language) -> dict[str, Any]:
    """Tell one number in words."""
    count = read.count
    heading = HEADING_OF.get((count.direction, count.cargo))
    names = NAMES.get(count.measure)  # type: ignore[call-overload]
    days = [format_short_day(day, language) for day in (count.first_day, count.last_day)]
    return {
        "row": read.row,
        "day": days[0] if days[0] == days[1] else " – ".join(days),
        "place": name_line(zone, "*" if count.place == "all" else count.place, language),
        "what": names[language] if names else count.measure,
        "heading": HEADING_WORDS[heading][language] if heading else count.cargo,
        "value": count.value,
        "unit": count.unit,
        "precision": say_precision(count.precision),
        "is_suspect": count.precision == "suspect",
        "doubt": read.doubt,
    }


def say_precision(precision: str) -> str:
    """Say how far a number is to be trusted; nothing where it was printed exactly."""
    words = {
        "approx": _("about"),
        "at_least": _("at least"),
        "avg": _("mean"),
        "range": _("range"),
        "derived": _("derived"),
        "suspect": _("doubtful, not used"),
    }
    return words.get(precision, "")


def _check(request: Request, zone: Zone) -> Checked:
    """Read what was sent. Raises B20 to B22 or what uploads refuse."""
    source = request.POST.get("source", "").strip()[:300]
    if not source:
        raise not_issued(b22_source_is_named)
    table = request.POST.get("table", "").strip()
    file: Any = request.FILES.get("file")
    if file is not None:
        table = read_upload(file, kinds=["csv"]).text or ""
    if table:
        scopes = _scopes(zone)
        counts, mistakes = read_table(zone, table, {scope.id for scope in scopes})
        if mistakes or not counts:
            return None, mistakes, ()
        read = mark_doubts(counts, scopes)
        return Reading(kind="csv", source=source, content=table, counts=read), [], ()
    return _check_text(request, zone, source)


def _check_text(request: Request, zone: Zone, source: str) -> Checked:
    text = request.POST.get("text", "")[:200_000]
    day = find_day(request.POST.get("day", ""))
    parsed = parse_text(zone, text, day=day)
    found = [(place, mark.count) for place, mark in enumerate(parsed.marks, start=1) if mark.count]
    if not found:
        raise not_issued(b20_text_has_numbers)
    if day is None and not parsed.days:
        raise not_issued(b21_day_is_named)
    read = mark_doubts(found, _scopes(zone))
    reading = Reading(
        kind="text", source=source, content=parsed.text, counts=read, lost=parsed.lost
    )
    doubted = {one.row: one.count for one in read}
    marks = tuple(
        Mark(mark.start, mark.end, doubted.get(place))
        for place, mark in enumerate(parsed.marks, start=1)
    )
    return reading, [], marks


def _show(
    request: Request,
    zone: Zone,
    refused: dict[str, str] | None,
    reading: Reading | None,
    mistakes: list[Mistake],
    marks: tuple[Mark, ...],
) -> HttpResponseBase:
    language = language_of(request)
    rows = reading.counts if reading else ()
    page = {
        "zone": zone.name,
        "source": request.POST.get("source", ""),
        "text": request.POST.get("text", ""),
        "day": request.POST.get("day", request.GET.get("day", "")),
        "table": reading.content if reading and reading.kind == "csv"
        else write_table(one.count for one in rows) if rows else request.POST.get("table", ""),
        "kind": reading.kind if reading else "",
        "rows": [tell_count(zone, one, language) for one in rows],
        "doubtful": sum(one.count.precision == "suspect" for one in rows),
        "lost": reading.lost if reading else (),
        "pieces": _cut(reading.content, marks) if reading and marks else [],
        "mistakes": [
            {
                "row": one.row,
                "column": one.column,
                **tell(one.refusal, language),
            }
            for one in mistakes[:200]
        ],
        "taken": [
            {"id": one.pk, "source": one.source, "by": one.by}
            for one in Import.objects.filter(zone=zone.name).order_by("-pk")[:MOST]
        ],
    }  # fmt: skip
    context = {
        "page": page,
        "refused": refused,
        "nonce": secrets.token_urlsafe(12),
        "may_keep": may(request.user, "import_bulletin"),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "bulletins/import.html", context)


def _cut(text: str, marks: tuple[Mark, ...]) -> list[tuple[str, str]]:
    """Cut a text into pieces, each with what it is: nothing, a count, a doubtful or a lost one."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for mark in marks:
        count: PublishedCount | None = mark.count
        kind = "lost" if count is None else "suspect" if count.precision == "suspect" else "read"
        pieces += [(text[at : mark.start], ""), (text[mark.start : mark.end], kind)]
        at = mark.end
    return [*pieces, (text[at:], "")]


@lru_cache(maxsize=8)
def _scopes(zone: Zone) -> tuple[PublishedScope, ...]:
    try:
        folder = get_folder(zone.name)
    except ZoneNotFound:
        return ()
    return history_of(zone.name, files_of(folder)).scopes

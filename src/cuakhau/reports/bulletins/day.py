"""The page of one bulletin and its files: translate, one call, translate back."""

import secrets
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.figures.bulletin import NAMES
from cuakhau.figures.format import format_day
from cuakhau.figures.whole import write_whole
from cuakhau.movement.times import find_day, local_time
from cuakhau.reports.bulletins.find import Found, find_bulletin, find_published, published_of
from cuakhau.reports.bulletins.official import (
    group_words,
    head_words,
    list_sections,
    name_line,
    word_bulletin,
)
from cuakhau.reports.bulletins.sheet import COLUMNS, SPLIT, Line, build_sheet
from cuakhau.reports.issuing import issue
from cuakhau.reports.reading import TooMuch, read_data
from cuakhau.reports.render import HEADING_WORDS, render_text
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.bulletin.day import bulletin_day, window_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TYPES = {
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_reports")
def show_day(request: Request, zone_name: str, day: str) -> HttpResponseBase:
    """Show the bulletin of a day; issue it."""
    zone, asked = _zone_and_day(request, zone_name, day)
    refused = None
    if request.method == "POST":
        try:
            _issue(request, zone, asked)
        except Refusal as refusal:
            refused = tell(refusal, language_of(request))
        else:
            return redirect("bulletins:day", zone.name, day)
    try:
        found, too_far = _find(request, zone, asked), False
    except TooMuch:
        found, too_far = None, True
    return _show(request, zone, asked, found, refused=refused, too_far=too_far)


@require_safe
@needs("see_reports")
def show_file(request: Request, zone_name: str, day: str, ending: str) -> HttpResponseBase:
    """Give the bulletin as text, Word or Excel, in the reader's language."""
    zone, asked = _zone_and_day(request, zone_name, day)
    found = _find(request, zone, asked)
    if found is None:
        raise Http404(day)
    language = language_of(request)
    name = f"{zone.name}-{day}-{language}.{ending}"
    answer = HttpResponse(_write(zone, found, ending, language), content_type=TYPES[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _zone_and_day(request: Request, zone_name: str, day: str) -> tuple[Zone, date]:
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_reports", agency=getattr(request.user, "agency", None))
    found = find_day(day)
    if found is None:
        raise Http404(day)
    return zone, found


def _issue(request: Request, zone: Zone, day: date) -> None:
    require(request.user, "issue_bulletin")
    issue(
        read_data(zone, published_of(zone)),
        day,
        by=request.user.get_username(),
        at=request.here.now(zone.name),
        nonce=f"{request.POST.get('nonce', '')[:40]}.issue.{day}",
    )


def _find(request: Request, zone: Zone, day: date) -> Found | None:
    if request.GET.get("as") == "published":
        printed = find_published(zone, day)
        return printed[0] if printed else None
    return find_bulletin(zone, day)


def _write(zone: Zone, found: Found, ending: str, language: Language) -> bytes:
    if ending == "txt":
        if found.issued is not None:
            text: str = found.issued.texts[language]
            return text.encode()
        assert found.bulletin is not None
        return render_text(found.bulletin, zone, language).encode()
    sheet = build_sheet(found.content, language, name_line(zone, "*", language))
    official = word_bulletin(zone, sheet, found.content, language)
    from cuakhau.reports.bulletins.excel import write_excel
    from cuakhau.reports.bulletins.word import write_word

    write = write_word if ending == "docx" else write_excel
    return write(zone, sheet, official, language)


def _show(
    request: Request,
    zone: Zone,
    day: date,
    found: Found | None,
    *,
    refused: dict[str, str] | None,
    too_far: bool,
) -> HttpResponseBase:
    language = language_of(request)
    is_published = request.GET.get("as") == "published"
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    printed = find_published(zone, day)
    page: dict[str, Any] = {
        "zone": zone.name,
        "day": day.isoformat(),
        "day_name": format_day(day, language),
        "month": f"{day:%Y-%m}",
        "is_published": is_published,
        "has_published": printed is not None,
        "sources": _tell_sources(zone, printed[1]) if printed and is_published else [],
        "is_over": now_us >= window_of(zone, day).until_us,
        "is_today": bulletin_day(zone, now_us) == day,
        "too_far": too_far,
        **(_tell(zone, found, language) if found else {}),
    }
    context = {
        "page": page,
        "refused": refused,
        "nonce": secrets.token_urlsafe(12),
        "may_issue": may(request.user, "issue_bulletin"),
        "may_import": may(request.user, "import_bulletin"),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, "bulletins/day.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _tell(zone: Zone, found: Found, language: Language) -> dict[str, Any]:
    sheet = build_sheet(found.content, language, name_line(zone, "*", language))
    issued = found.issued
    at = local_time(zone, issued.issued_us) if issued else None
    return {
        "sheet": sheet,
        "since": f"{local_time(zone, sheet.since_us):%H:%M %d/%m}",
        "until": f"{local_time(zone, sheet.until_us):%H:%M %d/%m/%Y}",
        "as_of": f"{local_time(zone, sheet.as_of_us):%H:%M:%S %d/%m/%Y}" if sheet.as_of_us else "",
        "issued": issued,
        "issued_at": f"{at:%H:%M %d/%m/%Y}" if at else "",
        "groups": group_words(),
        "heads": head_words(),
        "rows": [_tell_line(line, zone, language) for line in sheet.lines if line.is_known],
        "unknown": [line.name for line in sheet.lines if not line.is_known],
        "sections": list(list_sections(zone, found.content, language)),
        "later": _tell_later(zone, found, language),
        "later_unknown": found.later is None,
        "beside": _tell_beside(zone, found, language),
    }


def _tell_line(line: Line, zone: Zone, language: Language) -> dict[str, Any]:
    return {
        "name": line.name,
        "is_whole": line.id == "*",
        "is_by_hand": line.is_by_hand,
        "is_wagon": line.unit == "wagon",
        "cells": [
            {
                "figure": line.cells[column],
                "address": write_whole(line.cells[column]),
                "kind": f"{column[0]}{' split' if column[1] in SPLIT else ''}",
                "label": head,
            }
            for column, head in zip(COLUMNS, _labels(), strict=True)
        ],
        "goods": [(zone.name_of(goods, language), figure) for goods, figure in line.goods],
    }


def _labels() -> list[str]:
    """Name each column with its group, for a phone that shows no heading above it."""
    groups = [name for name, width in group_words() for _place in range(width)]
    heads = zip(groups, head_words(), strict=True)
    return [f"{group}: {head}" for group, head in heads]


def _tell_later(zone: Zone, found: Found, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "line": name_line(zone, one.line, language),
            "what": NAMES[one.measure][language],
            "heading": HEADING_WORDS[one.heading][language],
            "change": one.change,
            "now": one.now,
            "address": write_whole(one.now),
            "issued_code": one.issued_code,
        }
        for one in found.later or ()
    ]


def _tell_beside(zone: Zone, found: Found, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "line": name_line(zone, one["line"], language),
            "what": NAMES[one["measure"]][language],
            "heading": HEADING_WORDS[one["heading"]][language],
            "counted": one["counted"]["value"],
            "published": one["published"]["value"],
            "agrees": one["agrees"],
        }
        for one in found.content["published"]
    ]


def _tell_sources(zone: Zone, rows: Any) -> list[dict[str, str]]:
    known = {source.id: source for source in zone.sources}
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        source = known.get(row.source)
        found[row.source] = {
            "title": source.title if source else row.source,
            "address": (source.address or "") if source else "",
            "taken": row.source.partition(":")[2] if source is None else "",
        }
    return list(found.values())

"""Revenue by day, gate and kind: a page, an Excel file, JSON; each number opens to its lines."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.figures import Figure, measure
from cuakhau.figures.fees.money import ANY, NAMES
from cuakhau.figures.format import format_short_day
from cuakhau.figures.whole import write_whole
from cuakhau.movement.times import find_day, local_time
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.payments.books.days import book_day
from cuakhau.operations.payments.books.names import full_names
from cuakhau.operations.payments.pages.shown import show
from cuakhau.operations.payments.pages.words import say_kind
from cuakhau.operations.payments.revenue.lines import list_lines
from cuakhau.operations.payments.revenue.report import BY_DAY, BY_GATE, Revenue, Row, build_revenue
from cuakhau.operations.payments.revenue.sums import build_data, read_books
from cuakhau.operations.times import micros
from cuakhau.web.figures import keep_figures
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_DAYS = 366
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs("see_revenue")
def show_revenue(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the revenue of some days; the last seven unless others are asked for."""
    zone, revenue = _build(request, zone_name)
    language = language_of(request)
    page = {
        "since": revenue.since.isoformat(),
        "until": revenue.until.isoformat(),
        "spans": _list_spans(zone, request),
        "heads": [NAMES[one][language] for one in BY_DAY],
        "gate_heads": [NAMES[one][language] for one in BY_GATE],
        "whole": _tell_row(zone, revenue.whole, ""),
        "tiles": list(zip(BY_DAY, [NAMES[one][language] for one in BY_DAY],
                          _tell_row(zone, revenue.whole, "")["cells"], strict=True)),
        "days": [
            _tell_row(zone, row, format_short_day(date.fromisoformat(row.key), language))
            for row in revenue.days
        ],
        "gates": [_tell_row(zone, row, _name(zone, row.key, language)) for row in revenue.gates],
        "kinds": [_tell_row(zone, row, _name_kind(zone, row, language)) for row in revenue.kinds],
        "query": urlencode({"since": revenue.since, "until": revenue.until}),
    }  # fmt: skip
    return show(request, zone, "revenue", page, tab="revenue", notices=[])


@require_safe
@needs("see_revenue")
def export_revenue(request: Request, zone_name: str, ending: str) -> HttpResponseBase:
    """Give the revenue as .xlsx or .json, and keep its figures so that each can be asked again."""
    zone, revenue = _build(request, zone_name)
    at = request.here.now(zone.name)
    keep_figures(revenue.figures(), by=name_of(request), at=at)
    language = language_of(request)
    names = {
        **{row.key: _name(zone, row.key, language) for row in revenue.gates},
        **{row.key: _name_kind(zone, row, language) for row in revenue.kinds},
    }
    from cuakhau.operations.payments.revenue.files import write_json, write_workbook

    if ending == "json":
        content = write_json(zone, revenue)
        answer = HttpResponse(
            json.dumps(content, ensure_ascii=False, indent=1), content_type="application/json"
        )
    else:
        answer = HttpResponse(write_workbook(zone, revenue, names, language), content_type=XLSX)
    name = f"{zone.name}-{revenue.since}-{revenue.until}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
@needs("see_revenue")
def show_lines(request: Request, zone_name: str) -> HttpResponseBase:
    """Open one figure: what it means, how it was asked, and the lines that it adds up."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_revenue", agency=agency_of(request))
    name = request.GET.get("measure", "")
    if name not in NAMES:
        raise Http404(name)
    since, until = _read_days(request, zone)
    about = {key: request.GET.get(key, ANY)[:60] for key in ("gate", "charge", "goods")}
    now_us = micros(request.here.now(zone.name))
    books = read_books(zone, since, until)
    asked = {**about, "since": since.isoformat(), "until": until.isoformat()}
    figure = measure(build_data(zone, books, now_us), f"fees.{name}", **asked)
    language = language_of(request)
    lines = list_lines(zone.name, name, asked, books.last)
    names = full_names(one.entry.by for one in lines)
    page = {
        "name": NAMES[name][language],  # type: ignore[index]  # looked up above
        "figure": figure,
        "whole": write_whole(figure),
        "books": books.last,
        "since": format_short_day(since, language),
        "until": format_short_day(until, language),
        "about": [_name(zone, value, language) for value in about.values() if value != ANY],
        "lines": [
            {
                "entry": one.entry_id,
                "day": format_short_day(one.entry.day, language),
                "at": f"{local_time(zone, micros(one.entry.at)):%H:%M %d/%m/%Y}",
                "kind": say_kind(one.entry.kind),
                "visit": one.visit or one.entry.visit,
                "firm": one.entry.firm,
                "by": names.get(one.entry.by, one.entry.by),
                "basis": one.entry.basis,
                "amount_vnd": one.amount_vnd,
            }
            for one in lines
        ],
    }
    return show(request, zone, "revenue_lines", page, tab="revenue", notices=[])


def _build(request: Request, zone_name: str) -> tuple[Zone, Revenue]:
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_revenue", agency=agency_of(request))
    since, until = _read_days(request, zone)
    data = build_data(zone, read_books(zone, since, until), micros(request.here.now(zone.name)))
    return zone, build_revenue(data)


def _read_days(request: Request, zone: Zone) -> tuple[date, date]:
    today = book_day(zone, request.here.now(zone.name))
    since, until = (find_day(request.GET.get(name, "")) for name in ("since", "until"))
    if since is None or until is None:
        return today - timedelta(days=6), today
    since, until = min(since, until), max(since, until)
    return max(since, until - timedelta(days=MOST_DAYS)), until


def _list_spans(zone: Zone, request: Request) -> list[dict[str, Any]]:
    today = book_day(zone, request.here.now(zone.name))
    month = today.replace(day=1)
    spans = (
        (_("Today"), today, today),
        (_("Seven days"), today - timedelta(days=6), today),
        (_("This month"), month, today),
        (_("Last month"), (month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
        (_("This year"), today.replace(month=1, day=1), today),
    )
    return [
        {"word": word, "query": urlencode({"since": since, "until": until})}
        for word, since, until in spans
    ]


def _tell_row(zone: Zone, row: Row, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "cells": [{"figure": one, "address": _address(zone, one)} for one in row.figures],
    }


def _address(zone: Zone, figure: Figure) -> str:
    about: Mapping[str, Any] = figure.parameters
    asked = {"measure": figure.definition.removeprefix("fees."), **about}
    return f"{reverse('payments:revenue-lines', args=[zone.name])}?{urlencode(asked)}"


def _name(zone: Zone, row_id: str, language: Language) -> str:
    return zone.name_of(row_id, language) if row_id else _("no gate named")


def _name_kind(zone: Zone, row: Row, language: Language) -> str:
    charge, _slash, goods = row.key.partition("/")
    said = zone.name_of(goods, language) if goods else _("set by hand")
    return f"{zone.name_of(charge, language)} · {said}"

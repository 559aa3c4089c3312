"""Pages of works: translate, one call, translate back."""

import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may, needs
from cuakhau.journal import versions
from cuakhau.journal.versions import read_history
from cuakhau.movement.times import local_day
from cuakhau.operations.times import micros
from cuakhau.portfolio.works.register import figures
from cuakhau.portfolio.works.register.reading import (
    Held,
    find_last,
    find_project,
    list_revisions,
    read_register,
)
from cuakhau.portfolio.works.screen.form_page import build_acts
from cuakhau.portfolio.works.screen.one import build_one
from cuakhau.portfolio.works.screen.page import build_portfolio, tell_published
from cuakhau.portfolio.works.screen.reader import Reader, name_units
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.history import History
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_works")
def show_works(request: Request, zone_name: str) -> HttpResponseBase:
    """Show all works of a zone: how many, when, how much, and what is wrong."""
    zone = request.here.get_zone(zone_name)
    reader, history = read(request, zone)
    year = read_year(request, reader)
    up_to = find_last(zone.name)
    held = read_register(zone.name, up_to)
    page = build_portfolio(reader, held, figures.build_register_data(zone, held, up_to), year)
    page["published"] = tell_published(history, figures.build_published_data(zone, history))
    return show(request, zone, "portfolio", page)


@require_safe
@needs("see_works")
def show_work(request: Request, zone_name: str, code: str) -> HttpResponseBase:
    """Show one project."""
    zone = request.here.get_zone(zone_name)
    held = find_project(zone.name, code)
    if held is None:
        raise Http404(code)
    reader, _history = read(request, zone)
    return show_one(request, reader, held, {})


def show_one(
    request: Request, reader: Reader, held: Held, told: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Show a project, with the forms for who may write; `told` is what came of one of them."""
    zone = reader.zone
    data = figures.build_register_data(zone, [held], find_last(zone.name))
    page = build_one(reader, held, data, list_revisions(zone.name, held.project.code))
    if may(request.user, "edit_works", zone=zone.name):
        page |= build_acts(reader, held.project)
    return show(request, zone, "one", {**page, **told}, status=status)


def read(request: Request, zone: Zone) -> tuple[Reader, History]:
    """Read who asks, and what was published of the zone."""
    versions.ensure(zone)
    language = language_of(request)
    history = read_history(zone)
    today = local_day(zone, micros(request.here.now(zone.name)))
    units = name_units(history, language)
    return Reader(zone=zone, today=today, language=language, units=units), history


def read_year(request: Request, reader: Reader) -> int:
    """Read which year is asked of; this one where none is."""
    said = request.GET.get("year", "")
    is_year = said.isdecimal() and figures.FIRST_YEAR <= int(said) <= figures.LAST_YEAR
    return int(said) if is_year else reader.today.year


def show(
    request: Request, zone: Zone, name: str, page: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Show a page of works."""
    context = {
        "page": {**page, "zone": zone.name},
        "may_edit": may(request.user, "edit_works", zone=zone.name),
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, f"works/{name}.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer

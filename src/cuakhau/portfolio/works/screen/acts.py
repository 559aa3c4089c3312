"""Writing works: translate, one call, translate back."""

from collections.abc import Callable

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.rights import needs
from cuakhau.operations.desk.doors import name_of
from cuakhau.portfolio.works.register import writing
from cuakhau.portfolio.works.register.reading import Held, find_project
from cuakhau.portfolio.works.register.writing import Signed
from cuakhau.portfolio.works.screen.form_page import build_form, refill, title_of
from cuakhau.portfolio.works.screen.forms import read_entry, read_project, read_stage
from cuakhau.portfolio.works.screen.reader import Reader
from cuakhau.portfolio.works.screen.views import read, show, show_one
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@require_http_methods(["GET", "HEAD", "POST"])
@needs("edit_works")
def show_new(request: Request, zone_name: str) -> HttpResponseBase:
    """Enter a project."""
    zone = request.here.get_zone(zone_name)
    return _form(request, zone, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("edit_works")
def show_edit(request: Request, zone_name: str, code: str) -> HttpResponseBase:
    """Change what a project is said to be."""
    zone = request.here.get_zone(zone_name)
    return _form(request, zone, _get(zone, code))


@require_POST
@needs("edit_works")
def record_stage(request: Request, zone_name: str, code: str) -> HttpResponseBase:
    """Record a stage of a project."""
    zone = request.here.get_zone(zone_name)

    def act(signed: Signed) -> None:
        writing.record_stage(zone.name, code, read_stage(request.POST), signed)

    return _act(request, zone, code, act, "stage")


@require_POST
@needs("edit_works")
def record_money(request: Request, zone_name: str, code: str) -> HttpResponseBase:
    """Write a line of money of a project."""
    zone = request.here.get_zone(zone_name)

    def act(signed: Signed) -> None:
        writing.record_money(zone.name, read_entry(request.POST, code), signed)

    return _act(request, zone, code, act, "money")


def sign(request: Request, zone: Zone, reader: Reader) -> Signed:
    """Say who writes, and when it is in the zone."""
    nonce = request.POST.get("nonce", "")[:60]
    at = request.here.now(zone.name)
    return Signed(by=name_of(request), at=at, today=reader.today, nonce=nonce)


def _act(
    request: Request, zone: Zone, code: str, act: Callable[[Signed], None], which: str
) -> HttpResponseBase:
    held = _get(zone, code)
    reader, _history = read(request, zone)
    try:
        act(sign(request, zone, reader))
    except Refusal as refused:
        told = {"refusal": tell(refused, reader.language), "refused": which, "said": request.POST}
        return show_one(request, reader, held, told, status=422)
    return redirect("portfolio:work", zone.name, code)


def _form(request: Request, zone: Zone, held: Held | None) -> HttpResponseBase:
    reader, _history = read(request, zone)
    there = held.project if held else None
    page = {**build_form(reader, there), "title": title_of(there)}
    page["revision"] = held.revision if held else 0
    if request.method == "POST":
        try:
            code = _write(request, zone, reader, held)
        except Refusal as refused:
            page = refill(page, request.POST)
            page["refusal"] = tell(refused, language_of(request))
            page["revision"] = request.POST.get("revision", "0")
            page["nonce"] = request.POST.get("nonce", "")
            return show(request, zone, "form", page, status=422)
        return redirect("portfolio:work", zone.name, code)
    return show(request, zone, "form", page)


def _write(request: Request, zone: Zone, reader: Reader, held: Held | None) -> str:
    project = read_project(request.POST, held.project if held else None, reader.ids)
    signed = sign(request, zone, reader)
    if held is None:
        writing.add_project(zone.name, project, signed)
    else:
        revision = request.POST.get("revision", "")
        number = int(revision) if revision.isdecimal() else 0
        writing.change_project(zone.name, project, number, signed)
    return project.code


def _get(zone: Zone, code: str) -> Held:
    held = find_project(zone.name, code)
    if held is None:
        raise Http404(code)
    return held

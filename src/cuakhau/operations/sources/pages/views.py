"""Taking in from other systems: look first, write once."""

import secrets
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.operations.desk.doors import agency_of, may, name_of, needs, require
from cuakhau.operations.people import plain
from cuakhau.operations.sources import register, settle, take
from cuakhau.operations.sources.models import Intake, Source
from cuakhau.operations.sources.pages.words import (
    list_kinds,
    say_field,
    tell_columns,
    tell_intake,
    tell_preview,
    tell_source,
)
from cuakhau.operations.sources.reading.mapping import (
    FIELDS,
    Layout,
    complete,
    find_step,
    list_allowed,
    read_layout,
)
from cuakhau.operations.sources.reading.sheet import Sheet, read_carried, read_sheet, read_text
from cuakhau.operations.sources.register import NewSource
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads import read_upload
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

Page = dict[str, Any]
RECENT = 12


def scope_of(request: Request) -> str | None:
    """Name the agency whose sources a person looks after; `None` means those of all."""
    agency = agency_of(request)
    return None if may(request.user, "take_in") else agency


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in")
def show_sources(request: Request, zone_name: str) -> HttpResponseBase:
    """List the sources of the own agency; open another one."""
    zone = request.here.get_zone(zone_name)
    agency, language = scope_of(request), language_of(request)
    refusal = None
    if request.method == "POST":
        said = request.POST
        new = NewSource(name=said.get("name", ""), kind=said.get("kind", ""), agency=agency or "")
        try:
            by, at = name_of(request), request.here.now(zone.name)
            source = register.open_source(zone, new, by=by, at=at)
            return redirect("sources:source", zone.name, source.id)
        except Refusal as told:
            refusal = tell(told, language)
    sources = register.list_sources(zone.name, agency)
    names = {one.id: one.name for one in sources}
    recent = Intake.objects.filter(zone=zone.name, source__in=list(names)).order_by("-pk")[:RECENT]
    page = {
        "sources": [tell_source(zone, one, language) for one in sources],
        "kinds": list_kinds(),
        "unsettled": len(settle.list_unsettled(zone.name, sources)),
        "recent": [{**tell_intake(zone, one), "source": names[one.source]} for one in recent],
        "refusal": refusal,
    }
    return _render(request, zone, "list", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("take_in")
def show_source(request: Request, zone_name: str, source: str) -> HttpResponseBase:
    """Take a file or a paste: what would be written is shown first."""
    zone = request.here.get_zone(zone_name)
    found = register.get_source(zone.name, source)
    require(request.user, "take_in", agency=found.agency or None)
    page: Page = {}
    if request.method == "POST":
        try:
            answer = _take(request, zone, found)
        except Refusal as told:
            page["refusal"] = tell(told, language_of(request))
        else:
            if not isinstance(answer, dict):
                return answer
            page = answer
    recent = Intake.objects.filter(zone=zone.name, source=found.id).order_by("-pk")[:RECENT]
    page["recent"] = [tell_intake(zone, one) for one in recent]
    page["source"] = tell_source(zone, found, language_of(request))
    return _render(request, zone, "source", page)


def _take(request: Request, zone: Zone, source: Source) -> Page | HttpResponseBase:
    act, by, at = request.POST.get("act", ""), name_of(request), request.here.now(zone.name)
    if act == "close":
        register.close_source(source, by=by, at=at)
        return redirect("sources:list", zone.name)
    sheet, name = _read(request)
    if act == "columns":
        layout = _read_layout(request, zone, source, sheet)
        source = register.set_layout(source, layout, by=by, at=at)
    if act == "write":
        intake, _repeated = take.write(zone, source, sheet, name, by=by, at=at)
        return redirect("sources:intake", zone.name, intake.pk)
    return _look(request, zone, source, sheet, name)


def _read(request: Request) -> tuple[Sheet, str]:
    """Read what was sent: carried from the page before, pasted, or a file."""
    said = request.POST
    if "sheet" in said:
        return read_carried(said["sheet"]), said.get("name", "")[:100]
    if said.get("pasted", "").strip():
        return read_text(said["pasted"]), _("pasted")
    upload = read_upload(request.FILES.get("file"), kinds=("xlsx", "csv", "text"))
    return read_sheet(upload), upload.name


def _look(request: Request, zone: Zone, source: Source, sheet: Sheet, name: str) -> Page:
    language = language_of(request)
    layout = complete(read_layout(source.mapping), sheet.columns)
    allowed = list_allowed(zone, source.agency)
    page: Page = {
        "carried": sheet.to_json(),
        "name": name,
        "layout": _mark_steps(
            zone, layout, allowed, tell_columns(zone, sheet, layout, allowed, language)
        ),
    }
    if layout.missing:
        page["missing"] = [say_field(field) for field in layout.missing]
        return page
    preview = take.look(zone, source, sheet, now_us=micros(request.here.now(zone.name)))
    page["preview"] = tell_preview(zone, preview, language)
    page["taken"] = tell_intake(zone, preview.taken) if preview.taken else None
    return page


def _mark_steps(zone: Zone, layout: Layout, allowed: list[str], columns: Page) -> Page:
    words = [
        {**one, "step": find_step(zone, layout, one["word"], allowed) or ""}
        for one in columns["words"]
    ]
    unknown = [one for one in words if not one["step"]]
    return {**columns, "words": words, "unknown": len(unknown)}


def _read_layout(request: Request, zone: Zone, source: Source, sheet: Sheet) -> Layout:
    """Read which column is what. Words that a step is said of are kept from before."""
    said = request.POST
    columns = {
        name: said[f"column-{place}"]
        for place, name in enumerate(sheet.columns)
        if name and said.get(f"column-{place}", "") in FIELDS
    }
    allowed = set(list_allowed(zone, source.agency))
    words = zip(said.getlist("word"), said.getlist("step-of"), strict=False)
    steps = {plain(word): step for word, step in words if step in allowed}
    offset = said.get("offset_min", "")
    return Layout(
        columns=columns,
        steps={**read_layout(source.mapping).steps, **steps},
        only_step=said.get("only_step", "") if said.get("only_step", "") in allowed else "",
        offset_min=480 if offset == "480" else 420,
    )


def _render(request: Request, zone: Zone, template: str, page: Page) -> HttpResponseBase:
    context = {
        "page": {"zone": zone.name, **page},
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    status = 422 if page.get("refusal") else 200
    answer = render(request, f"sources/{template}.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer

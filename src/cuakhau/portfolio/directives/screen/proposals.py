"""Policy proposals: problem, evidence, options, opinions of units, submission, decision."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import may, needs, require
from cuakhau.accounts.units import units_of
from cuakhau.portfolio.directives.acting import proposing
from cuakhau.portfolio.directives.areas import name_area
from cuakhau.portfolio.directives.models import (
    ASKED,
    DECIDED,
    EVIDENCE,
    MADE_UP,
    OPINION,
    OPTION,
    STEPS,
    SUBMITTED,
    Proposal,
    Step,
)
from cuakhau.portfolio.directives.screen.shown import (
    Teller,
    agency_of,
    area_choices,
    say,
    show,
    sign,
    today_of,
    unit_choices,
)
from cuakhau.portfolio.directives.words import list_words
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_directives")
def show_proposals(request: Request, zone_name: str) -> HttpResponseBase:
    """List the proposals with how far each is; write a problem down as a new one."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show_list(request, zone)
    require(request.user, "give_directives", zone=zone.name)
    typed = request.POST
    said = proposing.Said(
        area=typed.get("area", ""),
        title=typed.get("title", ""),
        problem=typed.get("problem", ""),
        leader=typed.get("leader", ""),
        language=language_of(request),
    )
    try:
        row = proposing.propose(zone, said, sign(request, zone))
    except Refusal as refused:
        return _show_list(request, zone, refused)
    address = reverse("portfolio:proposal", args=[zone.name, row.pk])
    return redirect(f"{address}?{_attached(typed)}" if typed.get("ref") else address)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_directives")
def show_proposal(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show a proposal with all its steps; take a step."""
    zone = request.here.get_zone(zone_name)
    row = Proposal.objects.filter(zone=zone.name, pk=key).first()
    if row is None:
        raise Http404(str(key))
    if request.method != "POST":
        return _show_one(request, zone, row)
    kind = request.POST.get("act", "")
    kind = kind if kind in STEPS else OPTION
    units = units_of(zone, request.user)
    if kind == OPINION:
        asked_of = set(proposing.list_open_asks(list(row.steps.order_by("pk")))) & set(units)
        agency = agency_of(request) if asked_of else None
        require(request.user, "report_task", agency=agency, zone=zone.name)
    else:
        require(request.user, "give_directives", zone=zone.name)
    names = ("words", "unit", "ref_kind", "ref", "day", "document")
    said = {name: request.POST.get(name, "") for name in names}
    try:
        asked = proposing.StepSaid(kind=kind, **said)
        proposing.step(zone, row.pk, asked, units, sign(request, zone))
    except Refusal as refused:
        return _show_one(request, zone, row, refused)
    return redirect("portfolio:proposal", zone.name, row.pk)


def _show_list(request: Request, zone: Zone, refused: Refusal | None = None) -> HttpResponseBase:
    language = language_of(request)
    teller = Teller(zone, language, today_of(request, zone))
    found = Proposal.objects.filter(zone=zone.name).prefetch_related("steps")
    told = request.POST or request.GET
    page = {
        "tab": "proposals",
        "said": told,
        "attached": _attached(told) if told.get("ref") else "",
        "rows": [
            {
                **_tell(one, teller),
                "stage": stage_word(stage_of(list(one.steps.all()))),
                "is_decided": stage_of(list(one.steps.all())) == DECIDED,
            }
            for one in found.order_by("-pk")[:MOST]
        ],
        "areas": area_choices(language),
        "units": unit_choices(zone, language),
        "mine": units_of(zone, request.user),
    }
    return show(request, zone, "proposals", page, refused)


def _attached(told: Any) -> str:
    """Carry what another page wants attached as evidence to the proposal that is opened."""
    return urlencode({name: told.get(name, "")[:80] for name in ("ref_kind", "ref")})


def _show_one(
    request: Request, zone: Zone, row: Proposal, refused: Refusal | None = None
) -> HttpResponseBase:
    language = language_of(request)
    teller = Teller(zone, language, today_of(request, zone))
    steps = list(row.steps.order_by("pk"))
    units = units_of(zone, request.user)
    asked = proposing.list_open_asks(steps)
    stage = stage_of(steps)
    agency = agency_of(request) if set(asked) & set(units) else None
    told = [_tell_step(zone, one, teller, language) for one in steps]
    page = {
        "tab": "proposals",
        "said": request.POST or request.GET,
        "row": _tell(row, teller),
        "stages": [(one, stage_word(one), one == stage) for one in ("problem", *STEPS)],
        "groups": {kind: [one for one in told if one["kind"] == kind] for kind in STEPS},
        "waiting": [teller.name(unit) for unit in asked],
        "may_reply": stage not in (SUBMITTED, DECIDED)
        and bool(set(asked) & set(units))
        and may(request.user, "report_task", agency=agency, zone=zone.name),
        "may_step": may(request.user, "give_directives", zone=zone.name) and stage != DECIDED,
        "is_submitted": stage == SUBMITTED,
        "units": unit_choices(zone, language),
        "kinds": [(one, list_words()[one].names[language]) for one in proposing.EVIDENCE_KINDS],
    }
    return show(request, zone, "proposal", page, refused)


def stage_of(steps: list[Step]) -> str:
    """Say how far a proposal is: the furthest kind of step that it has."""
    kinds = {one.kind for one in steps}
    return next((one for one in reversed(STEPS) if one in kinds), "problem")


def stage_word(stage: str) -> str:
    """Name a stage for people."""
    return {
        "problem": _("problem"),
        EVIDENCE: _("evidence"),
        OPTION: _("options"),
        ASKED: _("opinions asked"),
        OPINION: _("opinions given"),
        SUBMITTED: _("submitted"),
        DECIDED: _("decided"),
    }[stage]


def _tell(row: Proposal, teller: Teller) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": say(row.title, teller.language),
        "problem": say(row.problem, teller.language),
        "area": row.area,
        "area_name": name_area(row.area, teller.language),
        "leader": teller.name(row.leader),
        "by": row.by,
        "at": row.at,
        "is_made_up": row.origin == MADE_UP,
    }


def _tell_step(zone: Zone, one: Step, teller: Teller, language: Language) -> dict[str, Any]:
    kind = list_words().get(one.ref_kind)
    return {
        "kind": one.kind,
        "unit": teller.name(one.unit) if one.unit else "",
        "words": one.words,
        "ref": one.ref,
        "ref_kind": kind.names[language] if kind else "",
        "address": _address(zone, one),
        "day": one.day,
        "document": one.document,
        "by": one.by,
        "at": one.at,
    }


def _address(zone: Zone, one: Step) -> str:
    """Give where the evidence is looked at."""
    if one.ref_kind == "figure":
        return f"/figure/{one.ref}"
    if one.ref_kind == "run":
        return reverse("planning:run", args=[zone.name, int(one.ref)])
    if one.ref_kind == "price":
        return reverse("planning:overlaps:price-of", args=[zone.name, int(one.ref)])
    if one.ref_kind == "overlap":
        return reverse("planning:overlaps:list", args=[zone.name])
    if one.ref_kind == "clock":
        return reverse("clock:overview", args=[zone.name])
    return ""

"""The pages of rounds: translate, one call, translate back."""

from collections.abc import Callable

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.rights import needs, require
from cuakhau.accounts.units import name_unit, units_of
from cuakhau.movement.times import local_day
from cuakhau.reports.documents.models import IssuedDocument
from cuakhau.reports.documents.page import tell_document
from cuakhau.reports.given.periods import read_periods
from cuakhau.reports.pages.showing import open_zone, show_page
from cuakhau.reports.paper.document import Document
from cuakhau.reports.rounds import page, writing
from cuakhau.reports.rounds.building import build_of_round
from cuakhau.reports.rounds.models import Round
from cuakhau.reports.rounds.parts import read_cells
from cuakhau.reports.rounds.reading import Part, Standing, read_standing
from cuakhau.reports.rounds.refusals import hr10_who_works_there_sends, not_in_round
from cuakhau.reports.rounds.writing import Asking, Signed
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

Page = HttpResponseBase


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_reports")
def show_rounds(request: Request, zone_name: str) -> Page:
    """Show the rounds of a zone; open one."""
    zone = open_zone(request, zone_name)

    def open_one() -> Page:
        require(request.user, "open_round")
        said = request.POST
        asking = Asking(
            kind=said.get("kind", ""),
            periods=said.get("period", "")[:120],
            due=said.get("due", ""),
            units=said.getlist("unit"),
        )
        held = writing.open_round(zone, asking, _signed(request, zone))
        return redirect("rounds:round", zone.name, held.pk)

    answer, refused = _do(request, open_one)
    if answer is not None:
        return answer
    told = page.tell_rounds(_reader(request, zone), request.POST if refused else None)
    return show_page(request, zone, "rounds/list.html", told, refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_reports")
def show_round(request: Request, zone_name: str, key: int) -> Page:
    """Show how a round stands; remind, approve, issue."""
    zone, held = _round(request, zone_name, key)

    def act() -> Page:
        match request.POST.get("act"):
            case "remind":
                require(request.user, "open_round")
                writing.remind(held, _signed(request, zone))
            case "approve":
                require(request.user, "approve_round")
                missing = request.POST.getlist("missing")
                writing.approve(zone, held, missing, _signed(request, zone))
            case "issue":
                require(request.user, "issue_document")
                document = _build(request, zone, read_standing(held))
                writing.issue_round(zone, held, document, _signed(request, zone))
        return redirect("rounds:round", zone.name, held.pk)

    answer, refused = _do(request, act)
    if answer is not None:
        return answer
    standing = read_standing(held)
    issued = None
    if standing.issued is not None:
        found = IssuedDocument.objects.filter(pk=int(standing.issued.text))
        issued = found.defer("content").first()
    told = page.tell_round(_reader(request, zone), standing, issued)
    return show_page(request, zone, "rounds/round.html", told, refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_reports")
def show_part(request: Request, zone_name: str, key: int, unit: str) -> Page:
    """Show the part of one unit; send it in, comment on it, send it back."""
    zone, held = _round(request, zone_name, key)
    if unit not in held.units and request.method != "POST":
        raise Http404(unit)
    said = request.POST

    def act() -> Page:
        signed, text = _signed(request, zone), said.get("text", "")
        if said.get("act") == "send":
            require(request.user, "answer_round")
            _require_unit(request, zone, unit)
            source = said.get("source", "")
            values = {
                name.removeprefix("cell-"): (str(value), source)
                for name, value in said.items()
                if name.startswith("cell-")
            }
            writing.answer(zone, held, unit, text, values, signed)
        else:
            require(request.user, "approve_round")
            say = writing.send_back if said.get("act") == "back" else writing.comment
            say(held, unit, text, signed)
        return redirect("rounds:part", zone.name, held.pk, unit)

    answer, refused = _do(request, act)
    if answer is not None:
        return answer
    standing = read_standing(held)
    part = standing.part(unit) or Part(unit, "asked", (), (), ())
    cells = read_cells(zone, unit, read_periods(held.periods))
    told = page.tell_part(_reader(request, zone), standing, part, cells)
    if refused and said.get("act") == "send":
        told |= {"text": said.get("text", ""), "source": said.get("source", "")}
        for cell in told["cells"]:
            cell["typed"] = said.get(f"cell-{cell['mark']}", "")
    return show_page(request, zone, "rounds/part.html", told, refused=refused)


@require_safe
@needs("see_reports")
def show_draft(request: Request, zone_name: str, key: int) -> Page:
    """Show the document of a round as it would be issued now."""
    zone, held = _round(request, zone_name, key)
    document = _build(request, zone, read_standing(held))
    told = {"key": held.pk, "document": tell_document(document)}
    return show_page(request, zone, "rounds/draft.html", told, refused=None)


def _require_unit(request: Request, zone: Zone, unit: str) -> None:
    """Let who works in one unit write for that one. Raises HR10."""
    own = getattr(request.user, "unit", "")
    if own and unit not in units_of(zone, request.user):
        name = name_unit(zone, unit, language_of(request))
        raise not_in_round(hr10_who_works_there_sends, unit=name)


def _do(request: Request, act: Callable[[], Page]) -> tuple[Page | None, dict[str, str] | None]:
    """Do what a form asks, and give where to go; or what refused it."""
    if request.method != "POST":
        return None, None
    try:
        return act(), None
    except NotLetIn:  # who may not at all gets the page that says so
        raise
    except Refusal as refusal:
        return None, tell(refusal, language_of(request))


def _build(request: Request, zone: Zone, standing: Standing) -> Document:
    reader = _reader(request, zone)
    mark = _("demo") if zone.is_demo else ""
    return build_of_round(zone, standing, language=reader.language, day=reader.today, mark=mark)


def _round(request: Request, zone_name: str, key: int) -> tuple[Zone, Round]:
    zone = open_zone(request, zone_name)
    held = Round.objects.filter(zone=zone.name, pk=key).first()
    if held is None:
        raise Http404(str(key))
    return zone, held


def _signed(request: Request, zone: Zone) -> Signed:
    return Signed(
        by=request.user.get_username(),
        at=request.here.now(zone.name),
        nonce=request.POST.get("nonce", "")[:40],
    )


def _reader(request: Request, zone: Zone) -> page.Reader:
    now_us = int(request.here.now(zone.name).timestamp() * 1_000_000)
    return page.Reader(
        zone=zone,
        person=request.user,
        language=language_of(request),
        today=local_day(zone, now_us),
    )

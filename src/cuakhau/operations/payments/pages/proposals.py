"""Waivers and refunds that wait for a second person, and those that were decided."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.payments.books.names import full_names
from cuakhau.operations.payments.models import Proposal, RefundSlip
from cuakhau.operations.payments.pages.desk import collector_of
from cuakhau.operations.payments.pages.shown import Notice, nonce_of, show, try_act
from cuakhau.operations.payments.papers.slips import print_slip
from cuakhau.operations.payments.taking.propose import Deciding, decide
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

MOST = 40


@require_http_methods(["GET", "HEAD", "POST"])
@needs("waive_fee")
def show_proposals(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what waits for a second person; take the decision."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "waive_fee", agency=agency_of(request))
    notices: list[Notice] = []
    if request.method == "POST":
        notices = _decide(request, zone)
    rows = Proposal.objects.filter(zone=zone.name).select_related("decision__slip")
    waiting = list(rows.filter(decision=None).order_by("pk"))
    decided = list(rows.exclude(decision=None).order_by("-decision__pk")[:MOST])
    acted = [one.by for one in (*waiting, *decided)] + [one.decision.by for one in decided]
    names = full_names(acted)
    page = {
        "waiting": [_tell(zone, one, request, names) for one in waiting],
        "decided": [_tell(zone, one, request, names) for one in decided],
    }
    return show(request, zone, "proposals", page, tab="proposals", notices=notices)


@require_POST
@needs("see_fees")
def print_one(request: Request, zone_name: str, slip: int) -> HttpResponseBase:
    """Give the slip of a refund as PDF; from the second printing on it is marked as a copy."""
    zone = request.here.get_zone(zone_name)
    found = RefundSlip.objects.filter(zone=zone.name, pk=slip).first()
    if found is None:
        raise Http404(str(slip))
    require(request.user, "see_fees", agency=agency_of(request), firm=found.firm)
    pdf = print_slip(zone, found, by=name_of(request), at=request.here.now(zone.name))
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"{found.series}-{found.number:07d}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _decide(request: Request, zone: Zone) -> list[Notice]:
    said, _colon, number = request.POST.get("act", "").partition(":")
    if not number.isdecimal() or not Proposal.objects.filter(zone=zone.name, pk=number).exists():
        return []
    deciding = Deciding(
        proposal=int(number),
        said="approved" if said == "approved" else "declined",
        agency=agency_of(request) or collector_of(zone),
        note=request.POST.get(f"note-{number}", ""),
    )
    done = _("Approved and booked.") if deciding.said == "approved" else _("Declined.")
    _answer, notices = try_act(
        request,
        done,
        lambda: decide(
            zone,
            deciding,
            by=name_of(request),
            at=request.here.now(zone.name),
            nonce=nonce_of(request, f"{said}.{number}"),
        ),
    )
    return notices


def _tell(
    zone: Zone, proposal: Proposal, request: Request, names: Mapping[str, str]
) -> dict[str, Any]:
    decision = getattr(proposal, "decision", None)
    return {
        "id": proposal.pk,
        "kind": _("Refund") if proposal.kind == "refund" else _("Waiver"),
        "visit": proposal.visit,
        "firm": proposal.firm,
        "amount_vnd": proposal.amount_vnd,
        "means": {"cash": _("Cash"), "bank": _("Bank transfer")}.get(proposal.means, ""),
        "basis": proposal.basis,
        "by": names.get(proposal.by, proposal.by),
        "at": f"{local_time(zone, micros(proposal.at)):%H:%M %d/%m/%Y}",
        "is_own": proposal.by == name_of(request),
        "is_approved": decision is not None and decision.said == "approved",
        "decided_by": names.get(decision.by, decision.by) if decision else "",
        "decided_at": f"{local_time(zone, micros(decision.at)):%H:%M %d/%m/%Y}" if decision else "",
        "note": decision.note if decision else "",
        "slip": getattr(decision, "slip", None),
    }

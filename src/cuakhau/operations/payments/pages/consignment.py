"""The fee page of a consignment: what each vehicle owes, one payment for all."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.payments.bank.account import find_account
from cuakhau.operations.payments.books.consignments import Together, get_together
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.pages.shown import Notice, nonce_of, show, try_act
from cuakhau.operations.payments.pages.visit import draw_code
from cuakhau.operations.payments.pages.words import tell_owing
from cuakhau.operations.payments.papers.vietqr import purpose_of
from cuakhau.operations.payments.taking.amounts import read_amount
from cuakhau.operations.payments.taking.take import Paid, Paying, take
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

MEANS = ("cash", "transfer", "prepaid", "debt")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_fees")
def show_consignment(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show what the visits of a consignment owe; take one payment for all of them."""
    zone = request.here.get_zone(zone_name)
    together = _get(request, zone, number)
    notices: list[Notice] = []
    if request.method == "POST":
        require(request.user, "take_payment", agency=agency_of(request))
        paid, notices = _take(request, zone, together)
        if isinstance(paid, Paid) and paid.receipt is not None:
            return redirect("payments:receipt", zone.name, paid.receipt)
        together = _get(request, zone, number)
    return _show(request, zone, together, notices)


@require_safe
@needs("see_fees")
def show_code(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Draw the code that pays all that the consignment still owes."""
    zone = request.here.get_zone(zone_name)
    together = _get(request, zone, number)
    return draw_code(zone, together.to_pay_vnd, number)


def _get(request: Request, zone: Zone, number: str) -> Together:
    try:
        together = get_together(zone, number, agency_of(request))
    except Consignment.DoesNotExist:
        raise Http404(number) from None
    owner = together.consignment.owner
    require(request.user, "see_fees", agency=agency_of(request), firm=owner)
    return together


def _take(request: Request, zone: Zone, together: Together) -> tuple[Any, list[Notice]]:
    means = request.POST.get("means", "transfer")
    account = find_account(zone)

    def act() -> Paid:
        paying = Paying(
            numbers=tuple(one.number for one in together.payable),
            agency=agency_of(request) or "",
            means=means if means in MEANS else "transfer",  # type: ignore[arg-type]  # one of them
            amount_vnd=read_amount(request.POST.get("amount", "")),
            over="prepaid" if request.POST.get("over") == "prepaid" else "refuse",
            account=account.account if account and means == "transfer" else "",
            note=together.consignment.number,
            firm=together.consignment.owner,
        )
        by, at = name_of(request), request.here.now(zone.name)
        nonce = nonce_of(request, together.consignment.number)
        return take(zone, paying, by=by, at=at, nonce=nonce)

    return try_act(request, _("Done."), act)


def _show(
    request: Request, zone: Zone, together: Together, notices: list[Notice]
) -> HttpResponseBase:
    language = language_of(request)
    consignment = together.consignment
    firm = firm_standing_of(zone.name, consignment.owner)
    rows = [tell_owing(zone, one, language) for one in together.owings]
    page = {
        "number": consignment.number,
        "contract": consignment.contract,
        "firm": consignment.owner,
        "rows": rows,
        "to_pay_vnd": together.to_pay_vnd,
        "payable": len(together.payable),
        "unknown": sum(one.to_pay_vnd is None for one in together.owings),
        "balance_vnd": firm.prepaid_vnd,
        "account": find_account(zone),
        "purpose": purpose_of(consignment.number),
    }
    return show(request, zone, "consignment", page, tab="desk", notices=notices)

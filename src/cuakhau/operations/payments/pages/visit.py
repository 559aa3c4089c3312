"""The fee page of a visit: what is owed and by which rule, and how it is paid."""

import io
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.journal import read
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.payments.bank.account import find_account
from cuakhau.operations.payments.books.owing import Owing, get_owing
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import Proposal, Receipt, RefundSlip
from cuakhau.operations.payments.pages.receipts import tell_receipts
from cuakhau.operations.payments.pages.shown import Notice, nonce_of, show, try_act
from cuakhau.operations.payments.pages.words import tell_owing
from cuakhau.operations.payments.papers.vietqr import build_code, purpose_of
from cuakhau.operations.payments.taking.amounts import read_amount
from cuakhau.operations.payments.taking.hand import Setting, list_known, set_by_hand
from cuakhau.operations.payments.taking.propose import Proposing, propose
from cuakhau.operations.payments.taking.take import Paid, Paying, take
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

MEANS = ("cash", "transfer", "prepaid", "debt")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_fees")
def show_visit(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show what a visit owes line by line; take its payment."""
    zone = request.here.get_zone(zone_name)
    owing = _get_owing(request, zone, number)
    notices: list[Notice] = []
    if request.method == "POST":
        answer, notices = _act(request, zone, number)
        if isinstance(answer, Paid) and answer.receipt is not None:
            return redirect("payments:receipt", zone.name, answer.receipt)
        owing = _get_owing(request, zone, number)
    return _show(request, zone, owing, notices)


@require_safe
@needs("see_fees")
def show_code(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Draw the code that pays what a visit still owes."""
    zone = request.here.get_zone(zone_name)
    owing = _get_owing(request, zone, number)
    return draw_code(zone, owing.to_pay_vnd or 0, number)


def draw_code(zone: Zone, amount_vnd: int, about: str) -> HttpResponse:
    """Draw a code that pays an amount for a visit or a consignment; 404 where nothing is owed."""
    account = find_account(zone)
    if account is None or amount_vnd <= 0:
        raise Http404(about)
    code = build_code(
        bank_bin=account.bank_bin,
        account=account.account,
        amount_vnd=amount_vnd,
        purpose=purpose_of(about),
    )
    drawn = io.BytesIO()
    import segno

    segno.make(code, error="m", micro=False).save(
        drawn, kind="svg", scale=4, border=2, dark="#17222e", light="#fff"
    )
    answer = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _act(request: Request, zone: Zone, number: str) -> tuple[Any, list[Notice]]:
    """Do what the pressed button says: take a payment, set an amount, propose."""
    verb = request.POST.get("act", "take")
    by, at = name_of(request), request.here.now(zone.name)
    agency = agency_of(request) or ""
    if verb == "propose":
        require(request.user, "waive_fee", agency=agency_of(request))
        return try_act(
            request,
            _("Proposed: a second person decides it."),
            lambda: propose(
                zone, _read_proposing(request, number), by=by, at=at, nonce=nonce_of(request, verb)
            ),
        )
    require(request.user, "take_payment", agency=agency_of(request))
    nonce = nonce_of(request, f"{number}.{verb}")
    if verb == "set":
        return try_act(
            request,
            _("The amount is set."),
            lambda: set_by_hand(
                zone, _read_setting(request, number, agency), by=by, at=at, nonce=nonce
            ),
        )
    if verb == "set and take":

        def set_and_take() -> Paid:
            setting = _read_setting(request, number, agency)
            set_by_hand(zone, setting, by=by, at=at, nonce=f"{nonce}.set")
            paying = Paying(numbers=(number,), agency=agency, means="cash")
            return take(zone, paying, by=by, at=at, nonce=nonce)

        return try_act(request, _("Paid."), set_and_take)
    return try_act(
        request,
        _("Done."),
        lambda: take(zone, _read_paying(request, zone, number), by=by, at=at, nonce=nonce),
    )


def _get_owing(request: Request, zone: Zone, number: str) -> Owing:
    try:
        owing = get_owing(zone, number, agency_of(request))
    except read.NoSuchSubject:
        raise Http404(number) from None
    require(request.user, "see_fees", agency=agency_of(request), firm=owing.firm)
    return owing


def _read_paying(request: Request, zone: Zone, number: str) -> Paying:
    means = request.POST.get("means", "cash")
    account = find_account(zone)
    return Paying(
        numbers=(number,),
        agency=agency_of(request) or "",
        means=means if means in MEANS else "cash",  # type: ignore[arg-type]  # one of them
        amount_vnd=read_amount(request.POST.get("amount", "")),
        over="prepaid" if request.POST.get("over") == "prepaid" else "refuse",
        account=account.account if account and means == "transfer" else "",
        note=request.POST.get("note", "").strip()[:120],
    )


def _read_setting(request: Request, number: str, agency: str) -> Setting:
    return Setting(
        number=number,
        agency=agency,
        amount_vnd=read_amount(request.POST.get("amount", "")) or 0,
        basis=request.POST.get("basis", "").strip()[:200],
    )


def _read_proposing(request: Request, number: str) -> Proposing:
    kind, _colon, means = request.POST.get("kind", "").partition(":")
    return Proposing(
        kind="refund" if kind == "refund" else "waiver",
        visit=number,
        amount_vnd=read_amount(request.POST.get("amount", "")) or 0,
        basis=request.POST.get("basis", ""),
        means="bank" if means == "bank" else "cash",
    )


def _show(request: Request, zone: Zone, owing: Owing, notices: list[Notice]) -> HttpResponseBase:
    language = language_of(request)
    receipts = Receipt.objects.filter(zone=zone.name, visit=owing.number).order_by("pk")
    firm = firm_standing_of(zone.name, owing.firm) if owing.firm else None
    account = find_account(zone)
    waiting = Proposal.objects.filter(zone=zone.name, visit=owing.number, decision=None)
    page = {
        **tell_owing(zone, owing, language, list_known(zone.name)),
        "balance_vnd": firm.prepaid_vnd if firm else 0,
        "debt_vnd": firm.debt_vnd if firm else 0,
        "receipts": tell_receipts(zone, receipts, language),
        "account": account,
        "purpose": purpose_of(owing.number),
        "slips": list(RefundSlip.objects.filter(zone=zone.name, visit=owing.number).order_by("pk")),
        "proposals": [
            {"kind": one.kind, "amount_vnd": one.amount_vnd, "by": one.by} for one in waiting
        ],
    }
    return show(request, zone, "visit", page, tab="desk", notices=notices)

"""Firms: balances and debts, one transfer for many visits, and a firm's own statement."""

from typing import Any
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.journal import read
from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, firm_of, name_of, needs, require
from cuakhau.operations.payments.bank.account import find_account
from cuakhau.operations.payments.books.consignments import spread
from cuakhau.operations.payments.books.firms import list_debts, list_firms, list_movements
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import Receipt
from cuakhau.operations.payments.pages.receipts import tell_receipts
from cuakhau.operations.payments.pages.shown import Notice, nonce_of, show, try_act
from cuakhau.operations.payments.pages.words import say_kind
from cuakhau.operations.payments.taking.amounts import read_amount
from cuakhau.operations.payments.taking.firms import PayingIn, pay_in
from cuakhau.operations.payments.taking.propose import Proposing, propose
from cuakhau.operations.payments.taking.take import Paid, Paying, take
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

MOST_FIRMS, MOST_VISITS, MOST_MOVEMENTS = 100, 200, 60


@require_safe
@needs("see_fees")
def show_firms(request: Request, zone_name: str) -> HttpResponseBase:
    """List firms with their balances and debts."""
    zone = request.here.get_zone(zone_name)
    if firm_of(request) is not None:
        return redirect("payments:statement", zone.name)
    require(request.user, "see_fees", agency=agency_of(request))
    asked = request.GET.get("q", "").strip()[:80]
    firms = list_firms(zone.name, asked, MOST_FIRMS)
    return show(request, zone, "firms", {"asked": asked, "firms": firms}, tab="firms", notices=[])


@require_safe
@needs("see_fees")
def show_statement(request: Request, zone_name: str) -> HttpResponseBase:
    """Show a declarant the own firm's balance, debts, movements and receipts."""
    zone = request.here.get_zone(zone_name)
    firm = firm_of(request)
    require(request.user, "see_fees", agency=agency_of(request), firm=firm)
    return _show_firm(request, zone, firm or "", [])


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_fees")
def show_firm(request: Request, zone_name: str) -> HttpResponseBase:
    """Show one firm; take money for many of its visits at once, or as its balance."""
    zone = request.here.get_zone(zone_name)
    firm = request.GET.get("firm", "").strip()[:200]
    require(request.user, "see_fees", agency=agency_of(request), firm=firm)
    if request.method != "POST":
        return _show_firm(request, zone, firm, [])
    answer, notices = _act(request, zone, firm)
    if isinstance(answer, int):
        return redirect("payments:receipt", zone.name, answer)
    return _show_firm(request, zone, firm, notices)


def address_of(zone: Zone, firm: str) -> str:
    """Give the address of a firm's page."""
    return f"{reverse('payments:firm', args=[zone.name])}?{urlencode({'firm': firm})}"


def _act(request: Request, zone: Zone, firm: str) -> tuple[Any, list[Notice]]:
    by, at, verb = name_of(request), request.here.now(zone.name), request.POST.get("act", "")
    nonce = nonce_of(request, verb)
    if verb == "refund":
        require(request.user, "waive_fee", agency=agency_of(request))
        _done, notices = try_act(
            request,
            _("Proposed: a second person decides it."),
            lambda: propose(zone, _read_refund(request, firm), by=by, at=at, nonce=nonce),
        )
        return None, notices
    require(request.user, "take_payment", agency=agency_of(request))
    if verb == "pay in":
        return try_act(
            request,
            _("Done."),
            lambda: pay_in(zone, _read_paying_in(request, zone, firm), by=by, at=at, nonce=nonce),
        )

    def pay_many() -> int | None:
        try:
            paying = _read_paying(request, zone, firm)
            paid: Paid = take(zone, paying, by=by, at=at, nonce=nonce)
        except read.NoSuchSubject:
            return None
        return paid.receipt

    return try_act(request, _("Paid."), pay_many)


def _read_paying(request: Request, zone: Zone, firm: str) -> Paying:
    typed = request.POST.get("numbers", "").replace(",", " ").split()
    means = request.POST.get("means", "transfer")
    account = find_account(zone)
    return Paying(
        numbers=spread(zone.name, [*request.POST.getlist("visit"), *typed][:MOST_VISITS]),
        agency=agency_of(request) or "",
        means=means if means in ("cash", "transfer", "prepaid") else "transfer",  # type: ignore[arg-type]
        amount_vnd=read_amount(request.POST.get("amount", "")),
        over="prepaid" if request.POST.get("over") == "prepaid" else "refuse",
        account=account.account if account and means == "transfer" else "",
        note=request.POST.get("note", "").strip()[:120],
        firm=firm,
    )


def _read_paying_in(request: Request, zone: Zone, firm: str) -> PayingIn:
    cash = request.POST.get("means") == "cash"
    account = find_account(zone)
    return PayingIn(
        firm=firm,
        means="cash" if cash else "transfer",
        amount_vnd=read_amount(request.POST.get("amount", "")) or 0,
        account=account.account if account and not cash else "",
        note=request.POST.get("note", "").strip()[:120],
    )


def _read_refund(request: Request, firm: str) -> Proposing:
    return Proposing(
        kind="refund",
        firm=firm,
        amount_vnd=read_amount(request.POST.get("amount", "")) or 0,
        basis=request.POST.get("basis", ""),
        means="cash" if request.POST.get("means") == "cash" else "bank",
    )


def _show_firm(request: Request, zone: Zone, firm: str, notices: list[Notice]) -> HttpResponseBase:
    language = language_of(request)
    standing = firm_standing_of(zone.name, firm)
    receipts = Receipt.objects.filter(zone=zone.name, firm=firm).order_by("-pk")[:20]
    page = {
        "firm": firm,
        "balance_vnd": standing.prepaid_vnd,
        "debt_vnd": standing.debt_vnd,
        "debts": list_debts(zone.name, firm, MOST_VISITS),
        "movements": [
            {
                "kind": say_kind(one.kind),
                "at": f"{local_time(zone, micros(one.at)):%H:%M %d/%m/%Y}",
                "visit": one.visit,
                "basis": one.basis,
                "moved_vnd": one.prepaid_vnd - one.due_vnd,
                "balance_vnd": one.balance_vnd,
            }
            for one in list_movements(zone.name, firm, MOST_MOVEMENTS)
        ],
        "receipts": tell_receipts(zone, receipts, language),
        "is_own": firm_of(request) == firm,
    }
    return show(request, zone, "firm", page, tab="firms", notices=notices)

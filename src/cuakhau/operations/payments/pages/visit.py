"""The fee page of a visit: what is owed and by which rule, and how it is paid."""

import secrets
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.journal import read
from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, may, name_of, needs, require
from cuakhau.operations.payments.books.owing import Owing, get_owing
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import Receipt
from cuakhau.operations.payments.pages.amounts import read_amount
from cuakhau.operations.payments.pages.words import say_means, tell_owing
from cuakhau.operations.payments.taking.take import Paying, take
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MEANS = ("cash", "transfer", "prepaid", "debt")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_fees")
def show_visit(request: Request, zone_name: str, number: str) -> HttpResponseBase:
    """Show what a visit owes line by line; take its payment."""
    zone = request.here.get_zone(zone_name)
    owing = _get_owing(zone, number, agency_of(request))
    require(request.user, "see_fees", agency=agency_of(request), firm=owing.firm)
    if request.method != "POST":
        return _show(request, zone, owing, [])
    require(request.user, "take_payment", agency=agency_of(request))
    try:
        paid = take(
            zone,
            _read_paying(request, number),
            by=name_of(request),
            at=request.here.now(zone.name),
            nonce=f"{request.POST.get('nonce', '')[:40]}.{number}",
        )
    except Refusal as refusal:
        notice = {"kind": "refused", "text": number, **tell(refusal, language_of(request))}
        return _show(request, zone, _get_owing(zone, number, agency_of(request)), [notice])
    if paid.receipt is not None:
        return redirect("payments:receipt", zone.name, paid.receipt)
    return redirect("payments:visit", zone.name, number)


def _get_owing(zone: Zone, number: str, agency: str | None) -> Owing:
    try:
        return get_owing(zone, number, agency)
    except read.NoSuchSubject:
        raise Http404(number) from None


def _read_paying(request: Request, number: str) -> Paying:
    means = request.POST.get("means", "cash")
    return Paying(
        number=number,
        agency=agency_of(request) or "",
        means=means if means in MEANS else "cash",  # type: ignore[arg-type]  # one of them
        amount_vnd=read_amount(request.POST.get("amount", "")),
        over="prepaid" if request.POST.get("over") == "prepaid" else "refuse",
    )


def _show(
    request: Request, zone: Zone, owing: Owing, notices: list[dict[str, Any]]
) -> HttpResponseBase:
    language = language_of(request)
    receipts = Receipt.objects.filter(zone=zone.name, visit=owing.number).order_by("pk")
    firm = firm_standing_of(zone.name, owing.firm) if owing.firm else None
    context = {
        "page": {
            "zone": zone.name,
            **tell_owing(zone, owing, language),
            "balance_vnd": firm.prepaid_vnd if firm else 0,
            "debt_vnd": firm.debt_vnd if firm else 0,
            "receipts": [
                {
                    "id": one.pk,
                    "name": str(one),
                    "amount_vnd": one.amount_vnd,
                    "means": say_means(one.content["means"]),
                    "at": f"{local_time(zone, micros(one.at)):%H:%M %d/%m/%Y}",
                    "by": one.by,
                }
                for one in receipts
            ],
        },
        "notices": notices,
        "nonce": secrets.token_urlsafe(12),
        "may_take": may(request.user, "take_payment", agency=agency_of(request)),
        "mark": _("demo") if zone.is_demo else "",
        "tab": "desk",
    }
    answer = render(request, "payments/visit.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer

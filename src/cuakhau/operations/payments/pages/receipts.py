"""Receipts: the list of them, one on a page and on paper, cancelled and replaced."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, firm_of, name_of, needs, require
from cuakhau.operations.payments.books.days import book_day, read_day
from cuakhau.operations.payments.books.names import full_names
from cuakhau.operations.payments.models import Receipt
from cuakhau.operations.payments.pages.shown import Notice, may_act, nonce_of, show, try_act
from cuakhau.operations.payments.pages.words import say_means
from cuakhau.operations.payments.papers.export import build_export, write_xml
from cuakhau.operations.payments.papers.printing import print_receipt
from cuakhau.operations.payments.taking.cancel import Cancelling, Replacing, cancel, replace
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST = 50


@require_safe
@needs("see_fees")
def show_receipts(request: Request, zone_name: str) -> HttpResponseBase:
    """List the last receipts, or those that fit a number, a visit, a firm or a collector."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_fees", agency=agency_of(request), firm=firm_of(request))
    asked = request.GET.get("q", "").strip()[:80]
    rows = Receipt.objects.filter(zone=zone.name)
    if firm_of(request) is not None:
        rows = rows.filter(firm=firm_of(request))
    if asked:
        fits = Q(visit__endswith=asked) | Q(firm__icontains=asked) | Q(by=asked)
        digits = asked.split()[-1]
        if digits.isdecimal() and len(digits) < 9:
            fits |= Q(number=int(digits))
        rows = rows.filter(fits)
    found = rows.order_by("-pk")[:MOST]
    page = {
        "asked": asked,
        "receipts": tell_receipts(zone, found, language_of(request)),
        "today": book_day(zone, request.here.now(zone.name)).isoformat(),
        "may_export": may_act(request, "see_revenue"),
    }
    return show(request, zone, "receipts", page, tab="receipts", notices=[])


@require_safe
@needs("see_revenue")
def export_receipts(request: Request, zone_name: str, ending: str) -> HttpResponseBase:
    """Give the receipts of some days for the provider of e-receipts, as XML or JSON."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "see_revenue", agency=agency_of(request))
    today = book_day(zone, request.here.now(zone.name))
    since, until = (read_day(request.GET.get(name, "")) for name in ("since", "until"))
    if since == date.min or until == date.min:
        since = until = today
    export = build_export(zone, min(since, until), max(since, until))
    if ending == "json":
        answer = HttpResponse(
            json.dumps(export, ensure_ascii=False, indent=1), content_type="application/json"
        )
    else:
        answer = HttpResponse(write_xml(export), content_type="application/xml")
    name = f"{zone.name}-receipts-{since}-{until}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_fees")
def show_receipt(request: Request, zone_name: str, receipt: int) -> HttpResponseBase:
    """Show a receipt as it was given; cancel it or give another in its place."""
    zone = request.here.get_zone(zone_name)
    found = _get_receipt(request, zone, receipt)
    notices: list[Notice] = []
    if request.method == "POST":
        require(request.user, "take_payment", agency=agency_of(request))
        answer, notices = _act(request, zone, found)
        if isinstance(answer, int):
            return redirect("payments:receipt", zone.name, answer)
        found = _get_receipt(request, zone, receipt)
    page = _tell(zone, found, language_of(request))
    return show(request, zone, "receipt", page, tab="receipts", notices=notices)


@require_POST
@needs("see_fees")
def print_one(request: Request, zone_name: str, receipt: int) -> HttpResponseBase:
    """Give a receipt as PDF. Each printing is kept: from the second on it is marked as a copy."""
    zone = request.here.get_zone(zone_name)
    found = _get_receipt(request, zone, receipt)
    pdf = print_receipt(zone, found, by=name_of(request), at=request.here.now(zone.name))
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"{found.series}-{found.number:07d}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def tell_receipts(
    zone: Zone, receipts: Iterable[Receipt], language: Language
) -> list[dict[str, Any]]:
    """Tell receipts in a line each."""
    rows = list(receipts)
    names = full_names(one.by for one in rows)
    cancelled = set(
        Receipt.objects.filter(pk__in=[one.pk for one in rows], acts__act="cancelled").values_list(
            "pk", flat=True
        )
    )
    return [
        {
            "id": one.pk,
            "name": str(one),
            "visit": one.visit,
            "visits": len(one.content["items"]),
            "firm": one.firm,
            "amount_vnd": one.amount_vnd,
            "means": say_means(one.content["means"]),
            "at": f"{local_time(zone, micros(one.at)):%H:%M %d/%m/%Y}",
            "by": names.get(one.by, one.by),
            "is_cancelled": one.pk in cancelled,
        }
        for one in rows
    ]


def _act(request: Request, zone: Zone, receipt: Receipt) -> tuple[Any, list[Notice]]:
    by, at, verb = name_of(request), request.here.now(zone.name), request.POST.get("act", "")
    reason, nonce = request.POST.get("reason", ""), nonce_of(request, f"{receipt.pk}.{verb}")
    if verb == "replace":
        asked = Replacing(
            receipt=receipt.pk, payer_name=request.POST.get("payer_name", ""), reason=reason
        )
        return try_act(
            request, _("Replaced."), lambda: replace(zone, asked, by=by, at=at, nonce=nonce)
        )
    asked_back = Cancelling(receipt=receipt.pk, agency=agency_of(request) or "", reason=reason)
    return try_act(
        request, _("Cancelled."), lambda: cancel(zone, asked_back, by=by, at=at, nonce=nonce)
    )


def _get_receipt(request: Request, zone: Zone, receipt: int) -> Receipt:
    found = (
        Receipt.objects.select_related("replaces", "replaced_by", "entry")
        .annotate(printed=Count("acts", filter=Q(acts__act="printed")))
        .filter(zone=zone.name, pk=receipt)
        .first()
    )
    if found is None:
        raise Http404(str(receipt))
    require(request.user, "see_fees", agency=agency_of(request), firm=found.firm)
    return found


def _tell(zone: Zone, receipt: Receipt, language: Language) -> dict[str, Any]:
    content = receipt.content

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    cancelled = receipt.acts.filter(act="cancelled").first()
    return {
        **tell_receipts(zone, [receipt], language)[0],
        "payer_name": content.get("payer_name") or receipt.firm or "",
        "kept_vnd": content["kept_vnd"],
        "gate": name(content["gate"]),
        "printed": getattr(receipt, "printed", 0),
        "replaces": receipt.replaces,
        "replaced_by": getattr(receipt, "replaced_by", None),
        "cancelled": cancelled,
        "items": [
            {
                **item,
                "lines": [
                    {
                        "charge": name(line["charge"]),
                        "goods": name(line["goods"]),
                        "resolution": line["resolution"],
                        "amount_vnd": line["amount_vnd"],
                    }
                    for line in item["lines"]
                ],
            }
            for item in content["items"]
        ],
    }

"""Closing the collector's day: notes counted on the page, the book beside them."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.figures.format import format_day
from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.payments.books.days import open_day, read_day
from cuakhau.operations.payments.books.names import full_name
from cuakhau.operations.payments.models import Closing, Receipt
from cuakhau.operations.payments.pages.shown import Notice, nonce_of, show, try_act
from cuakhau.operations.payments.refusals import f20_number_of_notes, not_taken
from cuakhau.operations.payments.taking.amounts import read_amount
from cuakhau.operations.payments.taking.close import NOTES, Counted, cash_of, close_day
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST = 30


@require_http_methods(["GET", "HEAD", "POST"])
@needs("close_day")
def show_close(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the open day of the own till; close it."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "close_day", agency=agency_of(request))
    by, at = name_of(request), request.here.now(zone.name)
    notices: list[Notice] = []
    if request.method == "POST":
        closing, notices = try_act(
            request,
            _("The day is closed."),
            lambda: close_day(
                zone,
                _read_counted(request),
                by=by,
                at=at,
                nonce=nonce_of(request, "close"),
            ),
        )
        if closing is not None:
            return redirect("payments:closing", zone.name, closing)
    day, language = open_day(zone, by, at), language_of(request)
    receipts = Receipt.objects.filter(zone=zone.name, by=by, entry__day=day)
    page = {
        "day": day.isoformat(),
        "day_name": format_day(day, language),
        "book_vnd": cash_of(zone.name, by, day),
        "receipts": receipts.count(),
        "notes": [(value, request.POST.get(f"n{value}", "")) for value in NOTES],
        "note": request.POST.get("note", ""),
        "closings": [
            _tell(zone, one, language)
            for one in Closing.objects.filter(zone=zone.name, collector=by).order_by("-day")[:MOST]
        ],
    }
    return show(request, zone, "close", page, tab="close", notices=notices)


@require_safe
@needs("close_day")
def show_closing(request: Request, zone_name: str, closing: int) -> HttpResponseBase:
    """Show a closing as it was made, for printing and signing."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "close_day", agency=agency_of(request))
    found = Closing.objects.filter(zone=zone.name, pk=closing).first()
    if found is None:
        raise Http404(str(closing))
    receipts = Receipt.objects.filter(zone=zone.name, by=found.collector, entry__day=found.day)
    numbers = receipts.order_by("series", "number")
    page = {
        **_tell(zone, found, language_of(request)),
        "notes": [
            (int(value), number, int(value) * number)
            for value, number in sorted(found.counted.items(), key=lambda one: -int(one[0]))
        ],
        "receipts": numbers.count(),
        "first": numbers.first(),
        "last": numbers.last(),
    }
    return show(request, zone, "closing", page, tab="close", notices=[])


def _read_counted(request: Request) -> Counted:
    notes: dict[str, int] = {}
    for value in NOTES:
        typed = request.POST.get(f"n{value}", "").strip()
        if typed and not (typed.isascii() and typed.isdecimal()):
            raise not_taken(f20_number_of_notes, note=value, number=typed[:20])
        if typed:
            notes[str(value)] = int(typed)
    return Counted(
        day=read_day(request.POST.get("day", "")),
        notes=notes,
        book_vnd=read_amount(request.POST.get("book", "")) or 0,
        note=request.POST.get("note", ""),
    )


def _tell(zone: Zone, closing: Closing, language: Language) -> dict[str, Any]:
    return {
        "id": closing.pk,
        "day_name": format_day(closing.day, language),
        "collector": full_name(closing.collector),
        "counted_vnd": closing.counted_vnd,
        "book_vnd": closing.book_vnd,
        "difference_vnd": closing.difference_vnd,
        "note": closing.note,
        "at": f"{local_time(zone, micros(closing.at)):%H:%M %d/%m/%Y}",
    }

"""The rows of one bank statement: matched, doubled, open; each settled by a person or by itself."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.payments.bank import settle
from cuakhau.operations.payments.bank.account import find_account
from cuakhau.operations.payments.bank.match import (
    Booked,
    find_visits,
    last_settlements,
    list_unsettled,
)
from cuakhau.operations.payments.books.consignments import spread
from cuakhau.operations.payments.models import Settlement, Statement, StatementRow
from cuakhau.operations.payments.pages.desk import collector_of
from cuakhau.operations.payments.pages.shown import Notice, nonce_of, show, try_act
from cuakhau.operations.payments.taking.take import Paying
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

PAGE = 60
VIEWS = ("open", "matched", "doubled", "all")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reconcile_bank")
def show_rows(request: Request, zone_name: str, statement: int) -> HttpResponseBase:
    """Show the rows of a statement by how they stand; settle one."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "reconcile_bank", agency=agency_of(request))
    found = Statement.objects.filter(zone=zone.name, pk=statement).first()
    if found is None:
        raise Http404(str(statement))
    notices: list[Notice] = []
    if request.method == "POST":
        notices = _settle(request, zone, found)
    rows = list(found.rows.order_by("row"))
    last = last_settlements(rows)
    stands = {row.pk: _stand_of(row, last.get(row.pk)) for row in rows}
    counts = {view: sum(one == view for one in stands.values()) for view in VIEWS[:3]}
    asked = request.GET.get("view", "open" if counts["open"] else "all")
    fits = [row for row in rows if asked in ("all", stands[row.pk])]
    number = request.GET.get("page", "1")
    pages = max(1, -(-len(fits) // PAGE))
    turned = min(max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1, pages)
    shown = fits[(turned - 1) * PAGE : turned * PAGE]
    page = {
        "statement": found,
        "asked": asked,
        "counts": {**counts, "all": len(rows)},
        "number": turned,
        "pages": pages,
        "rows": _tell_rows(zone, shown, last, stands),
    }
    return show(request, zone, "statement_rows", page, tab="bank", notices=notices)


def _stand_of(row: StatementRow, last: Settlement | None) -> str:
    if last is not None:
        return "matched"
    return "doubled" if row.doubles_id else "open"


def _tell_rows(
    zone: Zone,
    rows: list[StatementRow],
    last: dict[int, Settlement],
    stands: dict[int, str],
) -> list[dict[str, Any]]:
    waiting = [row for row in rows if stands[row.pk] != "matched"]
    visits = find_visits(zone.name, waiting)
    booked = list_unsettled(zone.name) if waiting else []
    return [
        {
            "id": row.pk,
            "row": row.row,
            "day": f"{row.day:%d/%m/%Y}",
            "amount_vnd": row.amount_vnd,
            "text": row.text,
            "reference": row.reference,
            "stands": stands[row.pk],
            "doubles": row.doubles_id,
            "settled": _tell_settled(last[row.pk]) if row.pk in last else None,
            "visits": visits.get(row.pk, ()),
            "fits": _list_fits(row, booked) if row.pk in visits else [],
        }
        for row in rows
    ]


def _tell_settled(one: Settlement) -> dict[str, Any]:
    words = {
        "matched": _("In the books"),
        "booked": _("Booked from here"),
        "set_aside": _("Set aside as not ours"),
    }
    return {
        "word": words[one.kind],
        "reason": one.reason,
        "by": _("by itself") if one.by == "bank" else one.by,
        "visit": one.entry.visit if one.entry else None,
        "may_open": one.kind in ("matched", "set_aside"),
    }


def _list_fits(row: StatementRow, booked: list[Booked]) -> list[dict[str, Any]]:
    return [
        {"id": one.entry.pk, "name": ", ".join(sorted(one.visits)[:2]) or one.entry.firm or "–"}
        for one in booked
        if one.amount_vnd == row.amount_vnd
    ][:8]


def _settle(request: Request, zone: Zone, statement: Statement) -> list[Notice]:
    """Do what the pressed button of a row says: `verb:row`."""
    verb, _colon, number = request.POST.get("act", "").partition(":")
    if not number.isdecimal() or not statement.rows.filter(pk=number).exists():
        return []
    row = int(number)
    account = find_account(zone)
    booking = settle.Booking(row=row, account=account.account if account else "")
    said = {name: request.POST.get(f"{name}-{row}", "").strip() for name in _FIELDS}
    keys: dict[str, Any] = {
        "by": name_of(request),
        "at": request.here.now(zone.name),
        "nonce": nonce_of(request, f"{verb}.{row}"),
    }
    acts: dict[str, Callable[[], Any]] = {
        "match": lambda: settle.match_by_hand(zone, row, int(said["entry"] or 0), **keys),
        "visits": lambda: settle.book_visits(
            zone, booking, _read_paying(request, zone, row), **keys
        ),
        "balance": lambda: settle.book_balance(zone, booking, said["firm"], **keys),
        "deposit": lambda: settle.book_deposit(zone, booking, **keys),
        "aside": lambda: settle.set_aside(zone, row, said["reason"], **keys),
        "again": lambda: settle.open_again(zone, row, **keys),
    }
    if verb not in acts:
        return []
    _answer, notices = try_act(request, _("Settled."), acts[verb])
    return notices


_FIELDS = ("entry", "firm", "reason")


def _read_paying(request: Request, zone: Zone, row: int) -> Paying:
    typed = request.POST.get(f"numbers-{row}", "").replace(",", " ").split()
    return Paying(
        numbers=spread(zone.name, typed[:200]),
        agency=agency_of(request) or collector_of(zone),
        means="transfer",
        over="prepaid" if request.POST.get(f"over-{row}") else "refuse",
    )

"""The bank: the account of the fees, statements sent in, and what the books hold besides."""

from hashlib import sha256
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.movement.times import local_time
from cuakhau.operations.desk.doors import agency_of, name_of, needs, require
from cuakhau.operations.payments.bank.account import Account, find_account, set_account
from cuakhau.operations.payments.bank.check import Mistake, check_statement
from cuakhau.operations.payments.bank.match import list_unsettled
from cuakhau.operations.payments.bank.settle import File, take_statement
from cuakhau.operations.payments.bank.sheets import (
    FIELDS,
    Sheet,
    guess_mapping,
    read_carried,
    read_sheet,
)
from cuakhau.operations.payments.models import Statement
from cuakhau.operations.payments.pages.shown import Notice, may_act, nonce_of, show, try_act
from cuakhau.operations.payments.pages.words import say_field, say_kind
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.uploads.read import read_upload
from cuakhau.zone.zone import Zone

MOST = 30
MOST_MISTAKES = 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs("reconcile_bank")
def show_bank(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the account, the statements and the entries that no statement has; take a statement."""
    zone = request.here.get_zone(zone_name)
    require(request.user, "reconcile_bank", agency=agency_of(request))
    notices: list[Notice] = []
    checked: dict[str, Any] = {}
    if request.method == "POST" and request.POST.get("act") == "account":
        notices = _set_account(request, zone)
    elif request.method == "POST":
        answer, notices, checked = _take_file(request, zone)
        if answer is not None:
            return redirect("payments:statement-rows", zone.name, answer["statement"])
    page = {
        "account": find_account(zone),
        "may_set": may_act(request, "set_fee_account"),
        "checked": checked,
        "statements": [
            {
                "id": one.pk,
                "name": one.name,
                "by": one.by,
                "at": f"{local_time(zone, micros(one.at)):%H:%M %d/%m/%Y}",
            }
            for one in Statement.objects.filter(zone=zone.name).order_by("-pk")[:MOST]
        ],
        "unsettled": [
            {
                "id": one.entry.pk,
                "kind": say_kind(one.entry.kind),
                "visits": sorted(one.visits)[:3],
                "more": max(0, len(one.visits) - 3),
                "firm": one.entry.firm,
                "amount_vnd": one.amount_vnd,
                "at": f"{local_time(zone, micros(one.entry.at)):%H:%M %d/%m/%Y}",
                "by": one.entry.by,
            }
            for one in list_unsettled(zone.name)[:100]
        ],
    }
    return show(request, zone, "bank", page, tab="bank", notices=notices)


def _set_account(request: Request, zone: Zone) -> list[Notice]:
    require(request.user, "set_fee_account", agency=agency_of(request))
    said = {
        name: request.POST.get(name, "").strip()
        for name in ("bank_bin", "bank_name", "account", "holder")
    }
    said["account"] = said["account"].replace(" ", "")
    _answer, notices = try_act(
        request,
        _("The account is set."),
        lambda: set_account(
            zone,
            Account(**said),
            by=name_of(request),
            at=request.here.now(zone.name),
            nonce=nonce_of(request, "account"),
        ),
    )
    return notices


def _take_file(
    request: Request, zone: Zone
) -> tuple[dict[str, Any] | None, list[Notice], dict[str, Any]]:
    """Read a file, or the one that the form carried while its columns were chosen."""

    def read() -> tuple[str, Sheet]:
        carried = request.POST.get("sheet", "")
        if carried:
            return request.POST.get("name", "")[:200], read_carried(carried)
        upload = read_upload(request.FILES.get("file"), kinds=["csv", "xlsx"])
        return upload.name, read_sheet(upload)

    found, notices = try_act(request, "", read)
    if found is None:
        return None, notices, {}
    name, sheet = found
    chosen = {field: request.POST.get(f"column-{field}", "") for field in FIELDS}
    mapping = {field: column for field, column in chosen.items() if column}
    mapping = mapping or guess_mapping(sheet.columns)
    rows, mistakes = check_statement(sheet, mapping)
    if mistakes or not rows:
        return None, [], _tell_checked(request, name, sheet, mapping, mistakes)
    digest = sha256(sheet.to_csv().encode()).hexdigest()
    answer, notices = try_act(
        request,
        "",
        lambda: take_statement(
            zone,
            File(name=name, mapping=mapping, rows=tuple(rows)),
            by=name_of(request),
            at=request.here.now(zone.name),
            nonce=nonce_of(request, digest[:16]),
        ),
    )
    return answer, notices if answer is None else [], {}


def _tell_checked(
    request: Request, name: str, sheet: Sheet, mapping: dict[str, str], mistakes: list[Mistake]
) -> dict[str, Any]:
    language = language_of(request)
    return {
        "name": name,
        "sheet": sheet.to_csv(),
        "columns": [column for column in sheet.columns if column],
        "fields": [(field, say_field(field), mapping.get(field, "")) for field in FIELDS],
        "first_rows": sheet.rows[:3],
        "heads": sheet.columns,
        "count": len(mistakes),
        "mistakes": [
            {
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "rule": one.refusal.rule,
                "reason": one.refusal.reason(language),
                "cure": one.refusal.cure(language),
            }
            for one in mistakes[:MOST_MISTAKES]
        ],
    }

"""Lists of many trips on pages: translate, one call, translate back."""

from collections import Counter
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.firms.register import name_firms
from cuakhau.operations.declare.asking import list_owners, mark_of, owner_of, sees_all, words_of
from cuakhau.operations.declare.consignments import form as consignment_form
from cuakhau.operations.declare.consignments.keep import get_consignment
from cuakhau.operations.declare.drafts.keep import list_open
from cuakhau.operations.declare.form.page import label_of
from cuakhau.operations.declare.lists import keep
from cuakhau.operations.declare.lists.choices import name_choices
from cuakhau.operations.declare.lists.reading import Asked, read_list
from cuakhau.operations.declare.lists.sheets import read_csv, read_workbook
from cuakhau.operations.declare.models import TripList
from cuakhau.operations.declare.screen import asks_of, list_choices_of
from cuakhau.operations.desk.doors import name_of, needs
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.uploads import read_upload
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_SHOWN = 100
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def show_lists(request: Request, zone_name: str) -> HttpResponseBase:
    """Show where a list is sent and what came of the last ones; take one in."""
    zone = request.here.get_zone(zone_name)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            kept = _take(request, zone)
            return redirect("desk:list", zone.name, kept.pk)
        except Refusal as refused:
            refusal = refused
    firms = list_owners(request, "declare")
    language = language_of(request)
    page = {
        "zone": zone.name,
        "refusal": tell(refusal, language) if refusal else None,
        "firms": sorted(name_firms(zone.name, firms).items()) if len(firms) > 1 else [],
        "firm": request.POST.get("firm") or owner_of(request),
        "consignments": list_choices_of(zone, firms),
        "consignment": request.POST.get("consignment") or request.GET.get("consignment", ""),
        "rows": keep.list_lists(zone.name, firms, _only_by(request)),
    }
    status = 422 if refusal else 200
    return _answer(request, zone, "declare/lists.html", page, status=status)


@require_safe
@needs("declare")
def show_list(request: Request, zone_name: str, number: int) -> HttpResponseBase:
    """Show what came of a list: how many drafts, which rows are wrong, what was not read."""
    zone = request.here.get_zone(zone_name)
    kept, language = _get(request, zone, number), language_of(request)
    rules = Counter(rule for row in kept.bad for rule in {one["rule"] for one in row["wrong"]})
    page = {
        "zone": zone.name,
        "list": kept,
        "waiting": list_open(zone.name, Q(trip_list=kept)).count(),
        "remarks": [_tell(one, language) for one in kept.remarks],
        "rules": rules.most_common(12),
        "bad": [
            {**row, "wrong": [_tell(one, language) for one in row["wrong"]]}
            for row in kept.bad[:MOST_SHOWN]
        ],
        "left_out": max(0, len(kept.bad) - MOST_SHOWN),
    }
    return _answer(request, zone, "declare/list.html", page)


@require_safe
@needs("declare")
def give_template(request: Request, zone_name: str) -> HttpResponseBase:
    """Give the empty workbook."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    dated = zone.at(request.here.now(zone.name).date())
    from cuakhau.operations.declare.lists.workbooks import build_template

    return _file(build_template(name_choices(dated, language), language), f"{zone.name}.xlsx")


@require_safe
@needs("declare")
def give_bad(request: Request, zone_name: str, number: int) -> HttpResponseBase:
    """Give the bad rows of a list with what is wrong in a column."""
    zone = request.here.get_zone(zone_name)
    kept = _get(request, zone, number)
    from cuakhau.operations.declare.lists.workbooks import build_bad

    return _file(build_bad(kept, language_of(request)), f"{zone.name}-{number}.xlsx")


def _take(request: Request, zone: Zone) -> TripList:
    sent = read_upload(request.FILES.get("file"), kinds=("xlsx", "csv"))
    now, number = request.here.now(zone.name), request.POST.get("consignment", "")
    asks = asks_of(request, zone, request.POST.get("firm", ""))
    number = number if number in asks.consignments else ""
    digest = keep.digest_of(sent.sent_sha256, number)
    keep.check_new(zone, asks.owner, digest)
    if sent.text is not None:
        sheets = read_csv(sent.text, sent.name)
    else:
        sheets = read_workbook(sent.content, sent.name)
    asked = Asked(asks, now, _common(request, zone, number) if number else {})
    read = read_list(zone.at(now.date()), sheets, sent.name, asked)
    by = name_of(request)
    return keep.keep_list(zone, read, (sent.name, digest), asks.owner, by=by, at=now)


def _common(request: Request, zone: Zone, number: str) -> dict[str, str]:
    row = get_consignment(zone.name, number)
    words = words_of(request, zone, consignment_form.list_words(row), f"list of {number}")
    return consignment_form.fill_trip(row, words)


def _get(request: Request, zone: Zone, number: int) -> TripList:
    owners = list_owners(request, "declare")
    kept = keep.find_list(zone.name, owners, _only_by(request), number)
    if kept is None:
        raise Http404(str(number))
    return kept


def _only_by(request: Request) -> str | None:
    return None if sees_all(request) else name_of(request)


def _tell(wrong: dict[str, Any], language: Language) -> dict[str, str]:
    reason, cure = wrong[language]
    label = label_of(wrong["field"]) if wrong.get("field") else ""
    told = {"cell": wrong.get("cell", ""), "label": label.removesuffix(" 1")}
    return {**told, "rule": wrong["rule"], "reason": reason, "cure": cure}


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=EXCEL)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _answer(
    request: Request, zone: Zone, template: str, page: dict[str, Any], *, status: int = 200
) -> HttpResponseBase:
    answer = render(request, template, {"page": page, "mark": mark_of(zone)}, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer

"""What is to be settled: rows that are no facts yet, and facts in doubt; one or many at once."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import needs, require
from cuakhau.trade.importing.mapping import FIELDS, read_mapping
from cuakhau.trade.importing.rows import ASIDE
from cuakhau.turnover.intake.shown import show, sign, tell_mistakes
from cuakhau.turnover.store.models import CORRECT, Doubt, Settlement
from cuakhau.turnover.store.settle import Verdict, settle
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

PAGE, LATELY = 40, 12
LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@needs("settle_trade")
def show_doubts(request: Request, zone_name: str) -> HttpResponseBase:
    """List what is open, of one import or one rule if asked so; settle those that are ticked."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return show(request, zone, "doubts", _page(request, zone))
    require(request.user, "settle_trade", zone=zone.name)
    keys = [int(one) for one in request.POST.getlist("doubt") if one.isdecimal()][:PAGE]
    verdict = Verdict(
        act=request.POST.get("act", ""), note=request.POST.get("note", "").strip()[:LONGEST]
    )
    try:
        settle(zone, keys, verdict, sign(request, zone))
    except Refusal as refusal:
        return show(request, zone, "doubts", _page(request, zone), refusal)
    return redirect(f"{reverse('turnover:doubts', args=[zone.name])}?{request.GET.urlencode()}")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("settle_trade")
def show_doubt(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show one row with its cells, to be corrected."""
    zone = request.here.get_zone(zone_name)
    doubt = Doubt.objects.filter(zone=zone.name, pk=key).select_related("taken", "settlement")
    one = doubt.first()
    if one is None:
        raise Http404(str(key))
    if request.method != "POST":
        return show(request, zone, "doubt", _one(one, {}, language_of(request)))
    require(request.user, "settle_trade", zone=zone.name)
    said = {
        field: request.POST[f"cell-{field}"].strip()[:LONGEST]
        for field in FIELDS
        if f"cell-{field}" in request.POST
    }
    verdict = Verdict(act=CORRECT, said=said, note=request.POST.get("note", "").strip()[:LONGEST])
    try:
        settle(zone, [one.pk], verdict, sign(request, zone))
    except Refusal as refusal:
        return show(request, zone, "doubt", _one(one, said, language_of(request)), refusal)
    return redirect("turnover:doubts", zone.name)


def _page(request: Request, zone: Zone) -> dict[str, Any]:
    language = language_of(request)
    wanted, rule = request.GET.get("import", ""), request.GET.get("rule", "")[:4]
    found: QuerySet[Doubt] = Doubt.objects.filter(zone=zone.name, settlement__isnull=True)
    if wanted.isdecimal():
        found = found.filter(taken=int(wanted))
    if rule:
        found = found.filter(rules__contains=rule)
    after = request.GET.get("after", "")
    if after.isdecimal():
        found = found.filter(pk__gt=int(after))
    rows = list(found.select_related("taken").order_by("pk")[: PAGE + 1])
    lately = Settlement.objects.filter(zone=zone.name).select_related("doubt__taken")
    return {
        "import": wanted,
        "rule": rule,
        "count": found.count(),
        "doubts": [_tell(one, language) for one in rows[:PAGE]],
        "after": rows[PAGE - 1].pk if len(rows) > PAGE else "",
        "lately": lately.order_by("-pk")[:LATELY],
    }


def _tell(doubt: Doubt, language: Language) -> dict[str, Any]:
    told = tell_mistakes(doubt.mistakes, language)
    return {
        "id": doubt.pk,
        "row": doubt.row,
        "taken": doubt.taken,
        "is_aside": doubt.follows == ASIDE,
        "mistakes": told,
        "said": [text for field, text in doubt.said.items() if text],
    }


def _one(doubt: Doubt, said: dict[str, str], language: Language) -> dict[str, Any]:
    heads = read_mapping(doubt.taken.mapping).columns if doubt.taken.mapping else {}
    wrong = {one["field"] for one in doubt.mistakes}
    proposed = {one["field"]: one["facts"].get("proposed", "") for one in doubt.mistakes}
    return {
        "doubt": _tell(doubt, language),
        "settled": getattr(doubt, "settlement", None),
        "cells": [
            {
                "field": field,
                "head": head,
                "said": doubt.said.get(field, ""),
                "value": said.get(field) or proposed.get(field) or doubt.said.get(field, ""),
                "is_wrong": field in wrong,
            }
            for field, head in heads.items()
        ],
    }

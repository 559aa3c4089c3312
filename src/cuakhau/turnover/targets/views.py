"""Targets of a year: translate, one call, translate back."""

import secrets
from datetime import date
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import may, needs, require
from cuakhau.figures.format import format_short_day
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.periods import name_period
from cuakhau.turnover.screen.fees import charged
from cuakhau.turnover.screen.shown import read
from cuakhau.turnover.screen.tables.rows import note_word
from cuakhau.turnover.screen.words import write_number, write_percent
from cuakhau.turnover.targets.acts import Saying, list_all, list_in_force, list_years, set_target
from cuakhau.turnover.targets.attaining import Attained, attain, say_amount
from cuakhau.turnover.targets.models import FEES, MEASURES, Target
from cuakhau.turnover.targets.refusals import TargetRefused
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_turnover")
def show_targets(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the targets of a year with what is attained; write one down."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone, {})
    require(request.user, "set_targets", zone=zone.name)
    said = {name: request.POST.get(name, "") for name in Saying.__annotations__}
    _asked, _data, known, _ready = read(request, zone)
    try:
        row = set_target(
            zone,
            Saying(**said),
            scopes=[one.scope for one in known],
            by=request.user.get_username(),
            at=request.here.now(zone.name),
            nonce=request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        )
    except TargetRefused as refusal:
        return _show(request, zone, {"trouble": tell(refusal, language_of(request)), "said": said})
    return redirect(f"{reverse('turnover:targets', args=[zone.name])}?year={row.year}")


def _show(request: Request, zone: Zone, words: dict[str, Any]) -> HttpResponseBase:
    language = language_of(request)
    asked, data, known, _ready = read(request, zone)
    today = request.here.now(zone.name).date()
    years = list_years(zone)
    year = _year(request.GET.get("year", ""), years, today)
    fees = charged(request, zone, date(year, 1, 1), min(date(year, 12, 31), today))
    day = min(asked.known, date(year, 12, 31))
    rows = [attain(zone, one, data, known, fees) for one in list_in_force(zone, year, day)]
    page = {
        "zone": zone.name,
        "year": year,
        "years": sorted({*years, today.year, year}, reverse=True),
        "rows": [_row(one, language) for one in rows],
        "history": [_past(one, language) for one in list_all(zone, year)],
        "scopes": [(one.scope, name_scope(one.scope, language)) for one in known],
        "measures": [(one, measure_word(one)) for one in MEASURES],
        "said": {"year": str(year)},
        "may_set": may(request.user, "set_targets", zone=zone.name),
        **words,
    }
    context = {
        "page": page,
        "nonce": request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "targets/targets.html", context)


def measure_word(measure: str) -> str:
    """Name what a target is of, with its unit."""
    return {
        "value": _("Value, million USD"),
        "tax": _("Tax, billion VND"),
        "fees": _("Fees, billion VND"),
    }[measure]


def _row(one: Attained, language: Language) -> dict[str, Any]:
    target = one.target
    share = None if one.percent is None else min(100, int(one.percent))
    return {
        "measure": measure_word(target.measure),
        "scope": name_scope(target.scope, language) if target.measure != FEES else "",
        "amount": _amount(target, language),
        "figure": one.figure,
        "period": name_period(one.period, language) if one.period else "",
        "percent": write_percent(one.percent, language).removeprefix("+"),
        "share": share,
        "gone": write_percent(one.gone_pct, language).removeprefix("+"),
        "is_behind": one.is_behind,
        "source": note_word(target.source),
        "note": target.note,
    }


def _past(target: Target, language: Language) -> dict[str, Any]:
    return {
        "measure": measure_word(target.measure),
        "scope": name_scope(target.scope, language) if target.scope else "",
        "amount": _amount(target, language),
        "valid_from": format_short_day(target.valid_from, language),
        "source": note_word(target.source),
        "note": target.note,
        "by": target.by,
        "at": target.at,
    }


def _amount(target: Target, language: Language) -> str:
    amount = say_amount(target)
    return write_number(amount, 0 if amount == amount.to_integral_value() else 1, language)


def _year(text: str, years: list[int], today: date) -> int:
    if text.isdigit() and len(text) == 4:
        return int(text)
    return years[0] if years else today.year

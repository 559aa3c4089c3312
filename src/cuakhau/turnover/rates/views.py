"""The page of rates of currencies: translate, one call, translate back."""

import secrets
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import may, needs, require
from cuakhau.figures.format import format_number, format_short_day
from cuakhau.trade.rates import LONGEST, Rate
from cuakhau.turnover.rates.acts import InForce, count_waiting, enter_rates, list_in_force
from cuakhau.turnover.rates.reading import Saying, read_file, read_rate
from cuakhau.turnover.store.sent import Signed
from cuakhau.turnover.store.valued import list_rates
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.web.templatetags.people import person
from cuakhau.web.uploads.read import read_upload
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_SHOWN = 120
MOST_WAITING = 12


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_turnover")
def show_rates(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the rates of a zone and what they value; enter one, or take a file of them in."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show(request, zone, {})
    require(request.user, "enter_rates", zone=zone.name)
    said = {name: request.POST.get(name, "") for name in Saying.__annotations__}
    now = request.here.now(zone.name)
    nonce = request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12)
    try:
        rates = _read(request, zone, said, now.date())
        signed = Signed(by=request.user.get_username(), at=now, nonce=nonce)
        done = enter_rates(zone, rates, signed)
    except Refusal as refusal:
        return _show(request, zone, {"said": said}, refusal)
    address = reverse("turnover:rates", args=[zone.name])
    return redirect(f"{address}?entered={done.rates}&valued={done.facts}")


def _read(request: Request, zone: Zone, said: dict[str, str], today: date) -> list[Rate]:
    known = list_rates(zone.name)
    if request.POST.get("act") != "import":
        return [read_rate(Saying(**said), known, today)]
    sent = read_upload(request.FILES.get("file"), kinds={"csv", "text"})
    return read_file(sent.text or "", known, today)


def _show(
    request: Request, zone: Zone, words: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    language, rows = language_of(request), list_in_force(zone.name)
    waiting = count_waiting(zone.name, int(request.here.now(zone.name).timestamp() * 1_000_000))
    names = {by: person(by) for by in {one.row.by for one in rows[:MOST_SHOWN]}}
    form = "%Y-%m" if language == "zh" else "%m/%Y"
    page = {
        "zone": zone.name,
        "rows": [_row(one, names, language) for one in rows[:MOST_SHOWN]],
        "rest": max(len(rows) - MOST_SHOWN, 0),
        "waiting": [
            {"currency": currency, "month": f"{month:{form}}", "count": count}
            for currency, month, count in waiting[:MOST_WAITING]
        ],
        "waiting_more": max(len(waiting) - MOST_WAITING, 0),
        "currencies": sorted({one.row.currency for one in rows} | {"CNY", "VND"}),
        "entered": _number(request, "entered"),
        "valued": _number(request, "valued"),
        "longest": LONGEST.days,
        "may_enter": may(request.user, "enter_rates", zone=zone.name),
        **words,
    }
    context = {
        "page": page,
        "refused": tell(refusal, language) if refusal is not None else None,
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "rates/rates.html", context, status=200 if refusal is None else 422)


def _row(one: InForce, names: dict[str, str], language: Language) -> dict[str, Any]:
    row = one.row
    return {
        "currency": row.currency,
        "day": format_short_day(row.day, language),
        "until": format_short_day(one.until, language) if one.until else "",
        "rate": format_number(Decimal(f"{row.per_usd:.10g}"), language),
        "source": row.source,
        "by": names[row.by],
        "at": row.at,
    }


def _number(request: Request, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < 10 else None

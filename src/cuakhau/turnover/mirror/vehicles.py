"""The page of vehicles beside declarations and fees: translate, one call, translate back."""

import csv
import io
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may_somewhere, needs
from cuakhau.trade.mirror import Beside, Odd, against_fees, against_papers
from cuakhau.turnover.mirror.words import list_ways, name_odd
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_SHOWN = 30
OF_FEES = {"no_fee", "fee_unknown", "fee_without_vehicle", "two_fees"}


@require_safe
@needs("see_turnover")
def show_vehicles(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what one account of a day has and another lacks, one by one."""
    zone, language = request.here.get_zone(zone_name), language_of(request)
    today = bulletin_day(zone, int(request.here.now(zone.name).timestamp() * 1_000_000))
    day = _read_day(request.GET.get("day", ""), today)
    beside = request.here.beside(zone, day)
    sees_fees = may_somewhere(request.user, "see_revenue")
    odd = against_papers(beside.vehicles, beside.papers)
    if sees_fees:
        odd += against_fees(beside.vehicles, beside.fees)
    if request.GET.get("file") == "csv":
        return _as_csv(zone, day, odd, language)
    context = {
        "page": {
            "zone": zone.name,
            "day": day,
            "today": today,
            "since": f"{zone.day_ends:%H:%M} {day - timedelta(days=1):%d/%m/%Y}",
            "until": f"{zone.day_ends:%H:%M} {day:%d/%m/%Y}",
            "sees_fees": sees_fees,
            "count": len(odd),
            **count_up(beside),
            "groups": _tell(zone, odd, language),
        },
        "mark": _("demo") if zone.is_demo else "",
    }
    return render(request, "mirror/vehicles.html", context)


def count_up(beside: Beside) -> dict[str, int]:
    """Count vehicles, those with goods of a value, and those with a fee."""
    valued = {one.visit for one in beside.papers if one.visit and one.value is not None}
    visits = {one.visit for one in beside.vehicles}
    charged = {one.visit for one in beside.fees}
    return {"vehicles": len(visits), "valued": len(valued), "charged": len(visits & charged)}


def _tell(zone: Zone, odd: tuple[Odd, ...], language: Language) -> list[dict[str, Any]]:
    groups: dict[str, list[Odd]] = defaultdict(list)
    for one in odd:
        groups[one.code].append(one)
    told = []
    for code, items in groups.items():
        name, cure = name_odd(code)
        told.append(
            {
                "code": code,
                "name": name,
                "cure": cure,
                "count": len(items),
                "items": [_item(zone, one, language) for one in items[:MOST_SHOWN]],
                "rest": max(len(items) - MOST_SHOWN, 0),
            }
        )
    return sorted(told, key=lambda group: -group["count"])


def _item(zone: Zone, one: Odd, language: Language) -> dict[str, str]:
    number = one.visit or one.declaration
    page = "payments:visit" if one.code in OF_FEES else "desk:visit"
    if one.code == "fee_without_vehicle":
        link = f"{reverse('payments:receipts', args=[zone.name])}?q={number}"
    else:
        link = reverse(page, args=[zone.name, number])
    return {"number": number, "link": link, "what": _what(zone, one, language)}


def _what(zone: Zone, one: Odd, language: Language) -> str:
    """Say both sides of a contradiction in the reader's words: what was, and what was declared."""
    sides = one.what.split(" / ")
    if one.code == "other_gate":
        sides = [zone.name_of(side, language) if side else "–" for side in sides]
    if one.code == "other_direction":
        sides = [list_ways().get(side, side) for side in sides]
    return " / ".join(sides)


def _as_csv(zone: Zone, day: date, odd: tuple[Odd, ...], language: Language) -> HttpResponse:
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([_("Difference"), _("Visit"), _("Declaration"), _("What differs")])
    for one in odd:
        about = [name_odd(one.code)[0], one.visit, one.declaration, _what(zone, one, language)]
        writer.writerow(about)
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"{zone.name}-mirror-{day}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _read_day(text: str, today: date) -> date:
    try:
        return min(date.fromisoformat(text), today) if text else today
    except ValueError:
        return today

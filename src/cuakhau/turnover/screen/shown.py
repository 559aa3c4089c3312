"""The frame of a page of turnover, and what it is asked."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.figures import Data
from cuakhau.journal import versions
from cuakhau.turnover.reading.known import read_version, seen_of
from cuakhau.turnover.rollups.rolling import Ready, find_ready
from cuakhau.turnover.screen.asked import Asked, known_us, read_asked
from cuakhau.turnover.screen.scopes import Known, list_scopes, pick_period
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


def read(request: Request, zone: Zone) -> tuple[Asked, Data, tuple[Known, ...], Ready]:
    """Read the question of an address, and the facts as they were known on its day.

    Last is which import they go up to, where newer ones are still to be added up.
    """
    versions.ensure(zone)
    now = request.here.now(zone.name)
    day = _day(request.GET.get("known", ""), now.date())
    ready = find_ready(zone.name)
    data = read_version(zone, ready.version, known_us(zone, day, now))
    known = list_scopes(zone, seen_of(data.version.log))
    wanted = request.GET.get("scope", "")
    scopes = tuple(one.scope for one in known)
    mine = next((one for one in known if one.scope == wanted), known[0] if known else None)
    asked = read_asked(zone, request.GET, now.date(), scopes, pick_period(mine, now.date()))
    # Of most scopes only totals were printed, and those mostly of years.
    if "step" not in request.GET and mine is not None and mine.last is None:
        asked = asked.with_(step="year")
    return asked, data, known, ready


def show(request: Request, zone: Zone, name: str, words: dict[str, Any]) -> HttpResponse:
    """Show a page of turnover."""
    context = {"page": {"zone": zone.name, **words}, "mark": _("demo") if zone.is_demo else ""}
    return render(request, f"turnover/{name}.html", context)


def _day(text: str, otherwise: date) -> date:
    try:
        return min(date.fromisoformat(text), otherwise) if text else otherwise
    except ValueError:
        return otherwise

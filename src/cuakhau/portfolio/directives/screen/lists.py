"""Lists of tasks: all of a zone, or those of the units that the reader acts for."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.accounts.units import units_of
from cuakhau.portfolio.directives.screen.shown import (
    Teller,
    area_choices,
    show,
    today_of,
    unit_choices,
)
from cuakhau.portfolio.directives.standing import (
    SHOWN,
    Wanted,
    choose,
    count,
    find_overlaps,
    list_tasks,
)
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

PAGE = 40


@require_safe
@needs("see_directives")
def show_list(request: Request, zone_name: str) -> HttpResponseBase:
    """List the tasks of a zone: open, due, overdue, reported, accepted; by unit and area."""
    zone = request.here.get_zone(zone_name)
    unit = request.GET.get("unit", "")[:80]
    words = _build(request, zone, (unit,) if unit else ())
    return show(request, zone, "list", {**words, "unit": unit, "tab": "list"})


@require_safe
@needs("see_directives")
def show_mine(request: Request, zone_name: str) -> HttpResponseBase:
    """List the tasks of the units that the reader acts for."""
    zone = request.here.get_zone(zone_name)
    mine = units_of(zone, request.user)
    words = _build(request, zone, mine or ("-",))
    words["mine"] = [name for unit, name in words["units"] if unit in mine]
    return show(request, zone, "list", {**words, "is_mine": True, "tab": "mine"})


def _build(request: Request, zone: Zone, units: tuple[str, ...]) -> dict[str, Any]:
    language, today = language_of(request), today_of(request, zone)
    asked = request.GET.get("show", "")
    everything = list(list_tasks(zone.name))
    area = request.GET.get("area", "")[:40]
    base = choose(everything, Wanted(units=units, area=area), today)
    counts = count(base, today)
    shown = asked if asked in SHOWN else "open"
    rows = choose(base, Wanted(show=shown), today)
    first = int(request.GET["from"]) if request.GET.get("from", "").isdecimal() else 0
    first = min(first, 100_000)
    alike = find_overlaps(everything)
    teller = Teller(zone, language, today)
    return {
        "rows": [teller.task(one, alike.get(one.pk)) for one in rows[first : first + PAGE]],
        "tabs": [(one, show_word(one), counts[one]) for one in SHOWN],
        "show": shown,
        "area": area,
        "areas": area_choices(language),
        "units": unit_choices(zone, language),
        "total": len(everything),
        "next": first + PAGE if len(rows) > first + PAGE else None,
        "overlaps": sum(one.pk in alike for one in base),
    }


def show_word(show: str) -> str:
    """Name a way to show tasks."""
    return {
        "open": pgettext("tasks", "Open"),
        "due": _("Due within 7 days"),
        "overdue": _("Overdue"),
        "reported": _("Reported done"),
        "accepted": _("Accepted"),
        "all": pgettext("tasks", "All"),
    }[show]

"""A page for each area of work: its directives, tasks, latest figures and proposals."""

from collections import Counter
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import may_somewhere, needs
from cuakhau.journal.versions import read_history
from cuakhau.portfolio.directives.areas import list_areas
from cuakhau.portfolio.directives.models import Act, Proposal
from cuakhau.portfolio.directives.screen.shown import Teller, say, show, today_of
from cuakhau.portfolio.directives.standing import (
    Wanted,
    choose,
    find_overlaps,
    is_overdue,
    list_tasks,
    state_of,
)
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST = 60
LATEST = 8
# Where the figures of an area stand: the act that its page needs, its address.
PAGES = {
    "trade": ("see_turnover", "turnover:desk"),
    "revenue": ("see_revenue", "payments:revenue"),
    "works": ("see_works", "portfolio:works"),
    "yards": ("see_queues", "yards:yards"),
    "gate_centres": ("see_board", "centre:gates"),
    "goods_flow": ("see_board", "operations:board"),
    "overlap": ("see_overlaps", "planning:overlaps:list"),
    "boundary": ("see_directives", "portfolio:boundary"),
    "policy": ("see_directives", "portfolio:proposals"),
    "events": ("see_directives", "portfolio:meetings"),
    "reports": ("see_reports", "bulletins:calendar"),
    "foreign_affairs": ("note_hotline", "centre:hotline"),
}


@require_safe
@needs("see_directives")
def show_areas(request: Request, zone_name: str) -> HttpResponseBase:
    """List the areas of work with how many tasks are open and overdue in each."""
    zone = request.here.get_zone(zone_name)
    language, today = language_of(request), today_of(request, zone)
    tasks = list(list_tasks(zone.name))
    open_ = Counter(one.directive.area for one in tasks if state_of(one) != "accepted")
    late = Counter(one.directive.area for one in tasks if is_overdue(one, today))
    page = {
        "tab": "areas",
        "areas": [
            {
                "id": area.id,
                "icon": area.icon,
                "name": area.names[language],
                "about": area.about[language],
                "open": open_[area.id],
                "late": late[area.id],
            }
            for area in list_areas().values()
        ],
    }
    return show(request, zone, "areas", page)


@require_safe
@needs("see_directives")
def show_area(request: Request, zone_name: str, area: str) -> HttpResponseBase:
    """Show an area of work."""
    zone = request.here.get_zone(zone_name)
    found = list_areas().get(area)
    if found is None:
        raise Http404(area)
    language, today = language_of(request), today_of(request, zone)
    teller = Teller(zone, language, today)
    everything = list(list_tasks(zone.name))
    rows = choose(everything, Wanted(area=area), today)[:MOST]
    alike = find_overlaps(everything)
    page = {
        "tab": "areas",
        "area": {"name": found.names[language], "about": found.about[language], "icon": found.icon},
        "rows": [teller.task(one, alike.get(one.pk)) for one in rows],
        "stated": _stated(zone, area, language),
        "entries": _entries(zone, area, teller),
        "proposals": [
            {"id": one.pk, "title": say(one.title, language), "at": one.at}
            for one in Proposal.objects.filter(zone=zone.name, area=area).order_by("-pk")[:LATEST]
        ],
        "figures": _address(request, zone, area),
    }
    return show(request, zone, "area", page)


def _stated(zone: Zone, area: str, language: Language) -> list[dict[str, Any]]:
    """List what sessions of the history stated of an area as results and weak points."""
    history = read_history(zone)
    sessions = {one.id: one for one in history.sessions}
    return [
        {
            "number": one.number,
            "day": sessions[one.session].day,
            "text": getattr(one, language),
            "word": _("result") if one.part == "result" else _("weak point"),
            "is_weak": one.part == "weakness",
        }
        for one in history.statements
        if one.area == area and one.part != "instruction"
    ]


def _entries(zone: Zone, area: str, teller: Teller) -> list[dict[str, Any]]:
    acts = Act.objects.filter(task__zone=zone.name, task__directive__area=area, level="")
    return [
        {
            "task": one.task_id,
            "unit": teller.name(one.unit),
            "words": one.words,
            "figure": one.figure,
            "at": one.at,
        }
        for one in acts.order_by("-pk")[:LATEST]
    ]


def _address(request: Request, zone: Zone, area: str) -> str:
    act, address = PAGES.get(area, ("", ""))
    if not act or not may_somewhere(request.user, act):
        return ""
    try:
        return reverse(address, args=[zone.name])
    except NoReverseMatch:
        return ""

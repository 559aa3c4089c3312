"""The list of a firm's trips: translate, one call, translate back."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cuakhau.accounts.firms.register import name_firms
from cuakhau.operations.declare.asking import list_owners, mark_of, sees_all
from cuakhau.operations.declare.trips import own
from cuakhau.operations.declare.trips.own import Sight, Trip
from cuakhau.operations.declare.trips.states import STATES, State
from cuakhau.operations.declare.trips.words import build_rows, name_state
from cuakhau.operations.desk.doors import name_of, needs
from cuakhau.operations.personal.shown import Word, show
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

SHOWN: tuple[State, ...] = ("on_the_road", "at_the_gate", "in_yard")


@require_safe
@needs("see_own_visits")
def show_own_visits(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the trips of one's firm, or the part of the page that a filter changes."""
    zone = request.here.get_zone(zone_name)
    asked = {key: request.GET.get(key, "") for key in ("tab", "state", "firm", "by", "before")}
    firms = list_owners(request, "see_own_visits")
    sight = choose_sight(request, firms, asked)
    is_over = asked["tab"] == "over"
    trips = (
        own.list_over(zone, sight, before=asked["before"])
        if is_over
        else own.list_under_way(zone, sight)
    )
    counts = {state: sum(trip.state == state for trip in trips) for state in STATES}
    shown = [trip for trip in trips if asked["state"] in ("", trip.state)]
    shown = shown if is_over else shown[: 4 * own.PAGE]
    page = {
        "zone": zone.name,
        "asked": asked,
        "is_over": is_over,
        "rows": tell(request, zone, shown, "my visits"),
        "total": len(trips),
        "left_out": 0
        if is_over
        else len([t for t in trips if asked["state"] in ("", t.state)]) - len(shown),
        "states": [(state, name_state(state), counts[state]) for state in SHOWN],
        "next": trips[-1].said.number if is_over and len(trips) == own.PAGE else "",
        **_choices(request, zone, firms),
    }
    context = {"page": page, "mark": mark_of(zone)}
    answer = render(request, "declare/own_visits.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def choose_sight(request: Request, firms: list[str], asked: dict[str, str]) -> Sight:
    """Give what this person sees: who leads a firm all of it, a clerk what one declared oneself."""
    wanted = tuple(firm for firm in firms if asked["firm"] in ("", firm)) or tuple(firms)
    if sees_all(request):
        return Sight(wanted, asked["by"] or None)
    return Sight(wanted, name_of(request))


def tell(request: Request, zone: Zone, trips: list[Trip], why: str) -> list[dict[str, Any]]:
    """Give trips in words, with the plates that this person may see."""
    words = [
        Word(trip.said.vehicle, "plate", firm=trip.said.owner)
        for trip in trips
        if trip.said.vehicle
    ]
    plates = {ref: word.text for ref, word in show(request, zone, words, why=why).items()}
    now_us = micros(request.here.now(zone.name))
    return build_rows(zone, trips, plates, now_us=now_us, language=language_of(request))


def _choices(request: Request, zone: Zone, firms: list[str]) -> dict[str, Any]:
    names = name_firms(zone.name, firms) if len(firms) > 1 else {}
    clerks = own.list_clerks_of(zone.name, firms) if sees_all(request) else []
    return {
        "firms": [(firm, names[firm]) for firm in firms] if names else [],
        "names": names,
        "clerks": clerks if len(clerks) > 1 else [],
        "sees_all": sees_all(request),
    }

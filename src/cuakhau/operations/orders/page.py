"""The page of orders in words and shapes; nothing is decided here."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import pgettext

from cuakhau.journal import read
from cuakhau.movement.times import local_day, local_time
from cuakhau.movement.view import view
from cuakhau.operations.orders.models import RoadOrder
from cuakhau.operations.orders.reasons import list_reasons
from cuakhau.operations.orders.standing import list_open, list_over
from cuakhau.operations.orders.words import tell_order
from cuakhau.operations.personal.shown import NOTHING, Word, concerned_by, show
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Gate, Language, Route, Yard
from cuakhau.zone.zone import Zone

WHY = "orders on the road"
USUAL = timedelta(hours=2)


def build_orders_page(request: Request, zone: Zone, typed: dict[str, str]) -> dict[str, Any]:
    """Give the page: open orders with the plates of their vehicles, those over, the form."""
    at, language = request.here.now(zone.name), language_of(request)
    waiting = list_open(zone.name, at=at)
    rows = [tell_order(zone, order, at=at, language=language) for order in waiting]
    plates = _show_plates(request, zone, waiting)
    for row in rows:
        row["plate"] = plates.get(row["visit"], NOTHING)
    over = [
        tell_order(zone, order, at=at, language=language) for order in list_over(zone.name, at=at)
    ]
    return {
        "zone": zone.name,
        "open": rows,
        "over": over,
        "cannot": list_reasons("cannot", language),
        "form": _build_form(zone, typed, at, language),
    }


def _show_plates(request: Request, zone: Zone, orders: list[RoadOrder]) -> dict[str, Any]:
    """Give the plates of single vehicles by visit: whoever stops a vehicle must know it."""
    words, refs = [], {}
    visits = read.find_visits(zone.name, {order.visit for order in orders if order.visit})
    for visit in visits.values():
        seen = view(zone, visit)
        if seen.vehicle:
            agencies = concerned_by(zone, seen) | {"traffic_police"}
            words.append(Word(seen.vehicle, "plate", agencies))
            refs[seen.subject] = seen.vehicle
    shown = show(request, zone, words, why=WHY)
    return {number: shown.get(ref, NOTHING) for number, ref in refs.items()}


def _build_form(
    zone: Zone, typed: dict[str, str], at: datetime, language: Language
) -> dict[str, Any]:
    dated = zone.at(local_day(zone, micros(at)))

    def named(kinds: tuple[type, ...]) -> list[tuple[str, str]]:
        ids = {one.id for one in dated.places.values() if isinstance(one, kinds)}
        return sorted(((one, zone.name_of(one, language)) for one in ids), key=lambda row: row[1])

    usual = local_time(zone, micros(at + USUAL))
    return {
        "verbs": [
            {"id": "hold", "name": pgettext("order", "Hold"), "icon": "hand-stop"},
            {"id": "divert", "name": pgettext("order", "Divert"), "icon": "route"},
            {"id": "release", "name": pgettext("order", "Let go on"), "icon": "arrow-right"},
        ],
        "verb": typed.get("verb", "hold"),
        "gates": named((Gate, Route)),
        "places": named((Yard, Gate, Route)),
        "goods": [(one.id, zone.name_of(one.id, language)) for one in dated.goods_classes],
        "directions": [
            ("export", pgettext("direction", "export")),
            ("import", pgettext("direction", "import")),
        ],
        "reasons": list_reasons("give", language),
        "until": typed.get("until") or f"{usual:%Y-%m-%dT%H:%M}",
    }

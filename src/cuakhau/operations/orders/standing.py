"""Which orders stand: open ones for the police, the one that a vehicle has to follow."""

from datetime import datetime, timedelta

from django.db.models import Q

from cuakhau.movement.view import View
from cuakhau.operations.orders.giving import find_last_word, is_on_the_road, is_open
from cuakhau.operations.orders.models import RoadOrder
from cuakhau.zone.types import Route
from cuakhau.zone.zone import Zone

LONGEST = timedelta(days=7)  # an order for one vehicle without an end is not looked for longer
SHOWN_FOR = timedelta(hours=24)
MOST_SHOWN = 100


def list_open(zone_name: str, *, at: datetime) -> list[RoadOrder]:
    """List the orders that wait for an answer, the oldest first."""
    return [order for order in _list_lately(zone_name, at) if is_open(order, at)]


def list_over(zone_name: str, *, at: datetime) -> list[RoadOrder]:
    """List the orders of the last day that wait for nothing more, the newest first."""
    lately = [order for order in _list_lately(zone_name, at) if not is_open(order, at)]
    shown = [order for order in lately if _ended(order) > at - SHOWN_FOR]
    return sorted(shown, key=lambda order: (_ended(order), order.pk), reverse=True)[:MOST_SHOWN]


def find_order(zone: Zone, seen: View, *, at: datetime) -> RoadOrder | None:
    """Find the order that a vehicle on the road has to follow now; the last given counts.

    An order for the vehicle itself counts before one for all of its kind. What could not be carried
    out, was withdrawn or is over by its time is no order any more.
    """
    found = [
        order
        for order in _list_lately(zone.name, at, visit=seen.subject)
        if _is_in_force(order, at) and (order.visit is not None or is_meant(zone, order, seen))
    ]
    if not found or not is_on_the_road(zone, seen):
        return None
    return max(found, key=lambda order: (order.visit is not None, order.at, order.pk))


def is_ordered(zone_name: str, number: str, *, at: datetime) -> bool:
    """Tell whether the police have an open order about this very vehicle."""
    return any(
        is_open(order, at) for order in _list_lately(zone_name, at, visit=number) if order.visit
    )


def is_meant(zone: Zone, order: RoadOrder, seen: View) -> bool:
    """Tell whether an order for many is for this vehicle too."""
    return (
        _is_bound_for(zone, seen.gate_place, order.gate)
        and order.direction in (None, seen.direction)
        and (order.goods is None or _is_within(zone, seen.goods, order.goods))
    )


def _is_in_force(order: RoadOrder, at: datetime) -> bool:
    last = find_last_word(order)
    if last is not None and last.word in ("cannot", "withdrawn"):
        return False
    return order.until is None or at < order.until


def _is_bound_for(zone: Zone, bound: str | None, gate: str | None) -> bool:
    if gate is None or bound == gate:
        return True
    place = zone.places.get(bound or "")
    return isinstance(place, Route) and place.gate == gate


def _is_within(zone: Zone, goods: str | None, wanted: str) -> bool:
    seen: set[str] = set()
    while goods is not None and goods not in seen:
        if goods == wanted:
            return True
        seen.add(goods)
        row = zone.goods_by_id.get(goods)
        goods = row.within if row else None
    return False


def _ended(order: RoadOrder) -> datetime:
    """Give when an order stopped waiting: at its last word, or by its time."""
    last = find_last_word(order)
    ends = [order.at if last is None else last.at]
    if order.until is not None and (last is None or last.word == "passed_on"):
        ends.append(order.until)
    return max(ends)


def _list_lately(zone_name: str, at: datetime, *, visit: str | None = None) -> list[RoadOrder]:
    rows = RoadOrder.objects.filter(zone=zone_name, at__gt=at - LONGEST, at__lte=at)
    if visit is not None:
        rows = rows.filter(Q(visit=visit) | Q(visit__isnull=True))
    return list(rows.order_by("at", "pk").prefetch_related("words"))

"""Goods that a notice keeps out are refused when they are declared, with its document."""

from datetime import datetime

from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.closures import find_stop
from cuakhau.operations.declaring import Declaring
from cuakhau.operations.declaring.refusals import d5_goods_are_let_in, refuse
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import Direction
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone


def check_let_in(zone: Zone, said: Declaring, at: datetime) -> None:
    """Raise D5 where a notice keeps the goods out at the expected time, or else now.

    A gate that is closed without a notice is no reason: the vehicle may wait for it.
    """
    dated = zone.at(local_day(zone, micros(at)))
    procedure = dated.procedure_by_id.get(said.procedure)
    if procedure is None or procedure.direction == "none" or said.place not in dated.places:
        return  # what the zone does not know is refused by the rules of movement
    at_us = micros(said.expected_at or at)
    for goods in dict.fromkeys([said.goods, *(line.goods for line in said.goods_lines)]):
        if goods is None or goods in dated.goods_by_id:
            check_goods(zone, said.place, (procedure.direction, goods), at_us)


def check_goods(zone: Zone, place: str, carried: tuple[Direction, str | None], at_us: int) -> None:
    """Raise D5 where a notice keeps goods of a class, or of an unknown one, out of a place."""
    direction, goods = carried
    stop = find_stop(zone, place, direction=direction, goods=goods, at_us=at_us)
    if stop is not None and stop.document is not None:
        until = stop.until_us
        raise refuse(
            d5_goods_are_let_in,
            place=_named(zone, stop.place),
            goods=_named(zone, goods) if goods else _ALL_GOODS,
            until="–" if until is None else f"{local_time(zone, until):%H:%M %d/%m/%Y}",
            document=stop.document,
        )


_ALL_GOODS = Named("*", {"vi": "mọi mặt hàng", "en": "all goods", "zh": "所有货物"})


def _named(zone: Zone, row_id: str) -> Named:
    return Named(row_id, {code: zone.name_of(row_id, code) for code in LANGUAGES})

"""Why places and posts stood still, in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number
from cuakhau.movement.place.stops import STOPS_SCHEMA
from cuakhau.planning.scenarios.levers import WHY
from cuakhau.planning.scenarios.names import name_post
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.twin.types import ANY
from cuakhau.statistics.stopped import sum_stops
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

HOUR_US = 3_600_000_000


def tell_stops(
    zone: Zone, rows: Sequence[Mapping[str, Any]], language: Language
) -> list[dict[str, Any]]:
    """Sum the stops of a run by place and reason, the longest first."""
    found = sum_stops(pa.Table.from_pylist(list(rows), schema=STOPS_SCHEMA))
    return [
        {
            "where": where_word(zone, one.place, one.side, one.post, one.goods, language=language),
            "kind": kind_word(one.kind),
            "reason": reason_word(one.reason),
            "times": format_number(one.times, language),
            "hours": _hours(one.lasted_us, language),
        }
        for one in found
    ]


def _hours(lasted_us: int, language: Language) -> str:
    text = f"{lasted_us / HOUR_US:.1f}".removesuffix(".0")
    return format_number(Decimal(text), language)


def where_word(
    zone: Zone,
    place: str,
    side: str | None,
    post: str | None,
    goods: str | None,
    *,
    language: Language,
) -> str:
    """Name what stood still: a post, or a side of a place, for all or for some goods."""
    if post is not None:
        return name_post(zone, find_twin(zone), post, language)
    named = _("all gates") if place == ANY else zone.name_of(place, language)
    sides = {"vn": _("Vietnamese side"), "cn": _("Chinese side")}
    parts = [named, sides.get(side or "", ""), zone.name_of(goods, language) if goods else ""]
    return " · ".join(part for part in parts if part)


def kind_word(kind: str) -> str:
    """Say what kind of stop it is."""
    return {
        "closure": _("closed"),
        "planned": _("stopped as planned"),
        "breakdown": _("breakdown"),
    }[kind]


def reason_word(reason: str) -> str:
    """Give the reason as it was written; that of the sliders in words."""
    return _("tried on the workbench") if reason == WHY else reason

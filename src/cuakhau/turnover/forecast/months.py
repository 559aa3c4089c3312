"""From facts of trade to months of series: one scope, by way or by gate; unknown stays unknown."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from cuakhau.trade.nowcast.months.calendar import Closure
from cuakhau.trade.nowcast.months.panel import Panel, month_of, panel_of
from cuakhau.zone.published import PublishedEvent
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

BY = ("direction", "gate")
WAYS = ("export", "import")
BOTH = "both"
CLOSED = "closed"
Cells = dict[tuple[str, int], float]


def list_scopes(facts: "pa.Table") -> tuple[str, ...]:
    """List the scopes with a value, those of most months first."""
    known = facts.filter(pc.is_valid(facts["value_usd_cents"]))
    stretches = known.group_by(["scope", "first_day", "last_day"]).aggregate([]).to_pylist()
    months: dict[str, set[date]] = {}
    for row in stretches:
        found = months.setdefault(row["scope"], set())
        if _is_month(row):
            found.add(row["first_day"])
    return tuple(sorted(months, key=lambda scope: (-len(months[scope]), scope)))


def months_of(facts: "pa.Table", scope: str, by: str, before: int) -> Panel:
    """Give the months of a scope in dollars, before a month; series are ways or gates.

    Where a source tells a whole and its parts, the whole counts. A month of both ways of which one
    is missing, or that holds a line of unknown value, is unknown.
    """
    cells = _by_way(_wholes(facts, scope)) if by == "direction" else _by_gate(_wholes(facts, scope))
    return panel_of({key: usd for key, usd in cells.items() if key[1] < before})


def closures_of(
    events: tuple[PublishedEvent, ...], zone: Zone
) -> Mapping[str, tuple[Closure, ...]]:
    """Read the closures among what was published: of one gate, or of all. Part-days are none."""
    gates = {one.id for one in zone.gates} | {one.id for one in zone.routes}
    found: dict[str, tuple[Closure, ...]] = {}
    for event in events:
        if event.what != CLOSED and not event.what.startswith(f"{CLOSED} "):
            continue
        name = event.place if event.place in gates else "*"
        if event.place not in gates and event.place != "all":
            continue
        days = (event.first_day, event.last_day or event.first_day)
        found[name] = (*found.get(name, ()), days)
    return found


def _wholes(facts: "pa.Table", scope: str) -> Cells:
    """Add up each month, place and way (`place/way`), of the lines that make a whole together."""
    mine = facts.filter(
        pc.and_(pc.equal(facts["scope"], scope), pc.not_equal(facts["precision"], "suspect"))
    )
    mine = mine.append_column("by_goods", pc.is_valid(mine["hs"]))
    is_known = pc.is_valid(mine["value_usd_cents"])
    if "unknown" in mine.column_names:  # sums tell how many of their lines have no value
        is_known = pc.and_(is_known, pc.equal(mine["unknown"], 0))
    mine = mine.append_column("is_known", is_known)
    keys = ["place", "direction", "first_day", "last_day", "by_goods"]
    sums = mine.group_by(keys).aggregate([("value_usd_cents", "sum"), ("is_known", "all")])
    whole: Cells = {}
    # What is not split by goods comes last and counts before what is.
    for row in sorted(sums.to_pylist(), key=lambda one: not one["by_goods"]):
        if _is_month(row):
            key = f"{row['place'] or ''}/{row['direction']}", month_of(row["first_day"])
            whole[key] = row["value_usd_cents_sum"] / 100 if row["is_known_all"] else np.nan
    return whole


def _is_month(row: Mapping[str, Any]) -> bool:
    first, last = row["first_day"], row["last_day"]
    return bool(
        first.day == 1
        and month_of(first) == month_of(last)
        and month_of(date.fromordinal(last.toordinal() + 1)) > month_of(first)
    )


def _by_way(wholes: Cells) -> Cells:
    """Add gates up for each way; one whole for all gates counts before them."""
    sums: Cells = {}
    for (name, month), usd in wholes.items():
        place, way = name.split("/")
        if place and (f"/{way}", month) in wholes:
            continue
        sums[way, month] = sums.get((way, month), 0.0) + usd
    if any(way in WAYS for way, _ in sums):
        return {key: usd for key, usd in sums.items() if key[0] in WAYS}
    return sums


def _by_gate(wholes: Cells) -> Cells:
    """Add both ways up for each gate; a month with one way missing is unknown."""
    ways = {name.split("/")[1] for name, _ in wholes}
    needed = [way for way in WAYS if way in ways]
    sums: Cells = {}
    for name, month in wholes:
        place = name.split("/")[0]
        if not place:
            continue
        both = wholes.get((f"{place}/{BOTH}", month))
        parts = [wholes.get((f"{place}/{way}", month), np.nan) for way in needed]
        sums[place, month] = both if both is not None else float(sum(parts))
    return sums

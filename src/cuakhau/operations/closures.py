"""Goods that a gate does not take in for a time, by a notice: looked at before one declares.

A notice is a row `closed` of a place that names goods, with its end and its document (`reason`).
It stands until its end, or until a row `opened` of the same goods and side: a gate that opens in
the morning does not lift it. Stops that a zone has in its own rows count as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cuakhau.journal import read
from cuakhau.movement.place import STATES, PlaceEntry, PlaceState, subject_of
from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.declaring.refusals import d5_goods_are_let_in, refuse
from cuakhau.operations.times import micros
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

MONTHS_BACK = 3  # how long ago a notice may have begun and still be found
EVERYWHERE = "*"


@dataclass(frozen=True, slots=True)
class Coming:
    """What is to come: to which gate or route, which way, with what, and when."""

    place: str
    direction: str
    goods: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop that meets what is to come. `until_us` is `None` where nobody said its end."""

    place: str
    goods: str
    reason: str
    until_us: int | None


def check_let_in(zone: Zone, coming: Coming) -> None:
    """Raise D5 where a notice stops these goods there at that time. `zone` is that of the day."""
    stop = find_stop(zone, coming)
    if stop is None:
        return
    ends = "–" if stop.until_us is None else f"{local_time(zone, stop.until_us):%H:%M %d/%m/%Y}"
    place = stop.place if stop.place != EVERYWHERE else zone.name
    raise refuse(
        d5_goods_are_let_in,
        place=_named(zone, place),
        goods=_named(zone, stop.goods),
        until=ends,
        reason=stop.reason or "–",
    )


def find_stop(zone: Zone, coming: Coming) -> Stop | None:
    """Find the stop of a notice, or of the zone's own rows, that these goods would meet."""
    chain = _goods_chain(zone, coming.goods)
    if not chain:
        return None
    line = [place for place in (coming.place, zone.find_gate_of(coming.place)) if place]
    return _find_in_zone(zone, coming, chain, line) or _find_in_log(zone, coming, chain, line)


def _find_in_zone(zone: Zone, coming: Coming, chain: list[str], line: list[str]) -> Stop | None:
    dated = zone.at(coming.at.date())
    for row in dated.closures:
        meets = (
            row.goods in chain
            and row.place in (EVERYWHERE, *line)
            and row.direction in ("both", coming.direction)
            and row.daily_from is None
        )
        if meets and row.goods is not None:
            ends = row.valid_until
            until = datetime.combine(ends, datetime.min.time(), coming.at.tzinfo) if ends else None
            said = " – ".join(part for part in (row.document, row.reason) if part)
            return Stop(row.place, row.goods, said, micros(until) if until else None)
    return None


def _find_in_log(zone: Zone, coming: Coming, chain: list[str], line: list[str]) -> Stop | None:
    at_us = micros(coming.at)
    days = [local_day(zone, at_us)]
    for _ in range(MONTHS_BACK):
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    subjects = {subject_of(place, day): place for place in line for day in days}
    months = read.find_places(zone.name, subjects)
    for place in line:
        own = [state for subject, state in months.items() if subjects[subject] == place]
        for entry in _list_closed(own, at_us):
            if entry.goods in chain and _serves(entry, coming.direction):
                return Stop(place, entry.goods, entry.reason or "", entry.until_us)
    return None


def _list_closed(months: Iterable[PlaceState], at_us: int) -> list[PlaceEntry]:
    """List what was last said to be closed, of each side and goods, and has not ended."""
    last: dict[tuple[str | None, str | None], PlaceEntry] = {}
    entries = [entry for month in months for entry in month.standing if entry.kind in STATES]
    for entry in sorted(entries, key=lambda one: (one.at_us, one.recorded_us, one.seat)):
        last[entry.step, entry.goods] = entry
    return [
        entry
        for entry in last.values()
        if entry.kind == "closed" and (entry.until_us is None or at_us < entry.until_us)
    ]


def _serves(entry: PlaceEntry, direction: str) -> bool:
    """Tell whether a row speaks of this direction; one without it speaks of both."""
    said = (entry.step or "").rpartition("/")[2]
    return said in ("", "vn", "cn", direction)


def _goods_chain(zone: Zone, goods: str | None) -> list[str]:
    """Give a class of goods and all that it lies within."""
    chain: list[str] = []
    while goods is not None and goods not in chain:
        row = zone.goods_by_id.get(goods)
        chain.append(goods)
        goods = row.within if row else None
    return chain


def _named(zone: Zone, row_id: str) -> Named:
    return Named(row_id, {code: zone.name_of(row_id, code) for code in LANGUAGES})

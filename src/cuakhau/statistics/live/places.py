"""How gates, routes and lanes serve, on both sides: f(zone, months of places, now). Pure.

What was said of a place, or of what it is part of, comes before the hours of the zone; of several
words the one that stops most counts. What nobody said and no hours tell is unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from cuakhau.movement.place import PlaceEntry, PlaceState, Status, find_stale, find_status
from cuakhau.zone import hours
from cuakhau.zone.bulletin.headings import chain_of
from cuakhau.zone.types import Closure, Side
from cuakhau.zone.zone import Zone

Word = Literal["open", "closed", "slowed", "unknown"]
Basis = Literal["said", "notice", "hours", "closure", "nobody"]
Direction = Literal["export", "import"]
Months = Mapping[str, Sequence[PlaceState]]  # of a place: its months, the newest last

SIDES: tuple[Side, ...] = ("vn", "cn")
DIRECTIONS: tuple[Direction, ...] = ("export", "import")
WORDS: dict[str, Word] = {"opened": "open", "closed": "closed", "slowed": "slowed"}
_HARDER: dict[Word, int] = {"closed": 3, "slowed": 2, "open": 1, "unknown": 0}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How one side of a place serves a direction. Instants in microseconds UTC.

    `said_of` is the place that the word was said of: itself, or what it is part of. `stale` is the
    last word where its time is over: what it said is then no longer relied on.
    """

    word: Word
    basis: Basis
    said_of: str | None = None
    since_us: int | None = None
    until_us: int | None = None
    reason: str | None = None
    rate_per_h: int | None = None
    document: str | None = None
    rests_on: str | None = None
    stale: PlaceEntry | None = None


@dataclass(frozen=True, slots=True)
class PlaceServing:
    """A place and how each of its sides serves each direction."""

    place: str
    cells: Mapping[tuple[Side, Direction], Serving]


def serve(
    zone: Zone, months: Months, place: str, way: tuple[Side, Direction], at_us: int
) -> Serving:
    """Tell how one side of a place serves a direction, for all goods."""
    return serve_goods(zone, months, place, (*way, ()), at_us)


def serve_goods(
    zone: Zone, months: Months, place: str, way: tuple[Side, Direction, tuple[str, ...]], at_us: int
) -> Serving:
    """Tell how one side of a place serves a direction, for goods given with all their classes."""
    side, direction, goods = way
    at = instant_of(at_us)
    dated = zone.at(at.astimezone(hours.time_zone_of(zone, side)).date())
    found = _by_hours(zone, place, side, hours.Passage(
        direction=direction, goods=goods[0] if goods else None), at)  # fmt: skip
    planned, said = found, None
    for here in hours.line_of(dated, place):
        states = months.get(here, ())
        status = find_status(
            states, side=side, direction=direction, goods=goods or None, at_us=at_us
        )
        if status.state is not None:
            word = _of_status(here, status)
            if said is None or _HARDER[word.word] > _HARDER[said.word]:
                said = word
    if said is not None:
        found = _settle(zone, place, side, said, planned, at)
    return replace(found, stale=_find_stale(dated, months, place, (side, direction), at_us))


def serve_all(zone: Zone, months: Months, at_us: int) -> tuple[PlaceServing, ...]:
    """Tell of every gate, route and lane, each gate followed by its routes and their lanes."""
    dated = zone.at(instant_of(at_us).astimezone(hours.time_zone_of(zone, "vn")).date())
    return tuple(
        PlaceServing(
            place,
            {
                (side, direction): serve(zone, months, place, (side, direction), at_us)
                for side in SIDES
                for direction in DIRECTIONS
            },
        )
        for place in list_ways(dated)
    )


def list_ways(dated: Zone) -> list[str]:
    """List gates, their routes and lanes in the order of the zone, what is within after it."""
    ways = []
    for gate in dated.gates:
        ways.append(gate.id)
        for route in dated.routes:
            if route.gate == gate.id:
                ways.append(route.id)
                ways += [lane.id for lane in dated.lanes if lane.route == route.id]
    return ways


def classes_of(zone: Zone, goods: str | None) -> tuple[str, ...]:
    """Give a class of goods and all that it is within, itself first; nothing for no class."""
    return () if goods is None else chain_of(zone, goods)


def instant_of(at_us: int) -> datetime:
    """Give microseconds since 1970 as a time in UTC."""
    return _EPOCH + timedelta(microseconds=at_us)


def _of_status(place: str, status: Status) -> Serving:
    return Serving(
        word=WORDS[status.state or "opened"],
        basis="said" if status.document is None else "notice",
        said_of=place,
        since_us=status.since_us,
        until_us=status.until_us,
        reason=status.reason,
        rate_per_h=status.rate_per_h,
        document=status.document,
        rests_on=status.rests_on,
    )


def _by_hours(zone: Zone, place: str, side: Side, passage: hours.Passage, at: datetime) -> Serving:
    known = hours.state_at(zone, place, side, at, passage)
    if known.state == "unknown":
        return Serving(word="unknown", basis="nobody")
    if isinstance(known.row, Closure):
        return Serving(
            word="closed", basis="closure", reason=known.row.reason, document=known.row.document
        )
    return Serving(word="open" if known.state == "open" else "closed", basis="hours")


def _settle(
    zone: Zone, place: str, side: Side, said: Serving, planned: Serving, at: datetime
) -> Serving:
    """Let a word give way to the hours where it was said before the last closing time.

    Opened at 07:00 says nothing about 22:00; opened at 21:00, after hours, does.
    """
    if said.word == "closed" or planned.word != "closed" or said.until_us is not None:
        return said
    if planned.basis == "closure":
        return planned
    opening = hours.find_next_opening(zone, place, side, instant_of(said.since_us or 0))
    return planned if opening is not None and opening <= at else said


def _find_stale(
    dated: Zone, months: Months, place: str, way: tuple[Side, Direction], at_us: int
) -> PlaceEntry | None:
    """Find a lapsed word of the other side; on our own side an end is a plan, not a doubt."""
    side, direction = way
    if side != "cn":
        return None
    line: Iterable[str] = hours.line_of(dated, place)
    for here in line:
        found = find_stale(months.get(here, ()), side=side, direction=direction, at_us=at_us)
        if found is not None:
            return found
    return None

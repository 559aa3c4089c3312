"""What everybody may know at an instant: gates, queues, yards, notices, calls out of order.

Nothing here is about one vehicle or one person. Page and JSON are written from the same facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from cuakhau.figures import Figure, live, queue
from cuakhau.figures.figure import DataVersion
from cuakhau.movement.place import PlaceEntry
from cuakhau.movement.times import local_day
from cuakhau.operations.board import following as board_following
from cuakhau.operations.closures import read_months
from cuakhau.operations.yards import following as line_following
from cuakhau.operations.yards.calling.jumps import list_jumps
from cuakhau.operations.yards.models import JumpedCall
from cuakhau.statistics.live.places import (
    DIRECTIONS,
    Direction,
    Months,
    PlaceServing,
    instant_of,
    list_ways,
    serve_all,
)
from cuakhau.zone.hours import line_of, time_zone_of
from cuakhau.zone.types import BulletinLine, Hours, Lane, Side
from cuakhau.zone.waiting import CallRule
from cuakhau.zone.zone import Zone

JUMPS_FOR = timedelta(days=7)
MOST_JUMPS = 50
SIDES: tuple[Side, ...] = ("vn", "cn")


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """A queue, and the wait that a vehicle joining now may expect."""

    waiting: Figure
    called: Figure
    passed: Figure
    soonest: Figure
    latest: Figure


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A gate or route: how both sides serve, today's hours of each, its queues."""

    serving: PlaceServing
    hours: Mapping[Side, tuple[Hours, ...]]
    queues: Mapping[Direction, QueueFacts]


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of the bulletin with its places. Nothing is known of one that is not on the log."""

    id: str
    is_on_log: bool
    waiting: Figure
    waiting_export: Figure
    waiting_import: Figure
    longest: Figure
    places: tuple[PlaceFacts, ...]


@dataclass(frozen=True, slots=True)
class YardFacts:
    """A yard and the vehicles in it."""

    id: str
    standing: Figure
    capacity: Figure


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice in force or to come, of a place; `until_us` is `None` where no end was said."""

    place: str
    entry: PlaceEntry


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """All of it, at `now_us`."""

    zone: Zone  # of the day
    now_us: int
    waiting: Figure
    lines: tuple[LineFacts, ...]
    yards: tuple[YardFacts, ...]
    notices: tuple[NoticeFacts, ...]
    jumps: tuple[JumpedCall, ...]
    rule: CallRule | None


def find_facts(zone: Zone, now_us: int) -> PublicFacts:
    """Give the facts of this minute; they are put together once for each row that comes."""
    board = board_following.follow(zone).look(now_us)
    line = line_following.follow(zone).look(now_us)
    return _build(zone, now_us, board, line)


def _build(
    zone: Zone, now_us: int, board: board_following.Look, look: line_following.Look
) -> PublicFacts:
    day = local_day(zone, now_us)
    dated = zone.at(day)
    log = f"cursor:{board.cursor.xid}.{board.cursor.position}"
    version = DataVersion(zone=zone.name, zone_version=zone.version, log=log)
    take = partial(live.take, board.board, version=version)
    months = read_months(zone, list_ways(dated), day)
    served = {one.place: one for one in serve_all(zone, months, now_us)}
    return PublicFacts(
        zone=dated,
        now_us=now_us,
        waiting=take("live.waiting", line="*", heading="all"),
        lines=tuple(_line(dated, now_us, one, take, (served, look)) for one in board.board.lines),
        yards=tuple(
            YardFacts(
                yard.id,
                take("live.standing", yard=yard.id),
                take("live.capacity", yard=yard.id),
            )
            for yard in dated.yards
        ),
        notices=tuple(list_notices(months, now_us)),
        jumps=tuple(list_jumps(zone.name, since=instant_of(now_us) - JUMPS_FOR, limit=MOST_JUMPS)),
        rule=dated.find_call_rule("*"),
    )


def _line(dated: Zone, now_us: int, line: Any, take: Any, around: Any) -> LineFacts:
    served, look = around
    row = next(one for one in dated.bulletin_lines if one.id == line.id)

    def waiting(heading: str) -> Figure:
        figure: Figure = take("live.waiting", line=line.id, heading=heading)
        return figure

    return LineFacts(
        id=line.id,
        is_on_log=line.is_on_log,
        waiting=waiting("all"),
        waiting_export=waiting("export"),
        waiting_import=waiting("import"),
        longest=take("live.longest_wait", line=line.id),
        places=tuple(
            _place(dated, now_us, served[place], look)
            for place in _ways_of(dated, row)
            if place in served
        ),
    )


def _ways_of(dated: Zone, row: BulletinLine) -> list[str]:
    """List what one can drive through: the routes of a gate where it has some, else the gate."""
    ways = []
    for place in row.places:
        routes = [route.id for route in dated.routes if route.gate == place]
        ways += routes or [place]
    here = [place for place in ways if dated.find_bulletin_line(place) == row.id]
    return [p for p in dict.fromkeys(here) if not isinstance(dated.places.get(p), Lane)]


def _place(
    dated: Zone, now_us: int, serving: PlaceServing, look: line_following.Look
) -> PlaceFacts:
    return PlaceFacts(
        serving=serving,
        hours={side: list_hours(dated, serving.place, side, now_us) for side in SIDES},
        queues={way: _queue(look, serving.place, way, now_us) for way in DIRECTIONS},
    )


def _queue(look: line_following.Look, place: str, way: Direction, now_us: int) -> QueueFacts:
    def take(definition: str) -> Figure:
        about = {"place": place, "direction": way}
        return queue.take(look.line, definition, at_us=now_us, version=look.version, **about)

    return QueueFacts(
        waiting=take("queue.waiting"),
        called=take("queue.called"),
        passed=take("queue.passed_in_hour"),
        soonest=take("queue.newcomer_from"),
        latest=take("queue.newcomer_until"),
    )


def list_hours(zone: Zone, place: str, side: Side, now_us: int) -> tuple[Hours, ...]:
    """List the hours for goods that a side has today at a place, or at what it is part of."""
    wall = instant_of(now_us).astimezone(time_zone_of(zone, side))
    dated = zone.at(wall.date())
    for here in line_of(dated, place):
        rows = [
            row for row in dated.hours if (row.place, row.side, row.serves) == (here, side, "goods")
        ]
        if rows:
            today = [row for row in rows if wall.isoweekday() in row.days]
            return tuple(sorted(today, key=lambda row: row.opens))
    return ()


def list_notices(months: Months, now_us: int) -> list[NoticeFacts]:
    """List the notices in force and to come, the soonest first; one that was lifted is over."""
    found = []
    for place, states in months.items():
        entries = [entry for state in states for entry in state.entries]
        lifted = {entry.other for entry in entries if entry.kind == "opened" and entry.other}
        found += [
            NoticeFacts(place, entry)
            for entry in entries
            if entry.kind == "closed"
            and entry.document is not None
            and entry.other not in lifted
            and (entry.until_us is None or entry.until_us > now_us)
        ]
    return sorted(found, key=lambda one: (one.entry.holds_from_us, one.place))

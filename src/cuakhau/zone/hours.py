"""Is a place open on a side at an instant? Open, closed or unknown, and which row says so.

Hours are wall time of their side, so each side is asked in its own time zone and own calendar. What
no row says is unknown: hours that nobody published, public holidays that a row does not speak of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from cuakhau.zone.types import Closure, Gate, Hours, Lane, Language, Route, Side, Yard
from cuakhau.zone.zone import Zone

State = Literal["open", "closed", "unknown"]
Reason = Literal[
    "hours",  # inside the hours of `row`
    "outside_hours",  # outside all hours of that day
    "closure",  # stopped by `row`
    "holiday",  # a public holiday; `row` says closed, or does not say
    "beyond_known_hours",  # `row` is known to be longer, by how much is not
    "no_hours",  # nobody published hours of this place
    "routes",  # a gate judged by its routes
    "no_such_place",
]
MIDNIGHT = time(0, 0)
ANY = "*"
_HOLIDAY_LANGUAGE = {("VN", "vi"): "vi", ("CN", "zh"): "zh_CN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Openness:
    """The answer, why, and the row of the zone that it rests on, where there is one."""

    state: State
    reason: Reason
    row: Hours | Closure | None = None
    holiday: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Who wants through: which way, with what. The default asks for all goods, either way."""

    serves: Literal["goods", "people"] = "goods"
    direction: Literal["export", "import", "both"] = "both"
    goods: str | None = None


ALL_GOODS = Passage()


def time_zone_of(zone: Zone, side: Side) -> ZoneInfo:
    """Give the time zone of a side."""
    return ZoneInfo(zone.time_zone if side == "vn" else zone.other_time_zone)


def state_at(
    zone: Zone, place: str, side: Side, at: datetime, passage: Passage = ALL_GOODS
) -> Openness:
    """Tell whether `place` is open on `side` at `at`. Raises `ValueError` for a naive time."""
    if at.tzinfo is None:
        raise ValueError("a time without an offset could mean either side of the border")
    wall = at.astimezone(time_zone_of(zone, side))
    return _state(zone.at(wall.date()), place, side, wall, passage)


def state_of_both(zone: Zone, place: str, at: datetime, passage: Passage = ALL_GOODS) -> State:
    """Tell whether one can get through: both sides open; closed as soon as one side is."""
    states = {state_at(zone, place, side, at, passage).state for side in ("vn", "cn")}
    if "closed" in states:
        return "closed"
    return "unknown" if "unknown" in states else "open"


def find_next_opening(
    zone: Zone, place: str, side: Side, at: datetime, passage: Passage = ALL_GOODS
) -> datetime | None:
    """Find the first instant from `at` on at which the place is known to be open, within 60 days.

    Gives `at` itself where it is open already, and `None` where no opening is known.
    """
    if state_at(zone, place, side, at, passage).state == "open":
        return at
    where, since = time_zone_of(zone, side), at.astimezone(UTC)
    first = at.astimezone(where).date()
    for day in (first + timedelta(days=ahead) for ahead in range(60)):
        for clock in _turns(zone.at(day), side):
            # in UTC: a wall time skipped in spring becomes the one after it, one that comes
            # twice in autumn is not compared by its wall clock
            instant = datetime.combine(day, clock, where).astimezone(UTC)
            if instant > since and state_at(zone, place, side, instant, passage).state == "open":
                return instant.astimezone(where)
    return None


def list_working_spans(
    zone: Zone, place: str, side: Side, day: date
) -> list[tuple[datetime, datetime]]:
    """List from when until when a place is known to work with goods on a calendar day of a side.

    Judged where each span begins. Empty where the place is closed, or nobody published its hours.
    """
    dated, where = zone.at(day), time_zone_of(zone, side)
    for here in line_of(dated, place):
        rows = [row for row in dated.hours if (row.place, row.side) == (here, side)]
        goods = [row for row in rows if row.serves == "goods" and day.isoweekday() in row.days]
        if rows:
            break
    else:
        return []
    spans = []
    for row in sorted(goods, key=lambda row: row.opens):
        opens = datetime.combine(day, row.opens, where)
        last = day + timedelta(days=1) if row.closes == MIDNIGHT else day
        if _state(dated, place, side, opens, ALL_GOODS).state == "open":
            spans.append((opens, datetime.combine(last, row.closes, where)))
    return spans


def find_holiday(zone: Zone, side: Side, day: date, language: Language = "en") -> str | None:
    """Name the public holiday of a side on its calendar day `day`, if it is one."""
    country = side.upper()
    if country not in zone.countries:
        return None
    return _holidays(country, day.year, _HOLIDAY_LANGUAGE.get((country, language), "en_US")).get(
        day
    )


@lru_cache(maxsize=256)
def _holidays(country: str, year: int, language: str) -> dict[date, str]:
    import holidays  # costs a quarter of a second of start-up

    return dict(holidays.country_holidays(country, years=year, language=language))


def _state(dated: Zone, place: str, side: Side, wall: datetime, passage: Passage) -> Openness:
    line = line_of(dated, place)
    if not line:
        return Openness(state="unknown", reason="no_such_place")
    closure = _find_closure(dated, line, side, wall, passage)
    if closure is not None:
        return Openness(state="closed", reason="closure", row=closure)
    for here in line:
        rows = [
            row
            for row in dated.hours
            if (row.place, row.side, row.serves) == (here, side, passage.serves)
        ]
        if rows:
            return _by_hours(dated, rows, side, wall)
    return _by_routes(dated, place, side, wall, passage)


def line_of(dated: Zone, place: str) -> list[str]:
    """List a place and what it is part of, up to its gate."""
    line: list[str] = []
    here: str | None = place
    while here is not None and here in dated.places:
        line.append(here)
        found = dated.places[here]
        match found:
            case Lane():
                here = found.route
            case Route() | Yard():
                here = found.gate
            case Gate():
                here = None
    return line


def _find_closure(
    dated: Zone, line: list[str], side: Side, wall: datetime, passage: Passage
) -> Closure | None:
    for closure in dated.closures:
        if closure.side != side or closure.place not in (ANY, *line):
            continue
        if closure.direction not in ("both", passage.direction):
            continue
        if closure.goods is not None and not _is_within(dated, passage, closure.goods):
            continue
        if closure.daily_from is None or _is_inside(
            wall, closure.daily_from, closure.daily_until or MIDNIGHT
        ):
            return closure
    return None


def _is_within(dated: Zone, passage: Passage, goods: str) -> bool:
    here, seen = passage.goods, set[str]()
    while here is not None and here not in seen:
        if here == goods:
            return passage.serves == "goods"
        seen.add(here)
        found = dated.goods_by_id.get(here)
        here = found.within if found else None
    return False


def _by_hours(dated: Zone, rows: list[Hours], side: Side, wall: datetime) -> Openness:
    today = [row for row in rows if wall.isoweekday() in row.days]
    inside = next((row for row in today if _is_inside(wall, row.opens, row.closes)), None)
    told = inside or next(iter(today or rows))
    holiday = wall.date() if find_holiday(dated, side, wall.date()) else None
    if holiday and inside and inside.on_holidays != "works":
        state: State = "closed" if inside.on_holidays == "closed" else "unknown"
        return Openness(state=state, reason="holiday", row=inside, holiday=holiday)
    if inside:
        return Openness(state="open", reason="hours", row=inside, holiday=holiday)
    if any(row.at_least for row in rows):
        longer = next(row for row in rows if row.at_least)
        return Openness(state="unknown", reason="beyond_known_hours", row=longer)
    return Openness(state="closed", reason="outside_hours", row=told, holiday=holiday)


def _is_inside(wall: datetime, opens: time, closes: time) -> bool:
    return opens <= wall.time() and (closes == MIDNIGHT or wall.time() < closes)


def _by_routes(dated: Zone, place: str, side: Side, wall: datetime, passage: Passage) -> Openness:
    """Judge a gate without hours of its own: open if a route is, closed if all are."""
    routes = [route.id for route in dated.routes if route.gate == place]
    states = {_state(dated, route, side, wall, passage).state for route in routes}
    if not states or states == {"unknown"}:
        return Openness(state="unknown", reason="no_hours")
    state: State = "unknown"
    if "open" in states:
        state = "open"
    elif states == {"closed"}:
        state = "closed"
    return Openness(state=state, reason="routes")


def _turns(dated: Zone, side: Side) -> Iterator[time]:
    """Give the wall times of a day at which something may open."""
    turns = {MIDNIGHT}
    turns.update(row.opens for row in dated.hours if row.side == side)
    turns.update(c.daily_until for c in dated.closures if c.side == side and c.daily_until)
    yield from sorted(turns)

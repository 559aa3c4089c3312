"""What a cell says: a number with or without dots, a day and time, a name of the zone. Pure."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cuakhau.accounts.people.roles import ROLES
from cuakhau.operations.opening.book import fold
from cuakhau.operations.opening.columns import Kind
from cuakhau.zone.types import LANGUAGES, Gate, Language, Route
from cuakhau.zone.zone import Zone

MOST = 9_999
_DOTTED = re.compile(r"[0-9]{1,3}(?:[., '’][0-9]{3})*|[0-9]+")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:h]([0-9]{2}))(?::[0-9]{2})?")


def read_whole(value: Any) -> int | None:
    """Read a number of vehicles: 1243, 1.243, "1 243"; `None` for what is none.

    Excel gives 1,243 for a 1.243 typed where the dot is a comma: that is no whole number.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        number = int(value) if float(value).is_integer() else None
    else:
        told = str(value)
        number = int(re.sub(r"[^0-9]", "", told)) if _DOTTED.fullmatch(told) else None
    return number if number is not None and 0 <= number <= MOST else None


def read_time(value: Any, zone: Zone, *, about: date) -> datetime | None:
    """Read a day and time on the zone's clock; the year of `about` where none is written.

    A day without a time is its midnight.
    """
    if isinstance(value, datetime):
        wall: datetime | None = value.replace(tzinfo=None)
    elif isinstance(value, date):
        wall = datetime.combine(value, time())
    else:
        wall = _read_text(str(value), about)
    return None if wall is None else wall.replace(tzinfo=ZoneInfo(zone.time_zone))


def _read_text(told: str, about: date) -> datetime | None:
    day, clock = None, time()
    for word in told.replace(",", " ").replace("T", " ").split():
        year_first, day_first = _YEAR_FIRST.fullmatch(word), _DAY_FIRST.fullmatch(word)
        at = _CLOCK.fullmatch(word)
        try:
            if at:
                clock = time(int(at[1]), int(at[2]))
            elif year_first:
                day = date(*(int(part) for part in year_first.groups()))
            elif day_first:
                year = int(day_first[3] or about.year)
                day = date(year + 2000 * (year < 100), int(day_first[2]), int(day_first[1]))
            else:
                return None
        except ValueError:
            return None
    return None if day is None else datetime.combine(day, clock)


def list_names(zone: Zone, kind: Kind, language: Language) -> list[tuple[str, str]]:
    """List what a column chooses from: ids with their names in a language, for a dated zone."""
    return [(row_id, _name(zone, row_id, kind, language)) for row_id in _ids(zone, kind)]


def _ids(zone: Zone, kind: Kind) -> list[str]:
    if kind == "role":
        return list(ROLES)
    if kind == "line":
        return [one.id for one in zone.bulletin_lines if one.unit == "vehicle"]
    if kind == "place":
        routes = {one.gate for one in zone.routes}
        found = [one for one in zone.places.values() if isinstance(one, Gate | Route)]
        return [one.id for one in found if one.id not in routes]
    rows: Mapping[Kind, Iterable[Any]] = {
        "procedure": [one for one in zone.procedures if one.unit == "vehicle"],
        "goods": zone.goods_classes,
        "class": zone.vehicle_classes,
        "yard": zone.yards,
        "agency": zone.agencies,
        "step": [one for one in zone.steps if not one.secret],
    }
    return [row.id for row in rows[kind]]


def find_name(zone: Zone, kind: Kind, value: Any) -> str | None:
    """Find the id that a text names: the id itself, or its name in any language.

    A line of the bulletin is given as one of its places, and a place may stand for its line. A
    vehicle may be bound for a line that names one place only, or the gate itself.
    """
    if kind not in ("place", "line"):
        return _find_among(zone, _ids(zone, kind), kind, value)
    line = _find_among(zone, _ids(zone, "line"), "line", value)
    if line is None:
        bounds = [one.id for one in zone.places.values() if isinstance(one, Gate | Route)]
        return _find_among(zone, bounds, kind, value)
    places = next(one.places for one in zone.bulletin_lines if one.id == line)
    gates = {gate.id for gate in zone.gates}
    certain = [one for one in places if one in gates or len(places) == 1]
    return next(iter(certain or (places if kind == "line" else ())), None)


def _find_among(zone: Zone, ids: Iterable[str], kind: Kind, value: Any) -> str | None:
    told = fold(str(value))
    for row_id in ids:
        names = {fold(row_id), *(fold(_name(zone, row_id, kind, code)) for code in LANGUAGES)}
        if told in names:
            return row_id
    return None


def _name(zone: Zone, row_id: str, kind: Kind, language: Language) -> str:
    return ROLES[row_id].name(language) if kind == "role" else zone.name_of(row_id, language)

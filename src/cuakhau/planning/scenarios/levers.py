"""What the sliders of the workbench say → a scenario, and a scenario back to the sliders.

Fields: `s.POST` officers or lanes, `d.all` and `d.GOODS` percent of the demand, `y.YARD` places of
any class and `y.YARD.CLASS` those of one class alone, `q.POST` services a day, `c.place c.side
c.from c.until` a stop, `m.one m.other` checks merged.
What stands as it is today is left out of the scenario.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time

from cuakhau.simulation.scenario.types import (
    Close,
    Dated,
    Demand,
    Merge,
    Quota,
    Scenario,
    Servers,
    YardChange,
)
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.load import DEMO
from cuakhau.zone.zone import Zone

ALL = "all"
PERCENT = 100
MOST = 100_000
WHY = "what_if"
Fields = Mapping[str, str]
Table = tuple[str, dict[str, object]]


def write_scenario(zone: Zone, twin: Twin, said: Fields) -> str:
    """Write the scenario of the sliders as TOML; empty where nothing is changed.

    `zone` and `twin` are those of the first day.
    """
    tables = list(_list_changes(zone, twin, said))
    if not tables:
        return ""
    heading = {"base": base_of(zone), "title": said.get("name", "").strip()}
    lines = [_line(key, value) for key, value in heading.items() if value]
    for table, row in tables:
        lines += ["", f"[[{table}]]", *(_line(key, value) for key, value in row.items())]
    return "\n".join(lines) + "\n"


def base_of(zone: Zone) -> str:
    """Name the zone that a scenario patches; that of a demo is its real one."""
    return zone.name.removesuffix(DEMO)


def read_fields(zone: Zone, twin: Twin, scenario: Scenario) -> dict[str, str] | None:
    """Give the fields of the sliders of a scenario; `None` where it says more than they can."""
    if scenario.base not in (zone.name, base_of(zone)):
        return None
    yards = list_yards(zone, twin)
    known = {f"y.{yard}" for yard in yards}
    known |= {f"y.{yard}.{kind}" for yard, today in yards.items() for kind in today.of_class}
    known |= {f"{kind}.{post.id}" for post in twin.posts for kind in "sq"}
    known |= {f"d.{key}" for key in (ALL, *list_goods(twin))}
    known |= {"m.one", "m.other", "c.place", "c.side", "c.from", "c.until"}
    fields: dict[str, str] = {}
    for change in scenario.changes:
        if isinstance(change, Dated) and (change.first_day or change.last_day):
            return None
        said = _fields_of(change)
        if not said or set(said) & set(fields) or not set(said) <= known:
            return None
        fields |= said
    return fields


def _list_changes(zone: Zone, twin: Twin, said: Fields) -> Iterator[Table]:
    yield from _demand(twin, said)
    for post in twin.posts:
        servers = _number(said, f"s.{post.id}", post.servers)
        if servers != post.servers:
            yield "servers", {"post": post.id, "set": servers}
        if post.per_day is not None:
            quota = _number(said, f"q.{post.id}", post.per_day)
            if quota != post.per_day:
                yield "quota", {"post": post.id, "per_day": quota}
    yield from _yard(zone, twin, said)
    yield from _stop(said)
    one, other = said.get("m.one", ""), said.get("m.other", "")
    if one and other and one != other:
        yield "merge", {"steps": [one, other]}


def _demand(twin: Twin, said: Fields) -> Iterator[Table]:
    """Say the demand of all, or where single goods differ, of each kind of goods."""
    goods = list_goods(twin)
    percents = {key: _number(said, f"d.{key}", PERCENT) or 0 for key in (ALL, *goods)}
    if any(percents[key] != PERCENT for key in goods):
        for key in goods:
            factor = percents[ALL] * percents[key] / PERCENT**2
            if factor != 1:
                yield "demand", {"goods": key, "factor": round(factor, 4)}
    elif percents[ALL] != PERCENT:
        yield "demand", {"factor": percents[ALL] / PERCENT}


def _stop(said: Fields) -> Iterator[Table]:
    if not said.get("c.place"):
        return
    row: dict[str, object] = {"place": said["c.place"], "side": said.get("c.side") or "both"}
    row["reason"] = WHY
    for key in ("from", "until"):
        if said.get(f"c.{key}"):
            row[key] = said[f"c.{key}"][:5]
    yield "close", row


def list_goods(twin: Twin) -> list[str]:
    """List the kinds of goods that come, in the order of the twin."""
    return list(dict.fromkeys(one.goods for one in twin.streams if one.goods and one.per_day))


@dataclass(frozen=True, slots=True)
class YardToday:
    """Places of a yard for any class (`None` where nobody knows), and those of one class alone.

    `of_class` names every class that comes there, most with none of its own.
    """

    places: int | None
    of_class: Mapping[str, int]


def list_yards(zone: Zone, twin: Twin) -> dict[str, YardToday]:
    """Give the places of each yard that is used."""
    classes: dict[str, dict[str, int]] = {}
    for one in twin.streams:
        for yard in (*one.yards, *one.buffer):
            mine = classes.setdefault(yard, {})
            if one.vehicle_class is not None:
                mine.setdefault(one.vehicle_class, 0)
    return {yard: _today(zone, twin, yard, mine) for yard, mine in classes.items()}


def _today(zone: Zone, twin: Twin, yard: str, classes: Mapping[str, int]) -> YardToday:
    rows = [row for row in twin.yard_places if row.yard == yard]
    if rows:
        own = {c: sum(r.places for r in rows if r.vehicle_classes == (c,)) for c in classes}
        return YardToday(sum(row.places for row in rows if not row.vehicle_classes), own)
    held = next((one for one in zone.yards if one.id == yard), None)
    if held is None or held.capacity is None:
        return YardToday(None, classes)
    reserved = dict(held.capacity_by_class)
    return YardToday(held.capacity - sum(reserved.values()), {**classes, **reserved})


def _yard(zone: Zone, twin: Twin, said: Fields) -> Iterator[Table]:
    for yard, today in list_yards(zone, twin).items():
        places = _number(said, f"y.{yard}", today.places)
        if places is None:
            continue  # nobody said how many of all, so those of one class mean nothing
        if places != today.places:
            yield "yard", {"id": yard, "set": places}
        for kind, own in today.of_class.items():
            wanted = _number(said, f"y.{yard}.{kind}", own)
            if wanted != own:
                yield "yard", {"id": yard, "set": wanted, "vehicle_classes": [kind]}


def _fields_of(change: object) -> dict[str, str]:
    match change:
        case Servers(post=str(post), set=int(number), opens=None, closes=None):
            return {f"s.{post}": str(number)}
        case Quota(post=str(post), per_day=int(number), per_hour=None):
            return {f"q.{post}": str(number)}
        case Demand(stream=None, place=None, procedure=None, direction=None):
            return {f"d.{change.goods or ALL}": str(round(change.factor * PERCENT))}
        case YardChange(set=int(number), vehicle_classes=()):
            return {f"y.{change.id}": str(number)}
        case YardChange(set=int(number), vehicle_classes=(kind,)):
            return {f"y.{change.id}.{kind}": str(number)}
        case Merge(steps=(one, other), procedures=(), lasts="first"):
            return {"m.one": one, "m.other": other}
        case Close(reason=reason) if reason == WHY:
            told = {"c.place": change.place, "c.side": change.side}
            times = {"c.from": change.opens, "c.until": change.closes}
            return told | {key: _clock(at) for key, at in times.items() if at is not None}
    return {}


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _number(said: Fields, field: str, otherwise: int | None) -> int | None:
    text = said.get(field, "")
    return min(int(text), MOST) if text.isdecimal() and len(text) < 10 else otherwise


def _line(key: str, value: object) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"

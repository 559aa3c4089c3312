"""A plan as a scenario, and as the text that `cuakhau simulate --scenario` and the pages read."""

from collections.abc import Iterable, Iterator
from datetime import time

from cuakhau.planning.search.ground import MIDNIGHT_H, SIDES, Ground, clock, yard_row_of
from cuakhau.planning.search.lever import Lever
from cuakhau.simulation.scenario.types import (
    HoursChange,
    Scenario,
    Servers,
    SlotsChange,
    YardChange,
)

DEMO = "-demo"  # a demo is of the zone beside which it stands
Turned = tuple[tuple[Lever, int], ...]  # levers, and what a plan turns them to


def scenario_of(
    ground: Ground, turned: Iterable[tuple[Lever, int]], *, name: str, title: str = ""
) -> Scenario:
    """Make the scenario of a plan; of slots, all levers of a stream must be among `turned`."""
    whole = tuple(turned)
    pairs = [(lever, value) for lever, value in whole if value != lever.today]
    return Scenario(
        name=name,
        base=ground.zone.name.removesuffix(DEMO),
        title=title,
        servers=tuple(
            Servers(
                post=lever.target,
                add=value - lever.today,
                opens=clock(lever.hours[0]),
                closes=clock(lever.hours[1]),
            )
            for lever, value in pairs
            if lever.kind in ("officers", "lanes") and lever.hours
        ),
        yards=tuple(
            _places(ground, lever, value) for lever, value in pairs if lever.kind == "places"
        ),
        hours=tuple(
            change
            for lever, value in pairs
            if lever.kind == "opening"
            for change in _longer(ground, lever.target, value)
        ),
        slots=tuple(
            _booked(ground, stream, whole)
            for stream in dict.fromkeys(one.target for one, _ in pairs if one.kind == "slots")
        ),
    )


def _places(ground: Ground, lever: Lever, value: int) -> YardChange:
    pool = next(one for one in ground.today.pools if one.id == lever.target)
    row = yard_row_of(ground, pool)
    classes = row.vehicle_classes if row else ()
    return YardChange(id=pool.yard, add=value - lever.today, vehicle_classes=classes)


def _longer(ground: Ground, place: str, more_h: int) -> Iterator[HoursChange]:
    for side in SIDES:
        span = ground.hours_of(place, side)
        if span is not None:
            opens, closes = span
            yield HoursChange(
                place=place, side=side, opens=_time(opens), closes=_time(closes + more_h)
            )


def _booked(ground: Ground, name: str, turned: Turned) -> SlotsChange:
    stream = ground.stream_by_id[name]
    return SlotsChange(
        stream=name,
        slot_min=stream.slot_min,
        spread_min=stream.spread_min,
        no_show=stream.no_show,
        hours=slot_hours(turned, name),
    )


def slot_hours(turned: Turned, stream: str) -> tuple[float, ...]:
    """Give the slots of a stream in each hour of the day, as its levers say; all of them."""
    hours = [0.0] * MIDNIGHT_H
    for lever, value in turned:
        if lever.kind == "slots" and lever.target == stream and lever.hours:
            first, last = lever.hours
            for hour in range(first, last):
                hours[hour] = value / (last - first)
    return tuple(hours)


def _time(hour: float) -> time:
    minutes = round(hour * 60) % (MIDNIGHT_H * 60)
    return time(minutes // 60, minutes % 60)


def write(scenario: Scenario) -> str:
    """Write a scenario as TOML."""
    lines = [f'name = "{scenario.name}"', f'base = "{scenario.base}"']
    lines += [f'title = "{scenario.title}"'] if scenario.title else []
    for one in scenario.servers:
        lines += ["", "[[servers]]", f'post = "{one.post}"', f"add = {one.add}"]
        lines += [f'from = "{one.opens:%H:%M}"', f'until = "{one.closes:%H:%M}"']
    for yard in scenario.yards:
        lines += ["", "[[yard]]", f'id = "{yard.id}"', f"add = {yard.add}"]
        if yard.vehicle_classes:
            classes = ", ".join(f'"{one}"' for one in yard.vehicle_classes)
            lines.append(f"vehicle_classes = [{classes}]")
    for hours in scenario.hours:
        lines += ["", "[[hours]]", f'place = "{hours.place}"', f'side = "{hours.side}"']
        lines += [f'opens = "{hours.opens:%H:%M}"', f'closes = "{hours.closes:%H:%M}"']
    for slots in scenario.slots:
        lines += ["", "[[slots]]", f'stream = "{slots.stream}"', f"slot_min = {slots.slot_min}"]
        lines += [f"spread_min = {slots.spread_min}", f"no_show = {slots.no_show}"]
        lines.append(f"hours = [{', '.join(map(str, slots.hours))}]")
    return "\n".join(lines) + "\n"

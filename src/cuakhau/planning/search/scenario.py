"""A plan as a scenario, and as the text that `cuakhau simulate --scenario` and the pages read."""

from collections.abc import Iterable, Iterator
from datetime import time

from cuakhau.planning.search.ground import MIDNIGHT_H, SIDES, Ground, clock, yard_row_of
from cuakhau.planning.search.lever import Lever
from cuakhau.simulation.scenario.types import (
    HoursChange,
    Scenario,
    Servers,
    YardChange,
)


def scenario_of(
    ground: Ground, turned: Iterable[tuple[Lever, int]], *, name: str, title: str = ""
) -> Scenario:
    """Make the scenario of the levers that a plan turns."""
    pairs = [(lever, value) for lever, value in turned if value != lever.today]
    return Scenario(
        name=name,
        base=ground.zone.name,
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
    return "\n".join(lines) + "\n"

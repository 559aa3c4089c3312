"""A sheet read row by row: what each says, and all that is wrong with it, by row and column."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cuakhau.operations.sources.reading.mapping import VEHICLE_FIELDS, Layout, find_step
from cuakhau.operations.sources.reading.sheet import Sheet
from cuakhau.operations.sources.reading.times import read_time
from cuakhau.operations.sources.refusals import (
    NotTakenIn,
    w5_step_is_known,
    w6_time_can_be_read,
    w7_vehicle_is_named,
    wrong,
)
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, and in which column; an empty one means the row as a whole."""

    column: str
    refusal: NotTakenIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: what tells the vehicle, the step, the time; and its mistakes."""

    row: int
    vehicle: dict[str, str] = field(default_factory=dict)
    step: str | None = None
    said_step: str = ""
    said_time: str = ""
    happened_us: int | None = None
    offset_min: int | None = None
    mistakes: tuple[Wrong, ...] = ()


def read_lines(zone: Zone, sheet: Sheet, layout: Layout, allowed: list[str]) -> list[Line]:
    """Read all rows; empty ones are left out. No row stops the others."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(sheet.columns):
        told = layout.columns.get(name)
        if told:
            places.setdefault(told, []).append(place)
    steps: dict[str, str | None] = {}
    lines = []
    for number, cells in enumerate(sheet.rows, start=sheet.first):
        if not any(cells):
            continue
        row = {
            name: next((cells[at] for at in seats if cells[at]), "")
            for name, seats in places.items()
        }
        said = row.get("step", "")
        if said not in steps:
            steps[said] = find_step(zone, layout, said, allowed)
        lines.append(_read_line(number, row, steps[said], layout))
    return lines


def _read_line(number: int, told: dict[str, str], step: str | None, layout: Layout) -> Line:
    vehicle = {name: told[name] for name in VEHICLE_FIELDS if told.get(name)}
    time = " ".join(filter(None, (told.get("day", ""), told.get("time", ""))))
    at = read_time(told.get("time", ""), told.get("day", ""), layout.offset_min)
    heading = {field: name for name, field in layout.columns.items()}

    def find_mistakes() -> Iterator[Wrong]:
        if not vehicle:
            yield Wrong("", wrong(w7_vehicle_is_named))
        if step is None:
            value = told.get("step", "")[:60]
            yield Wrong(heading.get("step", ""), wrong(w5_step_is_known, value=value))
        if at is None:
            yield Wrong(heading.get("time", ""), wrong(w6_time_can_be_read, value=time[:60]))

    return Line(
        row=number,
        vehicle=vehicle,
        step=step,
        said_step=told.get("step", "")[:100],
        said_time=time[:60],
        happened_us=micros(at) if at else None,
        offset_min=offset_min(at) if at else None,
        mistakes=tuple(find_mistakes()),
    )

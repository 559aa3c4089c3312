"""The places of a yard: f(zone of the day, yard, who stands there) → areas, rows, places. Pure.

A place is written as on the ground: area code, row, number (`A3-07`). Where the zone does not say
how many rows or places there are, any number may be given and none is offered as free.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cuakhau.movement.turns.calling import Turn
from cuakhau.zone.types import Yard
from cuakhau.zone.waiting import YardArea
from cuakhau.zone.zone import Zone

ROW_PLACES = 20  # how a yard without areas is drawn
_SLOT = re.compile(r"([A-Z]{0,3})0*([1-9][0-9]{0,2})-0*([1-9][0-9]{0,2})")


@dataclass(frozen=True, slots=True)
class Place:
    """One place, and who stands on it; two may have been sent to the same."""

    slot: str
    taken_by: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """An area with its rows of places; without rows where nobody says how many there are.

    `others` stand on places that the plan does not have.
    """

    area: YardArea
    rows: tuple[tuple[Place, ...], ...]
    others: tuple[Turn, ...] = ()

    @property
    def capacity(self) -> int | None:
        """Places in all; `None` where nobody says."""
        return sum(len(row) for row in self.rows) if self.rows else None

    @property
    def taken(self) -> int:
        """Vehicles on places of this area."""
        return sum(len(place.taken_by) for row in self.rows for place in row) + len(self.others)


@dataclass(frozen=True, slots=True)
class YardPlan:
    """A yard: its areas, and who stands in it without a place that is known."""

    yard: Yard
    areas: tuple[AreaPlan, ...]
    unplaced: tuple[Turn, ...]


def plan_yard(dated: Zone, yard: Yard, standing: Sequence[Turn]) -> YardPlan:
    """Put everybody who stands in a yard on its plan; each vehicle is on it once."""
    areas = list_areas(dated, yard)
    at: dict[str, list[Turn]] = {}
    for turn in standing:
        at.setdefault(turn.seen.slot or "", []).append(turn)
    plans = [_plan_area(area, yard, at) for area in areas]
    left = [turn for slot in sorted(at) for turn in at[slot]]
    left.sort(key=lambda turn: (turn.since_us or 0, turn.subject))
    return YardPlan(yard, tuple(plans), tuple(left))


def list_areas(dated: Zone, yard: Yard) -> tuple[YardArea, ...]:
    """List the areas of a yard; one without any is one area of rows."""
    areas = tuple(area for area in dated.yard_areas if area.yard == yard.id)
    if areas:
        return areas
    if yard.capacity is None:
        return (YardArea(id=yard.id, yard=yard.id, source=yard.source),)
    rows = -(-yard.capacity // ROW_PLACES)
    return (
        YardArea(id=yard.id, yard=yard.id, rows=rows, row_places=ROW_PLACES, source=yard.source),
    )


def read_slot(text: str) -> str | None:
    """Read a place as somebody types it (`a3-7` is `A3-07`); `None` for what is none."""
    found = _SLOT.fullmatch(text.strip().upper().replace(" ", ""))
    return write_slot(found[1], int(found[2]), int(found[3])) if found else None


def write_slot(code: str, row: int, number: int) -> str:
    """Write a place as it is painted."""
    return f"{code}{row}-{number:02}"


def find_area(dated: Zone, yard: Yard, slot: str) -> YardArea | None:
    """Find the area that has a place; one whose rows nobody counted has any place of its code."""
    found = _SLOT.fullmatch(slot)
    if found is None:
        return None
    code, row, number = found[1], int(found[2]), int(found[3])
    for area in list_areas(dated, yard):
        if area.code != code:
            continue
        rows = _slots_of(area, yard)
        if not rows or (row <= len(rows) and number <= len(rows[row - 1])):
            return area
    return None


def takes(area: YardArea, vehicle_class: str | None) -> bool:
    """Tell whether an area takes a class; of a vehicle whose class is unknown nobody can say no."""
    return not area.vehicle_classes or vehicle_class in (None, *area.vehicle_classes)


def list_free(plan: YardPlan, vehicle_class: str | None, limit: int) -> list[str]:
    """List free places in order: first in areas for this class, then in those for every one."""
    areas = [one for one in plan.areas if takes(one.area, vehicle_class)]
    areas.sort(key=lambda one: not one.area.vehicle_classes)
    free = (place.slot for one in areas for row in one.rows for place in row if not place.taken_by)
    return [slot for slot, _ in zip(free, range(limit), strict=False)]


def count_classes(standing: Iterable[Turn]) -> dict[str | None, int]:
    """Count who stands in a yard by class of vehicle; a class may be unknown."""
    counts: dict[str | None, int] = {}
    for turn in standing:
        name = turn.seen.vehicle_class
        counts[name] = counts.get(name, 0) + 1
    return counts


def _plan_area(area: YardArea, yard: Yard, at: dict[str, list[Turn]]) -> AreaPlan:
    rows = tuple(
        tuple(Place(slot, tuple(at.pop(slot, ()))) for slot in slots)
        for slots in _slots_of(area, yard)
    )
    mine = [slot for slot in at if not rows and _code_of(slot) == area.code]
    return AreaPlan(area, rows, tuple(turn for slot in sorted(mine) for turn in at.pop(slot)))


def _slots_of(area: YardArea, yard: Yard) -> list[list[str]]:
    """Give the places of an area row by row; none where rows or places are unknown."""
    if area.rows is None or area.row_places is None:
        return []
    limit = area.rows * area.row_places
    if area.id == yard.id and yard.capacity is not None:
        limit = yard.capacity  # the last row of a yard without areas may be short
    return [
        [
            write_slot(area.code, row + 1, number + 1)
            for number in range(area.row_places)
            if row * area.row_places + number < limit
        ]
        for row in range(area.rows)
    ]


def _code_of(slot: str) -> str | None:
    found = _SLOT.fullmatch(slot)
    return found[1] if found else None

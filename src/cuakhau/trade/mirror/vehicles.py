"""Vehicles beside their declarations and fees: what the one has and the other lacks, one by one.

Pure: whoever calls brings the vehicles that were cleared, the declarations and the fees.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

OddCode = Literal[
    "no_declaration", "no_value", "no_vehicle", "other_day", "other_gate", "other_direction",
    "no_fee", "fee_unknown", "fee_without_vehicle", "two_fees",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle that was cleared; `visit` is its number, never its plate."""

    visit: str
    day: date
    gate: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A line of a declaration; `visit` is null where it names no vehicle."""

    declaration: str
    visit: str | None
    day: date
    gate: str
    direction: str
    value: int | None  # in whole units of whatever currency it names


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee that was taken for a visit; `vnd` is null where nobody knows how much."""

    visit: str
    vnd: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Vehicles of some days with the declarations and the fees that belong to them."""

    vehicles: tuple[Vehicle, ...]
    papers: tuple[Paper, ...]
    fees: tuple[Fee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """Something that one account has and the other lacks; a reader opens visit or declaration."""

    code: OddCode
    visit: str
    declaration: str = ""
    what: str = ""


def against_papers(vehicles: Iterable[Vehicle], papers: Iterable[Paper]) -> tuple[Odd, ...]:
    """List vehicles without goods of a value, declarations without a vehicle, and contradictions.

    A vehicle with several lines lacks a value when none of them has one.
    """
    of_visit = {one.visit: one for one in vehicles}
    lines: dict[str, list[Paper]] = defaultdict(list)
    odd: list[Odd] = []
    alone: set[str] = set()
    for paper in papers:
        if paper.visit in of_visit:
            lines[paper.visit].append(paper)
        elif paper.declaration not in alone:  # of many lines it is one declaration
            alone.add(paper.declaration)
            odd.append(
                Odd(code="no_vehicle", visit=paper.visit or "", declaration=paper.declaration)
            )
    for visit, vehicle in of_visit.items():
        odd += _of_vehicle(vehicle, lines.get(visit, []))
    return tuple(odd)


def _of_vehicle(vehicle: Vehicle, lines: list[Paper]) -> list[Odd]:
    if not lines:
        return [Odd(code="no_declaration", visit=vehicle.visit)]
    odd = []
    if all(line.value is None for line in lines):
        odd.append(Odd(code="no_value", visit=vehicle.visit, declaration=lines[0].declaration))
    for line in lines:
        pairs: tuple[tuple[OddCode, object, object], ...] = (
            ("other_day", vehicle.day, line.day),
            ("other_gate", vehicle.gate, line.gate),
            ("other_direction", vehicle.direction, line.direction),
        )
        odd += [
            Odd(
                code=code,
                visit=vehicle.visit,
                declaration=line.declaration,
                what=f"{ours} / {theirs}",
            )
            for code, ours, theirs in pairs
            if ours != theirs
        ]
    return odd


def against_fees(vehicles: Iterable[Vehicle], fees: Iterable[Fee]) -> tuple[Odd, ...]:
    """List vehicles without a fee, fees without a vehicle or an amount, and second fees."""
    visits = [one.visit for one in vehicles]
    taken: dict[str, list[Fee]] = defaultdict(list)
    for fee in fees:
        taken[fee.visit].append(fee)
    odd = [Odd(code="no_fee", visit=visit) for visit in visits if visit not in taken]
    known = set(visits)
    for visit, all_of_it in taken.items():
        if visit not in known:
            odd.append(Odd(code="fee_without_vehicle", visit=visit))
        if any(fee.vnd is None for fee in all_of_it):
            odd.append(Odd(code="fee_unknown", visit=visit))
        if len(all_of_it) > 1:
            odd.append(Odd(code="two_fees", visit=visit, what=str(len(all_of_it))))
    return tuple(odd)

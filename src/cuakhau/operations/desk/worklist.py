"""The worklist of one agency: f(open visits, agency, what is asked) → rows. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from cuakhau.movement.procedure import Awaited
from cuakhau.movement.view import View
from cuakhau.operations.desk.waiting import Waiting
from cuakhau.zone.zone import Zone

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an officer wants to see; an empty text asks for nothing. `number` is the page from 1."""

    gate: str = ""
    goods: str = ""
    direction: str = ""
    step: str = ""
    held: str = ""
    ends: str = ""  # the last characters of a number
    number: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A vehicle that awaits the agency: its steps, and since when in microseconds UTC."""

    seen: View
    steps: tuple[Awaited, ...]
    since_us: int

    @property
    def due(self) -> tuple[Awaited, ...]:
        """The steps that are surely asked for; the optional ones where there are no others."""
        return tuple(one for one in self.steps if not one.optional) or self.steps


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of rows, and how many there are: all of the agency, those asked for, pages."""

    asked: Asked
    rows: tuple[Row, ...]
    all_count: int
    count: int
    number: int
    pages: int


def list_awaiting(waiting: Iterable[Waiting], agency: str) -> list[Row]:
    """List the vehicles that await an agency, oldest first.

    A vehicle whose steps here are all optional is not awaited: nobody may ever ask for them. One
    that the agency itself holds stays on its list, until the agency lets it go.
    """
    rows = []
    for one in waiting:
        steps = one.steps.get(agency, ())
        required = [step.since_us for step in steps if not step.optional]
        if required or agency in one.seen.held_by:
            since_us = min(required, default=one.seen.declared_us or 0)
            rows.append(Row(one.seen, steps, since_us))
    rows.sort(key=lambda row: (row.since_us, row.seen.subject))
    return rows


def turn_to(zone: Zone, rows: list[Row], asked: Asked, found: frozenset[str]) -> Worklist:
    """Give the page asked for. `found` are visits that the search box found by other words."""
    kept = [row for row in rows if _is_asked(zone, row, asked, found)]
    pages = max(1, -(-len(kept) // PAGE))
    number = min(max(1, asked.number), pages)
    page = kept[(number - 1) * PAGE : number * PAGE]
    return Worklist(asked, tuple(page), len(rows), len(kept), number, pages)


def _is_asked(zone: Zone, row: Row, asked: Asked, found: frozenset[str]) -> bool:
    seen = row.seen
    if asked.ends and not (seen.subject.endswith(asked.ends) or seen.subject in found):
        return False
    if asked.step and all(one.step != asked.step for one in row.steps):
        return False
    if asked.held and not seen.held_by:
        return False
    return (
        (not asked.gate or asked.gate == gate_of(zone, seen.gate_place))
        and (not asked.goods or asked.goods == seen.goods)
        and (not asked.direction or asked.direction == seen.direction)
    )


def gate_of(zone: Zone, place: str | None) -> str | None:
    """Name the gate of a gate, route or yard."""
    found = zone.places.get(place or "")
    return getattr(found, "gate", None) or (found.id if found else None)

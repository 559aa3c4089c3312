"""The worklist of one agency: f(open visits, agency, what is asked) → rows. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cuakhau.movement.procedure import Awaited
from cuakhau.movement.view import View
from cuakhau.operations.desk.waiting import Waiting
from cuakhau.zone.zone import Zone

PAGE = 40
HELD = "held"  # a tab of its own, beside those of the steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an officer wants to see; an empty text asks for nothing. `number` is the page from 1."""

    gate: str = ""
    goods: str = ""
    direction: str = ""
    tab: str = ""  # a step, or `held`
    ends: str = ""  # the last characters of a number
    number: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A vehicle that awaits the agency, and since when: microseconds UTC.

    `due` are the steps that are asked for, the next one first; `others` may be given too. `is_due`
    where the next step could be given now, because the vehicle is there.
    """

    seen: View
    due: tuple[Awaited, ...]
    others: tuple[Awaited, ...]
    since_us: int
    is_due: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of rows, and how many there are: those asked for, due and not yet, and pages."""

    asked: Asked
    rows: tuple[Row, ...]
    due_count: int
    coming_count: int
    number: int
    pages: int

    @property
    def count(self) -> int:
        """How many vehicles were asked for, on all pages."""
        return self.due_count + self.coming_count


@dataclass(frozen=True, slots=True)
class Tab:
    """One step of the agency, and how many vehicles could be given it now."""

    step: str
    count: int
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Tabs:
    """The steps of an agency, how many vehicles could be served now, and how many it holds."""

    steps: tuple[Tab, ...]
    all_count: int
    held: int


def list_awaiting(waiting: Iterable[Waiting], agency: str, step: str = "") -> list[Row]:
    """List the vehicles that await an agency, or one step of it: who is there, oldest first.

    A vehicle whose steps here are all optional is listed only where one of them is asked for:
    nobody may ever need them. One that the agency itself holds stays on its list, until the
    agency lets it go.
    """
    rows = []
    for one in waiting:
        steps = one.steps.get(agency, ())
        wanted = [s for s in steps if (s.step == step if step else not s.optional)]
        if wanted or (agency in one.seen.held_by and not step):
            rows.append(_build_row(one, steps, wanted))
    rows.sort(key=lambda row: (not row.is_due, row.since_us, row.seen.subject))
    return rows


def _build_row(one: Waiting, steps: tuple[Awaited, ...], wanted: list[Awaited]) -> Row:
    ready = {s.step: max(s.since_us, one.ready[s.step]) for s in wanted if s.step in one.ready}
    since_us = min(
        ready.values() or [s.since_us for s in wanted], default=one.seen.declared_us or 0
    )
    due = tuple(s for s in wanted if s.step in ready) or tuple(wanted)
    others = tuple(s for s in steps if s not in due)
    return Row(one.seen, due, others, since_us, bool(ready))


def list_tabs(zone: Zone, waiting: Iterable[Waiting], agency: str) -> Tabs:
    """Count the vehicles for each step of an agency, in the order of the zone's steps."""
    counts: Counter[str] = Counter()
    optional: dict[str, bool] = {}
    all_count = held = 0
    for one in waiting:
        steps = one.steps.get(agency, ())
        ready = [step for step in steps if step.step in one.ready]
        all_count += any(not step.optional for step in ready)
        held += agency in one.seen.held_by
        for step in steps:
            optional[step.step] = optional.get(step.step, True) and step.optional
        counts.update(step.step for step in ready)
    order = {step.id: place for place, step in enumerate(zone.steps)}
    ordered = sorted(optional, key=lambda step: order.get(step, len(order)))
    tabs = tuple(Tab(step, counts[step], optional[step]) for step in ordered)
    return Tabs(tabs, all_count, held)


def turn_to(zone: Zone, rows: list[Row], asked: Asked, found: frozenset[str]) -> Worklist:
    """Give the page asked for. `found` are visits that the search box found by other words."""
    kept = [row for row in rows if _is_asked(zone, row, asked, found)]
    pages = max(1, -(-len(kept) // PAGE))
    number = min(max(1, asked.number), pages)
    page = kept[(number - 1) * PAGE : number * PAGE]
    due = sum(row.is_due for row in kept)
    return Worklist(replace(asked, number=number), tuple(page), due, len(kept) - due, number, pages)


def _is_asked(zone: Zone, row: Row, asked: Asked, found: frozenset[str]) -> bool:
    seen = row.seen
    if asked.ends and not (seen.subject.endswith(asked.ends) or seen.subject in found):
        return False
    if asked.tab == HELD and not seen.held_by:
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

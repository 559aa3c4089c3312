"""The worklist of one agency: f(open visits, agency, what is asked) → rows. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

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
    where the next step could be given now, because the vehicle is there. `promised_us` is by when
    the first of those due was promised; `None` where nobody promised.
    """

    seen: View
    due: tuple[Awaited, ...]
    others: tuple[Awaited, ...]
    since_us: int
    is_due: bool
    promised_us: int | None
    # The order of a list: who is there, whose promise breaks first, then the longest wait. The
    # first three in one number, since thousands are sorted for each page.
    rank: tuple[int, str]


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
    """List the vehicles that await an agency, or one step of it.

    Who is there comes first; among those, whose promise breaks first, then who came first.

    A vehicle whose steps here are all optional is listed only where one of them is asked for:
    nobody may ever need them. One that the agency itself holds stays on its list, until the
    agency lets it go.
    """
    asked = (agency, step)
    rows: list[Row] = []
    for one in waiting:
        if asked not in one.worked_out:
            one.worked_out[asked] = _find_row(one, agency, step)
        row = one.worked_out[asked]
        if row is not None:
            rows.append(row)
    rows.sort(key=attrgetter("rank"))
    return rows


def _find_row(one: Waiting, agency: str, step: str) -> Row | None:
    steps = one.steps.get(agency, ())
    wanted = [s for s in steps if (s.step == step if step else not s.optional)]
    if not wanted and (step or agency not in one.seen.held_by):
        return None
    ready = {s.step: max(s.since_us, one.ready[s.step]) for s in wanted if s.step in one.ready}
    since_us = min(
        ready.values() or [s.since_us for s in wanted], default=one.seen.declared_us or 0
    )
    due = tuple(s for s in wanted if s.step in ready) or tuple(wanted)
    others = tuple(s for s in steps if s not in due)
    promised_us = min((one.promised[s] for s in ready if s in one.promised), default=None)
    order_us = since_us if promised_us is None else promised_us
    rank = ((not ready) << 63 | (promised_us is None) << 62 | order_us, one.seen.subject)
    return Row(one.seen, due, others, since_us, bool(ready), promised_us, rank)


def list_tabs(zone: Zone, waiting: Iterable[Waiting], agency: str) -> Tabs:
    """Count the vehicles for each step of an agency, in the order of the zone's steps."""
    counts: Counter[str] = Counter()
    optional: dict[str, bool] = {}
    all_count = held = 0
    # Thousands of vehicles await an agency in a few dozen ways.
    for (steps, is_held), number in Counter(_way_of(one, agency) for one in waiting).items():
        all_count += number * any(ready and not may_lack for _, may_lack, ready in steps)
        held += number * is_held
        for step, may_lack, ready in steps:
            optional[step] = optional.get(step, True) and may_lack
            counts[step] += number * ready
    order = {step.id: place for place, step in enumerate(zone.steps)}
    ordered = sorted(optional, key=lambda step: order.get(step, len(order)))
    tabs = tuple(Tab(step, counts[step], optional[step]) for step in ordered)
    return Tabs(tabs, all_count, held)


def _way_of(one: Waiting, agency: str) -> tuple[tuple[tuple[str, bool, bool], ...], bool]:
    """Tell how a vehicle awaits an agency: step, is it optional, is it ready; and is it held."""
    known = one.worked_out.get(agency)
    if known is None:
        steps = one.steps.get(agency, ())
        ways = tuple((step.step, step.optional, step.step in one.ready) for step in steps)
        known = one.worked_out[agency] = (ways, agency in one.seen.held_by)
    way: tuple[tuple[tuple[str, bool, bool], ...], bool] = known
    return way


def turn_to(zone: Zone, rows: list[Row], asked: Asked, found: frozenset[str]) -> Worklist:
    """Give the page asked for. `found` are visits that the search box found by other words."""
    is_all = not (asked.gate or asked.goods or asked.direction or asked.ends or asked.tab == HELD)
    kept = rows if is_all else [row for row in rows if _is_asked(zone, row, asked, found)]
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

"""Rules of ends: a calendar that opens, a way that ends, yards that do not wait for each other."""

from collections.abc import Iterator
from itertools import product

from cuakhau.simulation.twin.rules.about import TwinDraft, TwinRule
from cuakhau.simulation.twin.types import Stream
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.types import Yard

_WEEK = set(range(1, 8))


def t22_calendars_open(draft: TwinDraft) -> Iterator[Fault]:
    """These hours never open: {hours}.

    Cure: Let them close later than they open, on weekdays from 1 (Monday) to 7.
    """
    for entry, row in draft.rows("assumed_hours"):
        if row.opens == row.closes or not row.days or not set(row.days) <= _WEEK:
            yield entry.raw.fault("opens", hours=f"{row.opens:%H:%M}-{row.closes:%H:%M} {row.days}")
    for entry, row in draft.rows("post"):
        most = max([row.servers, *(row.servers + s.more for s in row.shifts)])
        most = max([most, *(s.servers for s in row.shifts if s.servers is not None)])
        if most < 1:
            yield entry.raw.fault("servers", hours=f"{row.id}: {most}")


def t23_ways_end(draft: TwinDraft) -> Iterator[Fault]:
    """The vehicles of "{stream}" never end their visit: nobody is asked for "{step}".

    Cure: Add a [[share]] for that step, or give them another procedure.
    """
    asked = {row.step for _, row in draft.rows("share") if row.share > 0}
    for entry, row in draft.rows("stream"):
        for procedure in draft.zone.procedures:
            if procedure.id != row.procedure:
                continue
            optional = {step.step for step in procedure.steps if step.optional}
            ending = {
                step
                for milestone in draft.zone.milestones
                if milestone.id == procedure.ends_at
                and (not milestone.procedures or procedure.id in milestone.procedures)
                for step in milestone.all_of
            }
            for step in sorted((ending & optional) - asked):
                yield entry.raw.fault("procedure", stream=row.id, step=step)


def t24_partners_come(draft: TwinDraft) -> Iterator[Fault]:
    """ "{stream}" gives goods over or takes them, and no [[transloading]] says to whom.

    Cure: Add the [[transloading]] with both streams, or give them another procedure.
    """
    paired = {row.giving for _, row in draft.rows("transloading")}
    paired |= {row.receiving for _, row in draft.rows("transloading")}
    for entry, row in draft.rows("stream"):
        if row.procedure.startswith("transload_") and row.id not in paired:
            yield entry.raw.fault("procedure", stream=row.id)


def t25_yards_do_not_wait_for_each_other(draft: TwinDraft) -> Iterator[Fault]:
    """Vehicles may wait for each other for ever: {yards} are full of those that wait for the next.

    Cure: Give the ones that wait places of their own ([[yard_places]]), or another yard.
    """
    streams = {row.id: row for _, row in draft.rows("stream")}
    goes_to: dict[str, set[str]] = {}
    for stream in streams.values():
        held, wanted = _pools(draft, stream, stream.buffer), _pools(draft, stream, stream.yards)
        for one, other in product(held, wanted):
            goes_to.setdefault(one, set()).add(other)
    for _, loading in draft.rows("transloading"):
        giving, receiving = streams.get(loading.giving), streams.get(loading.receiving)
        if giving and receiving:
            held = _pools(draft, giving, giving.yards)
            for one, other in product(held, _pools(draft, receiving, receiving.yards)):
                goes_to.setdefault(one, set()).add(other)
    for entry, row in draft.rows("stream"):
        circle = next((p for p in _pools(draft, row, row.buffer) if _leads_back(goes_to, p)), None)
        if circle is not None:
            yield entry.raw.fault("buffer", yards=circle)
    for entry, row in draft.rows("transloading"):
        giving = streams.get(row.giving)
        found = _pools(draft, giving, giving.yards) if giving else ()
        circle = next((pool for pool in found if _leads_back(goes_to, pool)), None)
        if circle is not None:
            yield entry.raw.fault("receiving", yards=circle)


def _leads_back(goes_to: dict[str, set[str]], start: str) -> bool:
    seen: set[str] = set()
    waiting = list(goes_to.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting += goes_to.get(here, ())
    return False


def _pools(draft: TwinDraft, stream: Stream, yards: tuple[str, ...]) -> tuple[str, ...]:
    """Name the finite places that a stream may take; none where one of its yards is endless."""
    found: list[str] = []
    for yard in yards:
        rows = [row for _, row in draft.rows("yard_places") if row.yard == yard]
        fitting = [
            row.id
            for row in rows
            if (not row.vehicle_classes or stream.vehicle_class in row.vehicle_classes)
            and (not row.procedures or stream.procedure in row.procedures)
        ]
        capacities = [y.capacity for y in draft.zone.yards if isinstance(y, Yard) and y.id == yard]
        if not rows and (not capacities or None in capacities):
            return ()
        found += fitting if rows else [yard]
    return tuple(found)


ENDS: tuple[TwinRule, ...] = (
    t22_calendars_open,
    t23_ways_end,
    t24_partners_come,
    t25_yards_do_not_wait_for_each_other,
)

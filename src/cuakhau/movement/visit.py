"""A visit is a fold over its rows: confirmations in any order, late, repeated, corrected.

`advance` is the only step of the fold, `fold` the whole of it; both are pure. A visit is not a
state machine with one next state. It is what stands after corrections are resolved, and everything
asked of it (milestones, whereabouts, whether it is open) is derived in `movement.view`.
Decision 0003 says how corrections and order work.
"""

from collections.abc import Iterable

import msgspec

from cuakhau.movement.event import DOUBTFUL_AHEAD_US, Event


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What stands at one seat of a visit. `seat` is the row first written there, `seq` the last."""

    seat: int
    seq: int
    kind: str
    happened_us: int
    recorded_us: int
    step: str | None = None
    agency: str | None = None
    place: str | None = None
    other: str | None = None
    procedure: str | None = None
    goods: str | None = None
    vehicle_class: str | None = None
    started_us: int | None = None
    looked_at: int = 0
    found: str | None = None
    way: str = "hand"
    origin: str = "desk"

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the clock that gave `happened_us` ran more than five minutes ahead."""
        return self.happened_us > self.recorded_us + DOUBTFUL_AHEAD_US

    @property
    def at_us(self) -> int:
        """When it counts as having happened: a doubtful clock is replaced by the server's."""
        # Written out, not through `is_doubtful`: this is read for each entry at each append.
        if self.happened_us > self.recorded_us + DOUBTFUL_AHEAD_US:
            return self.recorded_us
        return self.happened_us


class Visit(msgspec.Struct, frozen=True, array_like=True):
    """One vehicle's way through the zone: the seats of its rows, in the order of seats."""

    zone: str
    subject: str
    seq: int = 0
    entries: tuple[Entry, ...] = ()

    @property
    def standing(self) -> tuple[Entry, ...]:
        """The entries that hold: voided seats left out."""
        return tuple(entry for entry in self.entries if entry.kind != "voided")

    def find_seat(self, seq: int) -> Entry | None:
        """Find the entry that row `seq` wrote or corrected; `None` where it is not of this visit.

        A correction may itself be corrected, so a row is found by its seat or by its own number.
        """
        for entry in self.entries:
            if seq in (entry.seat, entry.seq):
                return entry
        return None


def start(zone: str, subject: str) -> Visit:
    """Give the visit before its first row."""
    return Visit(zone=zone, subject=subject)


def advance(visit: Visit, event: Event) -> Visit:
    """Take one row, `event.seq` being the next number, and give the visit after it.

    Raises `ValueError` for a row of another subject or out of order: rows come from the journal
    or a simulator, which number them; what a person did wrong is refused by `movement.rules`.
    """
    if (event.zone, event.subject) != (visit.zone, visit.subject) or event.seq <= visit.seq:
        raise ValueError(
            f"row {event.subject}/{event.seq} cannot follow {visit.subject}/{visit.seq}"
        )
    target = find_target(visit, event)
    if target is None:
        entries = (*visit.entries, _entry(event, seat=event.seq))
    else:
        taken = _entry(event, seat=target.seat)
        entries = tuple(taken if entry is target else entry for entry in visit.entries)
    return Visit(zone=visit.zone, subject=visit.subject, seq=event.seq, entries=entries)


def find_target(visit: Visit, event: Event) -> Entry | None:
    """Find the seat that a row takes; `None` for a row that takes a new one.

    Raises `ValueError` where a correction names no seat of this visit.
    """
    if event.corrects is None:
        return None
    target = visit.find_seat(event.corrects)
    if target is None:
        raise ValueError(f"row {event.subject}/{event.seq} corrects no row: {event.corrects}")
    return target


def fold(zone: str, subject: str, events: Iterable[Event]) -> Visit:
    """Fold the rows of one visit, in the order of `seq`."""
    visit = start(zone, subject)
    for event in sorted(events, key=lambda row: row.seq):
        visit = advance(visit, event)
    return visit


def _entry(event: Event, *, seat: int) -> Entry:
    return Entry(
        seat=seat,
        seq=event.seq,
        kind=event.kind,
        happened_us=event.happened_us,
        recorded_us=event.recorded_us,
        step=event.step,
        agency=event.agency,
        place=event.place,
        other=event.other,
        procedure=event.procedure,
        goods=event.goods,
        vehicle_class=event.vehicle_class,
        started_us=event.started_us,
        looked_at=event.looked_at,
        found=event.found,
        way=event.way,
        origin=event.origin,
    )

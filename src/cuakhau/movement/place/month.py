"""A place is a fold over its rows: opened and closed, officers on post, slots, counts by hand.

A place never ends, so its rows are cut into one subject a month: `huu_nghi@2024-08` (decision
0002). Corrections take the seat of their target, as in a visit. What is asked of a place takes two
months, the last one and this one, since what was said on the 31st still holds on the 1st.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from cuakhau.movement.event import DOUBTFUL_AHEAD_US, Event

STATES = ("opened", "closed", "slowed")


class PlaceEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What stands at one seat of a place's month.

    `step` is the scope of opened, closed and slowed (`cn`, `import`, `vn/export`; `None` is all),
    the measure of a count, the window of a slot. `reason`, `until_us`, `from_us` (of what is said
    ahead) and `document` (of a notice) come from the payload. Of a state, `other` names what it
    rests on: `notice:12`, `hotline:7`, `incident:3`.
    """

    seat: int
    seq: int
    kind: str
    happened_us: int
    recorded_us: int
    step: str | None = None
    agency: str | None = None
    other: str | None = None
    procedure: str | None = None
    goods: str | None = None
    amount: int | None = None
    reason: str | None = None
    until_us: int | None = None
    origin: str = "desk"
    from_us: int | None = None
    document: str | None = None

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the clock that gave `happened_us` ran more than five minutes ahead."""
        return self.happened_us > self.recorded_us + DOUBTFUL_AHEAD_US

    @property
    def at_us(self) -> int:
        """When it counts as having happened: a doubtful clock is replaced by the server's."""
        return self.recorded_us if self.is_doubtful else self.happened_us

    @property
    def holds_from_us(self) -> int:
        """From when it holds: when it was said, or later where it was said ahead."""
        return max(self.at_us, self.from_us or 0)


class PlaceState(msgspec.Struct, frozen=True, array_like=True):
    """One month of a place: the seats of its rows, in the order of seats."""

    zone: str
    subject: str
    seq: int = 0
    entries: tuple[PlaceEntry, ...] = ()

    @property
    def standing(self) -> tuple[PlaceEntry, ...]:
        """The entries that hold: voided seats left out."""
        return tuple(entry for entry in self.entries if entry.kind != "voided")

    def find_seat(self, seq: int) -> PlaceEntry | None:
        """Find the entry that row `seq` wrote or corrected; `None` where there is none."""
        for entry in self.entries:
            if seq in (entry.seat, entry.seq):
                return entry
        return None


def subject_of(place: str, day: date) -> str:
    """Name the subject that holds a place's rows of the month of `day`: `huu_nghi@2024-08`."""
    return f"{place}@{day:%Y-%m}"


def place_and_month(subject: str) -> tuple[str, date]:
    """Read a subject back: the place, and the first day of its month.

    Raises `ValueError` for what is not the subject of a place.
    """
    place, mark, month = subject.rpartition("@")
    if not (place and mark and len(month) == 7):
        raise ValueError(f"{subject!r} is not the month of a place such as huu_nghi@2024-08")
    return place, date.fromisoformat(f"{month}-01")


def start(zone: str, subject: str) -> PlaceState:
    """Give the month of a place before its first row."""
    return PlaceState(zone=zone, subject=subject)


def advance(state: PlaceState, event: Event) -> PlaceState:
    """Take one row, `event.seq` being the next number, and give the state after it.

    Raises `ValueError` for a row of another subject or out of order.
    """
    if (event.zone, event.subject) != (state.zone, state.subject) or event.seq <= state.seq:
        raise ValueError(
            f"row {event.subject}/{event.seq} cannot follow {state.subject}/{state.seq}"
        )
    if event.corrects is None:
        entries = (*state.entries, _entry(event, seat=event.seq))
    else:
        target = state.find_seat(event.corrects)
        if target is None:
            raise ValueError(f"row {event.subject}/{event.seq} corrects no row: {event.corrects}")
        entries = tuple(
            _entry(event, seat=target.seat) if entry is target else entry for entry in state.entries
        )
    return PlaceState(zone=state.zone, subject=state.subject, seq=event.seq, entries=entries)


def fold(zone: str, subject: str, events: Iterable[Event]) -> PlaceState:
    """Fold the rows of one month of a place, in the order of `seq`."""
    state = start(zone, subject)
    for event in sorted(events, key=lambda row: row.seq):
        state = advance(state, event)
    return state


def _entry(event: Event, *, seat: int) -> PlaceEntry:
    payload = event.payload or {}
    reason, document = payload.get("reason"), payload.get("document")
    until_us, from_us = payload.get("until_us"), payload.get("from_us")
    return PlaceEntry(
        seat=seat,
        seq=event.seq,
        kind=event.kind,
        happened_us=event.happened_us,
        recorded_us=event.recorded_us,
        step=event.step,
        agency=event.agency,
        other=event.other,
        procedure=event.procedure,
        goods=event.goods,
        amount=event.amount,
        reason=reason if isinstance(reason, str) else None,
        until_us=until_us if isinstance(until_us, int) else None,
        origin=event.origin,
        from_us=from_us if isinstance(from_us, int) else None,
        document=document if isinstance(document, str) else None,
    )

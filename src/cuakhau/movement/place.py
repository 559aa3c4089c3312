"""A place is a fold over its rows: opened and closed, officers on post, slots, counts by hand.

A place never ends, so its rows are cut into one subject a month: `huu_nghi@2024-08` (decision
0002). Corrections take the seat of their target, as in a visit. What is asked of a place takes two
months, the last one and this one, since what was said on the 31st still holds on the 1st.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from cuakhau.movement.event import DOUBTFUL_AHEAD_US, Event

STATES = ("opened", "closed", "slowed")


class PlaceEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What stands at one seat of a place's month.

    `step` is the scope of opened, closed and slowed (`cn`, `import`, `vn/export`; `None` is all),
    the measure of a count, the window of a slot. `reason` and `until_us` come from the payload.
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

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the clock that gave `happened_us` ran more than five minutes ahead."""
        return self.happened_us > self.recorded_us + DOUBTFUL_AHEAD_US

    @property
    def at_us(self) -> int:
        """When it counts as having happened: a doubtful clock is replaced by the server's."""
        return self.recorded_us if self.is_doubtful else self.happened_us


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
    reason, until_us = payload.get("reason"), payload.get("until_us")
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
    )


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """How a side of a place serves a direction. `state` is `None` where nobody said."""

    state: Literal["opened", "closed", "slowed"] | None = None
    since_us: int | None = None
    until_us: int | None = None
    reason: str | None = None
    rate_per_h: int | None = None
    agency: str | None = None


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A time slot booked for `other`: its window, and whether it was missed."""

    other: str
    window: str | None
    is_missed: bool = False


def standing_until(months: Iterable[PlaceState], at_us: int) -> list[PlaceEntry]:
    """List what stands and had happened by an instant, in the order in which it happened."""
    entries = [e for month in months for e in month.standing if e.at_us <= at_us]
    return sorted(entries, key=lambda e: (e.at_us, e.recorded_us, e.seat))


def find_status(
    months: Iterable[PlaceState], *, side: str, direction: str, goods: str | None, at_us: int
) -> Status:
    """Tell how one side serves one direction, for some goods or (`None`) for all.

    A row holds until a later one, or until the end that it names: then what stood before it holds.
    """
    for entry in reversed(standing_until(months, at_us)):
        if entry.kind not in STATES or not _covers(entry, side, direction):
            continue
        if entry.goods not in (None, goods) or (entry.until_us or at_us + 1) <= at_us:
            continue
        return Status(
            state=entry.kind,  # type: ignore[arg-type]  # one of STATES
            since_us=entry.at_us,
            until_us=entry.until_us,
            reason=entry.reason,
            rate_per_h=entry.amount if entry.kind == "slowed" else None,
            agency=entry.agency,
        )
    return Status()


def find_passage(months: Iterable[PlaceState], *, direction: str, at_us: int) -> str | None:
    """Tell whether vehicles pass (`Around.place_state`): the worse of both sides, or `None`."""
    both = list(months)
    states = {
        find_status(both, side=side, direction=direction, goods=None, at_us=at_us).state
        for side in ("vn", "cn")
    }
    for state, word in (("closed", "closed"), (None, None), ("slowed", "slowed")):
        if state in states:
            return word
    return "open"


def officers_on_post(months: Iterable[PlaceState], at_us: int) -> dict[str, int]:
    """Count the officers on post per agency; an agency of which nothing was said is left out."""
    posts: dict[str, int] = {}
    for entry in standing_until(months, at_us):
        if entry.agency is not None and entry.kind in ("post_taken", "post_left"):
            officers = entry.amount or 1
            change = officers if entry.kind == "post_taken" else -officers
            posts[entry.agency] = max(0, posts.get(entry.agency, 0) + change)
    return posts


def list_slots(months: Iterable[PlaceState], at_us: int) -> tuple[Slot, ...]:
    """List the slots as last booked, changed or missed, by whom they were booked for."""
    slots: dict[str, Slot] = {}
    for entry in standing_until(months, at_us):
        if entry.other is not None and entry.kind in ("slot_booked", "slot_changed"):
            slots[entry.other] = Slot(other=entry.other, window=entry.step)
        elif entry.kind == "slot_missed" and entry.other in slots:
            slots[entry.other] = msgspec.structs.replace(slots[entry.other], is_missed=True)
    return tuple(slots[other] for other in sorted(slots))


def list_counts(months: Iterable[PlaceState], *, since_us: int, until_us: int) -> list[PlaceEntry]:
    """List the corrections by count of (since, until]; a missing `step` means `waiting`."""
    entries = standing_until(months, until_us)
    return [e for e in entries if e.kind == "counted" and e.at_us > since_us]


SheetCell = tuple[str | None, str | None, str | None]  # measure, procedure, goods


def read_day_sheet(
    months: Iterable[PlaceState], *, since_us: int, until_us: int
) -> dict[SheetCell, int]:
    """Read the day sheet, counted by hand, of (since, until]; said twice, the last one counts."""
    entries = standing_until(months, until_us)
    rows = [e for e in entries if e.kind == "day_counted" and e.at_us > since_us]
    return {
        (row.step, row.procedure, row.goods): row.amount
        for row in sorted(rows, key=lambda e: (e.recorded_us, e.seat))
        if row.amount is not None
    }


def _covers(entry: PlaceEntry, side: str, direction: str) -> bool:
    return entry.step in (None, side, direction, f"{side}/{direction}")

"""What else is asked of a place: who is on post, which slots, what was counted by hand."""

from collections.abc import Iterable

import msgspec

from cuakhau.movement.place.month import PlaceEntry, PlaceState
from cuakhau.movement.place.status import standing_until


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A time slot booked for `other`: its window, and whether it was missed."""

    other: str
    window: str | None
    is_missed: bool = False


def officers_on_post(months: Iterable[PlaceState], at_us: int) -> dict[str, int]:
    """Count the officers on post per agency; an agency of which nothing was said is left out."""
    posts: dict[str, int] = {}
    for entry in standing_until(months, at_us):
        if entry.agency is not None and entry.kind in ("post_taken", "post_left"):
            officers = entry.amount or 1
            change = officers if entry.kind == "post_taken" else -officers
            posts[entry.agency] = max(0, posts.get(entry.agency, 0) + change)
    return posts


def officers_by_step(months: Iterable[PlaceState], at_us: int) -> dict[tuple[str, str | None], int]:
    """Count the officers on post per agency and step; without a step they do what comes.

    A post that is left says the step with which it was taken.
    """
    posts: dict[tuple[str, str | None], int] = {}
    for entry in standing_until(months, at_us):
        if entry.agency is not None and entry.kind in ("post_taken", "post_left"):
            officers = entry.amount or 1
            change = officers if entry.kind == "post_taken" else -officers
            spot = (entry.agency, entry.step)
            posts[spot] = max(0, posts.get(spot, 0) + change)
    return {spot: count for spot, count in posts.items() if count}


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

"""Who may see what: the channel, the selection and the reason of a check belong to one agency.

To everybody else such a row does not exist. A row that only said "a procedure of customs is in
progress" would stand on selected vehicles alone, and so tell of the selection by being there
(decision 0011).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from cuakhau.movement.event import Event
from cuakhau.movement.visit import Entry, Visit
from cuakhau.zone.zone import Zone

SERVED = ("confirmed", "started")
# What an agency may write into the payload of any row of its own, and nobody else reads.
SECRET_WORDS = frozenset({"channel", "selection", "wanted", "wanted_hit", "check_reason"})
# What the payload of a secret step says under `channel`: release, look at papers, look at goods.
CHANNELS = ("green", "yellow", "red")


def is_secret(zone: Zone, row: Event | Entry) -> bool:
    """Tell whether this row is one that only its agency may know of.

    A step that was secret on any day stays so on all: a change of dates must not open the past.
    """
    return row.kind in SERVED and row.step is not None and row.step in secret_steps(zone)


@lru_cache(maxsize=64)
def secret_steps(zone: Zone) -> frozenset[str]:
    """Name the steps that are selection or its reasons."""
    return frozenset(step.id for step in zone.steps if step.secret)


def find_channel(zone: Zone, rows: Iterable[Event], agency: str) -> Event | None:
    """Give the row that says which channel `agency` put a visit in; the last one that stands.

    `rows` are all of one visit in the order of `seq`, as its agency may see them.
    """
    written = list(rows)
    gone = {row.corrects for row in written}
    told = [
        row
        for row in written
        if row.agency == agency
        and is_secret(zone, row)
        and row.seq not in gone
        and (row.payload or {}).get("channel") in CHANNELS
    ]
    return told[-1] if told else None


def steps_of_selection(zone: Zone, agency: str | None) -> list[str]:
    """List the secret steps of an agency, by name: those that carry a channel."""
    steps = (zone.step_by_id[one] for one in sorted(secret_steps(zone)))
    return [step.id for step in steps if agency in step.agencies]


def without_secrets(zone: Zone, visit: Visit) -> Visit:
    """Give a visit as if no secret row had ever been written: what everybody may know of it."""
    secret = secret_steps(zone)
    if not any(entry.step in secret for entry in visit.entries):
        return visit
    entries = tuple(
        msgspec.structs.replace(entry, step=None) if entry.step in secret else entry
        for entry in visit.entries
        if not is_secret(zone, entry)
    )
    return msgspec.structs.replace(visit, entries=entries)


def see_alone(zone: Zone, event: Event, agency: str | None) -> Event | None:
    """Give one row as `agency` may see it, where it corrects nothing that might be secret."""
    is_own = agency is not None and agency == event.agency
    if is_own:
        return event
    return None if is_secret(zone, event) else _without_words(zone, event)


@dataclass(slots=True)
class _Seat:
    """What somebody has seen at one seat: the row last shown, and whether one was kept back."""

    shown: int | None = None
    is_empty: bool = True
    has_hidden: bool = False


def visible(zone: Zone, events: Iterable[Event], agency: str | None) -> list[Event]:
    """Give rows as `agency` may see them; `None` is anybody, who belongs to no agency.

    `events` are all rows of one or more subjects, those of a subject in the order of `seq`: what
    a correction says depends on what stood at its seat. What is given can be folded.
    """
    seats: dict[tuple[str, int], _Seat] = {}
    given = []
    for event in events:
        at = event.seq if event.corrects is None else event.corrects
        seat = seats.setdefault((event.subject, at), _Seat())
        seats[event.subject, event.seq] = seat
        row = _see(zone, event, seat, agency)
        if row is not None:
            seat.shown, seat.is_empty = row.seq, row.kind == "voided"
            given.append(row)
    return given


def _see(zone: Zone, event: Event, seat: _Seat, agency: str | None) -> Event | None:
    is_own = agency is not None and agency == event.agency
    if is_secret(zone, event) and not is_own:
        seat.has_hidden = True
        # It took the place of a row that was seen: that one no longer stands, and no more is said.
        return None if seat.is_empty else _voiding(event, seat.shown)
    if event.kind == "voided" and seat.is_empty:
        seat.has_hidden = True
        return None
    if seat.has_hidden and event.corrects is not None:
        event = msgspec.structs.replace(event, corrects=seat.shown)
    return event if is_own else _without_words(zone, event)


def _voiding(event: Event, corrects: int | None) -> Event:
    return Event(
        zone=event.zone,
        subject_kind=event.subject_kind,
        subject=event.subject,
        kind="voided",
        happened_us=event.recorded_us,
        happened_offset_min=event.recorded_offset_min,
        seq=event.seq,
        agency=event.agency,
        recorded_us=event.recorded_us,
        recorded_offset_min=event.recorded_offset_min,
        corrects=corrects,
        origin=event.origin,
        run=event.run,
        schema=event.schema,
        by=event.by,
        zone_version=event.zone_version,
    )


def _without_words(zone: Zone, event: Event) -> Event:
    """Take out of a row that everybody sees what only its agency may read."""
    if event.step is not None and event.step in secret_steps(zone):
        return msgspec.structs.replace(event, step=None, looked_at=0, found=None, payload=None)
    if event.payload and not SECRET_WORDS.isdisjoint(event.payload):
        kept = {key: word for key, word in event.payload.items() if key not in SECRET_WORDS}
        return msgspec.structs.replace(event, payload=kept or None)
    return event

"""What stands of a subject, as a row of `journal_subject`: the head of its chain and its fold."""

from datetime import date
from typing import Any

import msgspec

from cuakhau.movement import place, visit
from cuakhau.movement.event import GENESIS, Event, SubjectKind
from cuakhau.movement.place import PlaceState
from cuakhau.movement.view import view
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

# Raised when `Visit`, `PlaceState` or what is derived from them changes shape or meaning: rows of
# an older version are folded anew when they are next touched, and by `rebuild`.
PROJECTION_VERSION = 2

State = Visit | PlaceState

_encoder = msgspec.msgpack.Encoder()
_json = msgspec.json.Encoder()
_visit = msgspec.msgpack.Decoder(Visit)
_place = msgspec.msgpack.Decoder(PlaceState)


class Head(msgspec.Struct, frozen=True, gc=False):
    """A subject between two rows: the next one is numbered and chained from here."""

    subject_kind: SubjectKind
    opened_month: date
    hash: bytes
    state: State

    @property
    def seq(self) -> int:
        """The number of the last row."""
        return self.state.seq


def start(event: Event, opened_month: date) -> Head:
    """Give the head before the first row of a subject."""
    state = begin(event.zone, event.subject, event.subject_kind)
    return Head(event.subject_kind, opened_month, GENESIS, state)


def begin(zone: str, subject: str, subject_kind: str) -> State:
    """Give the state before the first row of a subject."""
    return (visit.start if subject_kind == "visit" else place.start)(zone, subject)


def advance(head: Head, event: Event, hashed: bytes) -> Head:
    """Give the head after a row."""
    return Head(head.subject_kind, head.opened_month, hashed, advance_state(head.state, event))


def advance_state(state: State, event: Event) -> State:
    """Take one row into the fold of its subject."""
    if isinstance(state, Visit):
        return visit.advance(state, event)
    return place.advance(state, event)


def decode(subject_kind: str, state: bytes) -> State:
    """Read a stored state."""
    return _visit.decode(state) if subject_kind == "visit" else _place.decode(state)


def encode(state: State) -> bytes:
    """Write a state as it is stored."""
    return _encoder.encode(state)


def values_of(zone: Zone, head: Head) -> list[Any]:
    """Write a head as a row in the order of `SUBJECT_COLUMNS`: text, bytes or None."""
    state = head.state
    values: list[Any] = [
        state.zone,
        state.subject,
        head.subject_kind,
        head.opened_month.isoformat(),
        str(state.seq),
        head.hash,
        zone.version,
        str(PROJECTION_VERSION),
        encode(state),
    ]
    values += _derived(zone, state)
    return values


def _derived(zone: Zone, state: State) -> tuple[str | None, ...]:
    if not isinstance(state, Visit):
        where, _, _ = state.subject.rpartition("@")
        return (None, None, None, None, where or None, None, None, None, None, "f", None)
    seen = view(zone, state)
    return (
        seen.procedure,
        seen.goods,
        seen.vehicle_class,
        seen.gate_place,
        seen.place,
        seen.vehicle,
        seen.merged_into,
        None if seen.declared_us is None else str(seen.declared_us),
        None if seen.ended_us is None else str(seen.ended_us),
        "t" if seen.is_open else "f",
        _json.encode(seen.milestones).decode(),
    )

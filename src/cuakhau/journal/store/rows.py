"""An event placed in the log: numbered, chained, and written as the values of its row."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from cuakhau.journal.store.columns import EVENT_COLUMNS, EVENT_FIELDS
from cuakhau.movement.event import SCHEMA, Event, canonical_bytes, chain, upcast

FLAGS = EVENT_FIELDS.index("flags")
PAYLOAD = EVENT_FIELDS.index("payload")
_json = msgspec.json.Encoder(order="sorted")


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A row of the log: the event as recorded, and what chains it."""

    event: Event
    opened_month: date
    event_id: str
    nonce: str
    prev_hash: bytes
    hash: bytes


def event_id_of(zone: str, nonce: str) -> str:
    """Derive the id of an event, 128 bits in hexadecimal: one request, one id."""
    return hashlib.sha256(f"{zone}\0{nonce}".encode()).hexdigest()[:32]


def place(event: Event, *, opened_month: date, nonce: str, prev_hash: bytes) -> Placed:
    """Chain an event that is numbered and recorded to the row before it."""
    event_id = event_id_of(event.zone, nonce)
    hashed = chain(prev_hash, canonical_bytes(event, event_id=event_id, nonce=nonce))
    return Placed(event, opened_month, event_id, nonce, prev_hash, hashed)


def values_of(placed: Placed) -> list[Any]:
    """Write a row in the order of `EVENT_COLUMNS`: text, bytes or None."""
    values: list[Any] = [
        value if value is None or value.__class__ is str else str(value)
        for value in msgspec.structs.astuple(placed.event)
    ]
    values[FLAGS] = flags_text(placed.event.flags)
    if placed.event.payload is not None:
        values[PAYLOAD] = payload_text(placed.event.payload)
    values += (
        placed.opened_month.isoformat(),
        placed.event_id,
        placed.nonce,
        placed.prev_hash,
        placed.hash,
    )
    return values


def flags_text(flags: Sequence[str]) -> str:
    """Write flags as an array of PostgreSQL."""
    return "{" + ",".join(flags) + "}"


def payload_text(payload: dict[str, Any]) -> str:
    """Write a payload as JSON."""
    return _json.encode(payload).decode()


def build_event(values: Sequence[Any]) -> Event:
    """Read the fields of an event back, in the order of `EVENT_FIELDS`."""
    fields = dict(zip(EVENT_FIELDS, values, strict=True))
    fields["flags"] = tuple(fields["flags"])
    if fields["payload"] is not None:
        fields["payload"] = msgspec.json.decode(fields["payload"])
    return Event(**(fields if fields["schema"] == SCHEMA else upcast(fields)))


# JSON comes as text, whatever the connection makes of it.
SELECT_EVENT = ", ".join(EVENT_FIELDS).replace("payload", "payload::text")
SELECT_ROW = ", ".join(EVENT_COLUMNS).replace("payload", "payload::text")


def build_placed(values: Sequence[Any]) -> Placed:
    """Read a row back, in the order of `EVENT_COLUMNS`."""
    count = len(EVENT_FIELDS)
    opened_month, event_id, nonce, prev_hash, hashed = values[count:]
    return Placed(build_event(values[:count]), opened_month, event_id.hex, nonce, prev_hash, hashed)

"""The rows of a batch: each becomes an event, or a refusal that says what is wrong with it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from cuakhau.api.keys import KeyRequest
from cuakhau.api.refusals import bad_request, p1_body_is_json
from cuakhau.api.wire.asked import EventIn
from cuakhau.api.wire.read_body import MOST_ROWS, decode, explain, too_large
from cuakhau.api.wire.translate import build_event, build_words
from cuakhau.movement.event import Event
from cuakhau.operations.declaring import Words
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


class RawBatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A batch whose rows are still bytes, so that one bad row does not hide the others."""

    events: tuple[msgspec.Raw, ...]


class Row(NamedTuple):
    """One row, by its place from 0: an event to append, or why it is none."""

    place: int
    event: Event | None
    words: Words
    refusal: Refusal | None


_whole = msgspec.json.Decoder(RawBatch)
_row = msgspec.json.Decoder(EventIn)


def read_rows(request: KeyRequest, zone: Zone, body: bytes | list[dict[str, Any]]) -> list[Row]:
    """Read the rows of a batch. Refuse P1 to P4 and P6 where it is none."""
    raw: Sequence[msgspec.Raw | dict[str, Any]] = (
        list(decode(body, _whole).events) if isinstance(body, bytes) else list(body)
    )
    if not raw:
        raise bad_request(p1_body_is_json, because="it has no events")
    if len(raw) > MOST_ROWS:
        raise too_large()
    return [_read(request, zone, place, one) for place, one in enumerate(raw)]


def _read(request: KeyRequest, zone: Zone, place: int, one: msgspec.Raw | dict[str, Any]) -> Row:
    where = f"$.events[{place}]"
    try:
        body = _decode(one, where)
        return Row(place, build_event(request, zone, body, where), build_words(body), None)
    except Refusal as refusal:
        return Row(place, None, Words(), refusal)


def _decode(one: msgspec.Raw | dict[str, Any], where: str) -> EventIn:
    if isinstance(one, msgspec.Raw):
        return decode(bytes(one), _row, where)
    try:
        return msgspec.convert(one, EventIn)
    except msgspec.ValidationError as error:
        raise explain(str(error), where) from error

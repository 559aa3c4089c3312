"""A request to write, checked for what no rule of movement can know: rules J2 to J5 and J7."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from cuakhau.journal import errors
from cuakhau.journal.errors import not_written
from cuakhau.movement.event import Event
from cuakhau.movement.place import place_and_month
from cuakhau.movement.view import local_day
from cuakhau.zone.zone import Zone

MOST_NONCE = 200
MADE_UP = ("replay", "simulated")
_EARLIEST_US, _LATEST_US = 0, 4_102_444_800_000_000
_WHOLE = 2**63
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND, _MINUTE = timedelta(microseconds=1), timedelta(minutes=1)
_json = msgspec.json.Encoder(order="deterministic")


class Request(msgspec.Struct, frozen=True, gc=False):
    """An event as it will be recorded, but for its number and its flags, and its digest."""

    event: Event
    nonce: str
    digest: bytes


class Stamp(NamedTuple):
    """Who writes and when: microseconds since 1970 UTC, and the offset of the clock in minutes."""

    by: str
    at_us: int
    offset_min: int


def stamp(by: str, at: datetime) -> Stamp:
    """Give the stamp of a request. Raises `NotWritten` for a time without offset."""
    offset = at.utcoffset()
    if offset is None:
        raise not_written(errors.j2_time_has_offset, at=at.isoformat())
    return Stamp(by, (at - _EPOCH) // _MICROSECOND, offset // _MINUTE)


def build_request(zone: Zone, event: Event, nonce: str, stamp: Stamp) -> Request:
    """Check a request that is signed, and record it. Raises `NotWritten`.

    A row that was made up for a demo zone keeps the time at which it says it was recorded.
    """
    by, recorded_us, offset_min = stamp
    if event.zone != zone.name:
        raise not_written(errors.j3_zone_is_its_own, event_zone=event.zone, zone=zone.name)
    if event.origin in MADE_UP:
        if not zone.is_demo:
            rule = errors.j5_made_up_rows_are_apart
            raise not_written(rule, origin=event.origin, zone=zone.name)
        if event.recorded_us:
            recorded_us, offset_min = event.recorded_us, event.recorded_offset_min
    asked = replace(
        event, seq=0, recorded_us=0, recorded_offset_min=0, by=by, flags=(), zone_version=""
    )
    digest = sha256(_checked_bytes(asked)).digest()
    recorded = replace(
        asked,
        recorded_us=recorded_us,
        recorded_offset_min=offset_min,
        zone_version=zone.version,
    )
    return Request(recorded, nonce, digest)


def check_signed(nonce: str, by: str) -> None:
    """Refuse a request without author, or with a nonce that cannot be one. Raises `NotWritten`."""
    if not (by and 0 < len(nonce) <= MOST_NONCE and nonce.isprintable() and "#" not in nonce):
        raise not_written(errors.j7_request_is_signed, nonce=nonce[:MOST_NONCE])


def month_of(zone: Zone, event: Event) -> date:
    """Give the month in which a subject opens whose first row this is."""
    if event.subject_kind == "place":
        try:
            return place_and_month(event.subject)[1]
        except ValueError:  # the rules will say so
            pass
    return day_of(zone, event).replace(day=1)


def day_of(zone: Zone, event: Event) -> date:
    """Give the day of an event in the zone's calendar, also where its time makes no sense."""
    at_us = event.recorded_us if event.is_doubtful else event.happened_us
    return local_day(zone, min(max(at_us, _EARLIEST_US), _LATEST_US))


def _checked_bytes(event: Event) -> bytes:
    try:
        written = _json.encode(event)
    except UnicodeEncodeError:
        raise _unkept("broken UTF-8") from None
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise _unkept(str(error)) from None
    # A text may say \\u0000 and mean no NUL: such a one is refused too, and nobody misses it.
    if b"\\u0000" in written:
        raise _unkept("a NUL character")
    for value in (event.amount, event.started_us, event.device_seq, event.corrects):
        if value is not None and not -_WHOLE <= value < _WHOLE:
            raise _unkept(f"the number {value}")
    return written


def _unkept(because: str) -> errors.NotWritten:
    return not_written(errors.j4_text_can_be_kept, because=because)

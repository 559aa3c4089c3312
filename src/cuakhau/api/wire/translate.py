"""What came in → events of the log, and rows of the log → what goes out."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from cuakhau.api.keys import KeyRequest, agency_of
from cuakhau.api.refusals import bad_request, p3_field_is_there, p4_value_fits
from cuakhau.api.wire.asked import EventIn
from cuakhau.api.wire.told import EventOut
from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.movement.times import local_day, local_time, parse_time
from cuakhau.movement.wire import bits_of, to_fields
from cuakhau.operations.declaring import NO_WORDS, Words
from cuakhau.operations.sources.register import get_source
from cuakhau.zone.zone import Zone

# These open a visit or touch two at once: they have addresses of their own.
APART = ("declared", "amended", "merged", "split")


def build_event(request: KeyRequest, zone: Zone, body: EventIn, where: str = "$") -> Event:
    """Make the event that a body means; the key says agency and device."""
    if body.kind in APART:
        because = f"{body.kind} is not appended; use /api/v1/visits"
        raise bad_request(p4_value_fits, where=f"{where}.kind", because=because)
    happened_us, offset_min = parse_time(body.happened_at)
    if body.visit is None and body.place is None:
        raise bad_request(p3_field_is_there, field="visit", where=where)
    subject = body.visit or subject_of(body.place or "", local_day(zone, happened_us))
    return Event(
        zone=zone.name,
        subject_kind="visit" if body.visit else "place",
        subject=subject,
        kind=body.kind,
        happened_us=happened_us,
        happened_offset_min=offset_min,
        step=body.step,
        agency=agency_of(request, body.agency),
        place=body.place,
        other=body.other,
        goods=body.goods,
        vehicle_class=body.vehicle_class,
        amount=body.amount,
        started_us=parse_time(body.started_at)[0] if body.started_at else None,
        looked_at=bits_of(list(body.looked_at)),
        found=body.found,
        way=body.way,
        corrects=body.corrects,
        origin="device",
        device=request.auth.device,
        device_seq=body.device_seq,
        payload=_build_payload(request, zone, body),
    )


def _build_payload(request: KeyRequest, zone: Zone, body: EventIn) -> dict[str, Any] | None:
    """Put the source beside what else is said. Raises W9 for one that is not open."""
    payload = dict(body.payload or {})
    if body.source is not None:
        known: set[str] = request.__dict__.setdefault("known_sources", set())
        if body.source not in known:  # once a request: a batch has thousands of rows
            known.add(get_source(zone.name, body.source).id)
        payload["source"] = body.source
    return payload or None


def show_event(event: Event) -> EventOut:
    """Write a row that whoever asks may see (`wire.seen`)."""
    return EventOut(**to_fields(event))


def show_time(zone: Zone, at_us: int | None) -> str | None:
    """Write an instant in the zone's own time, with its offset."""
    return None if at_us is None else local_time(zone, at_us).isoformat()


def build_words(body: EventIn) -> Words:
    """Take the personal words out of a body."""
    if body.note is body.plate is body.driver is None:
        return NO_WORDS
    return Words(note=body.note, plate=body.plate, driver=body.driver)


def read_time(text: str) -> datetime:
    """Read a time with its offset. Raises M70 to M72."""
    at_us, offset = parse_time(text)
    zone = timezone(timedelta(minutes=offset))
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at_us)).astimezone(zone)

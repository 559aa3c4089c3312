"""Rows that yards and calls write, and the lock that lets two people at one queue take turns."""

from datetime import datetime
from typing import Any

from django.db import connection

from cuakhau.journal.write import Appended
from cuakhau.movement.event import Event
from cuakhau.operations import actions
from cuakhau.operations.actions import Signed
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone


def build_row(zone: Zone, subject: str, kind: str, at: datetime, **facts: Any) -> Event:
    """Make a row of a visit that happened at `at`."""
    return Event(
        zone=zone.name,
        subject_kind="visit",
        subject=subject,
        kind=kind,
        happened_us=micros(at),
        happened_offset_min=offset_min(at),
        **facts,
    )


def write_row(zone: Zone, event: Event, signed: Signed, mark: str) -> Appended:
    """Append a row under the nonce of its act and a mark. Raises `RuleBroken` or `NotWritten`."""
    nonce = f"{signed.nonce}.{mark}"
    return actions.record(zone, event, NO_WORDS, by=signed.by, at=signed.at, nonce=nonce)


def coordinator_of(zone: Zone) -> str | None:
    """Name the agency that directs traffic."""
    return next((agency.id for agency in zone.agencies if agency.coordinates), None)


def lock_queue(zone: Zone) -> None:
    """Hold the queues of a zone until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"cuakhau.queue.{zone.name}"]
        )

"""The step of the procedure that paying confirms, and its voiding where the money is given back."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from cuakhau.journal import read, write
from cuakhau.movement.event import Event
from cuakhau.operations.payments.books.owing import Owing
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone


class Signed(Struct, frozen=True):
    """Who acts, when, under which nonce."""

    by: str
    at: datetime
    nonce: str


def confirm(zone: Zone, owing: Owing, agency: str, signed: Signed) -> list[str]:
    """Confirm the steps of a visit that await the collector. Raises what the journal refuses.

    Becomes part of the transaction that the caller opened.
    """
    for step in owing.steps:
        event = _event(zone, owing.number, "confirmed", agency, signed, step=step)
        nonce = f"{signed.nonce}:{owing.number}:{step}"
        write.append(zone, event, nonce=nonce, by=signed.by, at=signed.at)
    return list(owing.steps)


def take_back_confirmation(zone: Zone, number: str, agency: str, signed: Signed) -> list[str]:
    """Void what the collector's agency confirmed of a visit that still stands here."""
    visit = read.get_visit(zone.name, number)
    own = {step.id for step in zone.steps if agency in step.agencies}
    given = [
        entry
        for entry in visit.standing
        if entry.kind == "confirmed" and entry.step in own and entry.agency == agency
    ]
    for entry in given:
        event = _event(zone, number, "voided", agency, signed, corrects=entry.seq)
        nonce = f"{signed.nonce}:{number}:void:{entry.seq}"
        write.append(zone, event, nonce=nonce, by=signed.by, at=signed.at)
    return [entry.step for entry in given if entry.step]


def _event(zone: Zone, number: str, kind: str, agency: str, signed: Signed, **about: Any) -> Event:
    return Event(
        zone=zone.name,
        subject_kind="visit",
        subject=number,
        kind=kind,
        agency=agency,
        happened_us=micros(signed.at),
        happened_offset_min=offset_min(signed.at),
        **about,
    )

"""Write a sheet, sign it, take it over: what stands on it is frozen when it is written."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec

from cuakhau.accounts.models import Person
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.shifts import words
from cuakhau.operations.shifts.models import Handover
from cuakhau.operations.shifts.refusals import (
    not_so,
    s20_two_people_sign,
    s21_sheet_is_open,
    s22_writer_signs_and_withdraws,
    s23_leaving_signs_first,
    s24_one_open_sheet,
)
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: since when the shift lasted, the sections, what the writer adds."""

    since: datetime
    content: list[dict[str, Any]]
    note: str


def write(zone: Zone, sheet: Sheet, signed: Signed) -> Handover:
    """Keep a sheet as it stands now; it is signed next. Raises S24.

    Sent again under the same nonce it is the first sheet, whatever has changed since.
    """

    def act() -> Answer:
        Person.objects.select_for_update().get(username=signed.by)
        known = find_open(zone.name, signed.by)
        if known is not None:
            told = tell_time(zone, micros(known.at), micros(signed.at))
            raise not_so(s24_one_open_sheet, since=told)
        row = Handover(
            zone=zone.name,
            agency=signed.agency or "",
            since=sheet.since,
            content=sheet.content,
            note=words.keep(zone, sheet.note, signed),
            by=signed.by,
            at=signed.at,
        )
        row.digest = digest(row)
        row.save()
        return {"id": row.pk}

    said = digest_of("handover", sheet.note, signed.agency, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, said, signed.by, signed.at), act)
    return Handover.objects.get(pk=answer["id"])


def sign_leaving(zone: Zone, key: int, signed: Signed) -> None:
    """Sign as who hands over. Raises S21 or S22."""

    def change(row: Handover) -> list[str]:
        _check_writer(row, signed)
        row.left_at = row.left_at or signed.at
        return ["left_at"]

    _change(zone, key, "sign", signed, change)


def sign_taking(zone: Zone, key: int, signed: Signed) -> None:
    """Sign as who takes over; from then on nothing changes. Raises S20, S21 or S23."""

    def change(row: Handover) -> list[str]:
        if row.by == signed.by:
            raise not_so(s20_two_people_sign)
        if row.left_at is None:
            raise not_so(s23_leaving_signs_first, person=_full_name(row.by))
        row.taken_by, row.taken_at = signed.by, signed.at
        return ["taken_by", "taken_at"]

    _change(zone, key, "take", signed, change)


def withdraw(zone: Zone, key: int, signed: Signed) -> None:
    """Withdraw a sheet that was not taken over; it stays in the list. Raises S21 or S22."""

    def change(row: Handover) -> list[str]:
        _check_writer(row, signed)
        row.withdrawn_at = signed.at
        return ["withdrawn_at"]

    _change(zone, key, "withdraw", signed, change)


def find_open(zone_name: str, username: str) -> Handover | None:
    """Find the sheet that a person wrote and that is not signed by both."""
    rows = Handover.objects.filter(zone=zone_name, by=username)
    return rows.filter(taken_at=None, withdrawn_at=None).first()


def find_awaiting(zone_name: str, agency: str, username: str) -> Handover | None:
    """Find the latest sheet of the agency that waits for somebody else to take over."""
    rows = Handover.objects.filter(
        zone=zone_name, agency=agency, taken_at=None, withdrawn_at=None, left_at__isnull=False
    )
    return rows.exclude(by=username).order_by("-at").only("pk", "by", "at").first()


def digest(row: Handover) -> str:
    """Give the digest of what a sheet says: the same as long as nothing of it was changed."""
    said = [row.zone, row.agency, micros(row.since), micros(row.at), row.by, row.note, row.content]
    return sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


def _change(zone: Zone, key: int, verb: str, signed: Signed, change: Any) -> None:
    def act() -> Answer:
        own = Handover.objects.filter(zone=zone.name, agency=signed.agency)
        row = own.select_for_update().get(pk=key)
        if not row.is_open:
            raise not_so(s21_sheet_is_open)
        row.save(update_fields=change(row))
        return {"id": row.pk}

    said = digest_of("handover", verb, key, signed.by)
    do_once(Asked(zone.name, signed.nonce, said, signed.by, signed.at), act)


def _check_writer(row: Handover, signed: Signed) -> None:
    if row.by != signed.by:
        raise not_so(s22_writer_signs_and_withdraws, person=_full_name(row.by))


def _full_name(username: str) -> str:
    person = Person.objects.filter(username=username).first()
    return person.full_name if person else username

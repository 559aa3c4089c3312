"""Who shall be on duty: who leads an agency's shifts writes them; what is struck stays written."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from cuakhau.accounts.models import Person
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.shifts.doors import check_spot, name_for_rule
from cuakhau.operations.shifts.models import Duty
from cuakhau.operations.shifts.refusals import (
    not_so,
    s14_person_is_of_the_agency,
    s16_shift_is_a_stretch,
    s17_one_shift_at_a_time,
    s18_shift_stands,
    s19_day_has_shifts,
)
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone

LONGEST = timedelta(hours=24)
Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A shift as it is written: whose, on which post, from when to when."""

    username: str
    place: str | None
    step: str | None
    since: datetime
    until: datetime


def write(zone: Zone, shift: Shift, signed: Signed) -> Duty:
    """Write a shift into the roster. Raises S12, S14, S16 or S17."""

    def act() -> Answer:
        return {"id": _write(zone, shift, signed).pk}

    digest = digest_of("duty", shift, signed.agency, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return Duty.objects.get(pk=answer["id"])


def strike(zone: Zone, key: int, signed: Signed) -> None:
    """Strike a shift of the agency; who did, and when, stays. Raises `Duty.DoesNotExist`, S18."""

    def act() -> Answer:
        row = list_own(zone.name, signed.agency or "").select_for_update().get(pk=key)
        if row.ended_at is not None:
            raise not_so(s18_shift_stands)
        row.ended_at, row.ended_by = signed.at, signed.by
        row.save(update_fields=["ended_at", "ended_by"])
        return {"id": row.pk}

    digest = digest_of("strike", key, signed.by)
    do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)


def copy_day(zone: Zone, source: Window, days: int, signed: Signed) -> int:
    """Copy the shifts that begin on a day to another, `days` later; give how many are new.

    Who has a shift in that time already, or belongs to the agency no longer, is left out.
    Raises S19 where there is nothing to copy.
    """

    def act() -> Answer:
        rows = list_own(zone.name, signed.agency or "").filter(
            ended_at=None, since__gte=source[0], since__lt=source[1]
        )
        if not rows:
            raise not_so(s19_day_has_shifts, day=f"{source[0]:%d/%m/%Y}")
        count, later = 0, timedelta(days=days)
        for row in rows:
            shift = Shift(
                username=row.username,
                place=row.place,
                step=row.step,
                since=row.since + later,
                until=row.until + later,
            )
            person = Person.objects.filter(username=row.username, is_active=True).first()
            if person is None or _find_meeting(zone, shift) is not None:
                continue
            _keep(zone, shift, signed)
            count += 1
        return {"count": count}

    digest = digest_of("copy", source, days, signed.agency, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return int(answer["count"])


def list_own(zone_name: str, agency: str) -> Any:
    """Give the shifts of the people of an agency as a query."""
    own = Person.objects.filter(zone=zone_name, agency=agency).values("username")
    return Duty.objects.filter(zone=zone_name, username__in=own)


def list_duties(zone_name: str, agency: str, window: Window) -> list[Duty]:
    """List the shifts that stand in a time, in order."""
    rows = list_own(zone_name, agency).filter(
        ended_at=None, since__lt=window[1], until__gt=window[0]
    )
    return list(rows.order_by("since", "until", "place", "step", "username"))


def find_duty(zone_name: str, username: str, at: datetime, ahead: timedelta) -> Duty | None:
    """Find the shift of a person that runs at an instant, or else begins within `ahead`."""
    rows = Duty.objects.filter(
        zone=zone_name, username=username, ended_at=None, until__gt=at, since__lt=at + ahead
    )
    return rows.order_by("since").first()


def _write(zone: Zone, shift: Shift, signed: Signed) -> Duty:
    # Locked, so that two who write at once do not give a person two shifts.
    people = Person.objects.select_for_update().filter(
        zone=zone.name, agency=signed.agency, is_active=True
    )
    person = people.filter(username=shift.username).first()
    if person is None:
        agency = name_for_rule(zone, signed.agency or "")
        raise not_so(s14_person_is_of_the_agency, value=shift.username[:40], agency=agency)
    if not shift.since < shift.until <= shift.since + LONGEST:
        raise not_so(s16_shift_is_a_stretch)
    check_spot(zone, signed.agency or "", shift.place, shift.step)
    meets = _find_meeting(zone, shift)
    if meets is not None:
        now_us = micros(signed.at)
        raise not_so(
            s17_one_shift_at_a_time,
            person=person.full_name,
            since=tell_time(zone, micros(meets.since), now_us),
            until=tell_time(zone, micros(meets.until), now_us),
        )
    return _keep(zone, shift, signed)


def _find_meeting(zone: Zone, shift: Shift) -> Duty | None:
    meets = Q(since__lt=shift.until, until__gt=shift.since, ended_at=None)
    return Duty.objects.filter(meets, zone=zone.name, username=shift.username).first()


def _keep(zone: Zone, shift: Shift, signed: Signed) -> Duty:
    return Duty.objects.create(
        zone=zone.name,
        username=shift.username,
        place=shift.place,
        step=shift.step,
        since=shift.since,
        until=shift.until,
        by=signed.by,
        at=signed.at,
    )

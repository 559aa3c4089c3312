"""Complaints are taken, assigned and answered: one call, one transaction, one nonce."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from cuakhau.movement.times import local_day, local_time
from cuakhau.operations import people
from cuakhau.operations.actions import Signed
from cuakhau.operations.complaints.kinds import list_kinds
from cuakhau.operations.complaints.models import Complaint, ComplaintAct
from cuakhau.operations.complaints.pace import Sender, check_pace
from cuakhau.operations.complaints.refusals import (
    k1_kind_and_words,
    k2_unit_is_known,
    k3_answered_once,
    k4_answer_has_words,
    refuse,
)
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.zone.waiting import ComplaintLimit
from cuakhau.zone.zone import Zone

LEAST_LETTERS = 10
MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A complaint as it is made; `kind` and `words` are needed. `origin`: driver, firm, public."""

    kind: str
    words: str
    against: str = ""
    visit: str = ""
    firm: str = ""
    contact: str = ""
    origin: str = "public"


def find_limit(zone: Zone, day: date) -> ComplaintLimit | None:
    """Find within which time a complaint of a day is to be answered, and by which law."""
    return next(iter(zone.at(day).complaint_limits), None)


def file(zone: Zone, said: Said, signed: Signed, sender: Sender | None = None) -> str:
    """Take a complaint and give its number. Raises K1 or K2.

    One that comes in from outside has a `sender`: of those too many raise K5 or K6.
    """
    if said.kind not in dict(list_kinds("vi")) or len(said.words.strip()) < LEAST_LETTERS:
        raise refuse(k1_kind_and_words)
    if said.against:
        _check_unit(zone, said.against)

    def act() -> Answer:
        if sender is not None:
            check_pace(zone, sender)
        day = local_day(zone, micros(signed.at))
        limit = find_limit(zone, day)
        words = {
            name: people.keep_word(zone.name, kind, text, nonce=f"{signed.nonce}.{name}", on=day)
            for name, kind, text in (
                ("words", "note", said.words.strip()[:MOST_LETTERS]),
                ("contact", "phone", said.contact.strip()[:80]),
            )
            if text
        }
        row = Complaint.objects.create(
            zone=zone.name,
            number=_next_number(zone, f"{day:%Y%m%d}"),
            kind=said.kind,
            against=said.against,
            visit=said.visit[:40],
            firm=said.firm,
            origin=said.origin,
            at=signed.at,
            due_at=signed.at + timedelta(days=limit.within_days) if limit else None,
            law=limit.law if limit else "",
            **words,
        )
        _note(row, "filed", "", signed)
        return {"number": row.number}

    digest = digest_of("complain", said, signed.by)
    done, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return str(done["number"])


def assign(zone: Zone, number: str, agency: str, signed: Signed) -> None:
    """Give a complaint to an agency, which sees it from then on. Raises K2 or K3."""
    _check_unit(zone, agency)

    def act() -> Answer:
        row = _get_open(zone, number)
        row.assigned_to = agency
        row.save(update_fields=["assigned_to"])
        _note(row, "assigned", agency, signed)
        return {}

    digest = digest_of("assign", number, agency, signed.by)
    do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)


def answer(zone: Zone, number: str, words: str, agency: str, signed: Signed) -> None:
    """Answer a complaint. Raises K3 or K4."""
    if not words.strip():
        raise refuse(k4_answer_has_words)

    def act() -> Answer:
        row = _get_open(zone, number)
        day = local_day(zone, micros(signed.at))
        row.answer = people.keep_word(
            zone.name, "note", words.strip()[:MOST_LETTERS], nonce=f"{signed.nonce}.answer", on=day
        )
        row.answered_at = signed.at
        row.save(update_fields=["answer", "answered_at"])
        _note(row, "answered", agency, signed)
        return {}

    digest = digest_of("answer", number, words, signed.by)
    do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)


def list_seen_by(zone_name: str, *, agency: str | None, is_board: bool) -> QuerySet[Complaint]:
    """List what this reader may know of: the Board all, an agency what was assigned to it.

    The unit complained of is no exception: until the Board assigns it, it is not there.
    """
    found = Complaint.objects.filter(zone=zone_name)
    if is_board:
        return found
    return found.filter(assigned_to=agency) if agency else found.none()


def is_overdue(row: Complaint, now: datetime) -> bool:
    """Tell whether a complaint waits beyond its time."""
    return row.answered_at is None and row.due_at is not None and now > row.due_at


def _check_unit(zone: Zone, agency: str) -> None:
    if agency not in zone.agency_by_id:
        raise refuse(k2_unit_is_known, agency=agency[:40])


def _get_open(zone: Zone, number: str) -> Complaint:
    row = Complaint.objects.select_for_update().get(zone=zone.name, number=number)
    if row.answered_at is not None:
        at = local_time(zone, micros(row.answered_at))
        raise refuse(k3_answered_once, number=number, at=f"{at:%d/%m/%Y}")
    return row


def _note(row: Complaint, act: str, agency: str, signed: Signed) -> None:
    ComplaintAct.objects.create(complaint=row, act=act, agency=agency, by=signed.by, at=signed.at)


def _next_number(zone: Zone, day: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"complaint.{zone.name}"]
        )
    taken = Complaint.objects.filter(zone=zone.name, number__startswith=f"KN{day}-").count()
    return f"KN{day}-{taken + 1:03}"

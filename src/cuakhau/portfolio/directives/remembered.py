"""The instructions that a zone's history holds, written down as directives once."""

from datetime import datetime

from django.db import transaction

from cuakhau.journal import versions
from cuakhau.journal.versions import read_history
from cuakhau.portfolio.directives.models import HISTORY, MEETING, Directive, Meeting, Task
from cuakhau.zone.published import PublishedSession, PublishedStatement
from cuakhau.zone.zone import Zone

WHO = "history"
_done: set[tuple[str, str, str]] = set()


def remember(zone: Zone, *, at: datetime) -> int:
    """Write down each session of the history and its instructions; tell how many were new.

    What was written down before is left as it is; a version of a zone is read once a process.
    """
    key = (versions.database_name(), zone.name, zone.version)
    if key in _done:
        return 0
    new = _write_new(zone, at)
    _done.add(key)
    return new


def _write_new(zone: Zone, at: datetime) -> int:
    history = read_history(zone)
    known = set(
        Directive.objects.filter(zone=zone.name, origin=HISTORY).values_list("nonce", flat=True)
    )
    sessions = {one.id: one for one in history.sessions}
    new = [
        one
        for one in history.statements
        if one.part == "instruction" and one.responsible and _nonce(one) not in known
    ]
    with transaction.atomic():
        for one in new:
            session = sessions[one.session]
            _write(zone, one, session, _meeting(zone, session, at), at)
    return len(new)


def _meeting(zone: Zone, session: PublishedSession, at: datetime) -> Meeting:
    row, _made = Meeting.objects.get_or_create(
        zone=zone.name,
        nonce=f"{HISTORY}:{session.id}",
        defaults={
            "kind": MEETING,
            "day": session.day,
            "held_by": session.held_by,
            "title": {"vi": session.vi, "en": session.en, "zh": session.zh},
            "origin": HISTORY,
            "source": session.source,
            "by": WHO,
            "at": at,
        },
    )
    return row


def _write(
    zone: Zone, one: PublishedStatement, session: PublishedSession, meeting: Meeting, at: datetime
) -> None:
    text = {"vi": one.vi, "en": one.en, "zh": one.zh}
    row, made = Directive.objects.get_or_create(
        zone=zone.name,
        nonce=_nonce(one),
        defaults={
            "document": session.vi,
            "day": session.day,
            "giver": session.held_by,
            "text": text,
            "area": one.area,
            "meeting": meeting,
            "origin": HISTORY,
            "source": one.source,
            "basis": one.basis,
            "number": one.number,
            "by": WHO,
            "at": at,
        },
    )
    if made:
        Task.objects.create(
            zone=zone.name,
            directive=row,
            row=1,
            text=text,
            responsible=[one.responsible],
            cooperating=list(one.cooperating),
            due=None,
        )


def _nonce(one: PublishedStatement) -> str:
    return f"{HISTORY}:{one.session}:{one.number}"

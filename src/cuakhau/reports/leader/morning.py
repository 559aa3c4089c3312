"""The message of the morning: what the page of today says at 07:00, once a day.

It is written for those who asked for it, by the rights of the Board or the province, and goes out
to their phones as all messages do; the page shows the message, and by which channel it went.
"""

from datetime import datetime, time, timedelta

from django.utils.translation import override

from cuakhau.accounts.models import Person
from cuakhau.accounts.people.reaching import TO_ONE
from cuakhau.accounts.rights import may
from cuakhau.figures.format import format_short_day
from cuakhau.movement.times import local_time
from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter
from cuakhau.operations.models import Message
from cuakhau.reports.leader.gather import gather
from cuakhau.reports.leader.models import BriefWish
from cuakhau.reports.leader.section import Ground
from cuakhau.reports.paper.document import text_of
from cuakhau.reports.render import CODES
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

SEVEN = time(7)
BY_ITSELF = "beat"


def wish(zone: Zone, *, wants: bool, by: str, at: datetime, nonce: str) -> None:
    """Ask for the message of the morning, or for no more of it."""
    BriefWish.objects.get_or_create(
        zone=zone.name, nonce=nonce, defaults={"person": by, "wants": wants, "at": at}
    )


def wants(zone_name: str, person: str) -> bool:
    """Tell whether somebody asked for it."""
    last = BriefWish.objects.filter(zone=zone_name, person=person).order_by("-pk").first()
    return last is not None and last.wants


def find_message(zone: Zone, person: str, at: datetime) -> Message | None:
    """Find the message of this morning to a person."""
    return Message.objects.filter(zone=zone.name, nonce=_nonce(zone, person, at)).first()


def write_morning(zone: Zone, at: datetime) -> int:
    """Write the messages of this morning that are not written yet; tell how many."""
    local = local_time(zone, int(at.timestamp() * 1_000_000))
    if local.time() < SEVEN:
        return 0
    written = 0
    for name in _list_who_asked(zone.name):
        person = Person.objects.filter(username=name, zone=zone.name, is_active=True).first()
        if person is None or not may(person, "see_today", zone=zone.name):
            continue
        if find_message(zone, name, at) is None:
            _write(zone, person, at)
            written += 1
    return written


def _list_who_asked(zone_name: str) -> list[str]:
    rows = BriefWish.objects.filter(zone=zone_name).order_by("person", "-pk").distinct("person")
    return [row.person for row in rows if row.wants]


def _write(zone: Zone, person: Person, at: datetime) -> None:
    local = local_time(zone, int(at.timestamp() * 1_000_000))
    letter = Letter(
        text="brief",
        facts={
            "time": f"{local:%H:%M}",
            "day": {one: format_short_day(local.date(), one) for one in LANGUAGES},
            "told": {one: _tell(zone, person, at, one) for one in LANGUAGES},
        },
        unit=f"{TO_ONE}{person.username}",
        about=f"brief:{person.username}",
        until=at + timedelta(hours=12),
    )
    nonce = _nonce(zone, person.username, at)
    outbox.write(zone.name, [letter], by=BY_ITSELF, at=at, nonce=nonce)


def _tell(zone: Zone, person: Person, at: datetime, language: Language) -> str:
    ground = Ground(
        zone=zone,
        at=at,
        language=language,
        may=lambda act: may(person, act, zone=zone.name, agency=person.agency),
    )
    with override(CODES[language]):
        today = gather(ground)
        return "\n".join(
            f"{one.title}: {text_of(one.spans)}" for one in (*today.sections, *today.matters)
        )


def _nonce(zone: Zone, person: str, at: datetime) -> str:
    day = local_time(zone, int(at.timestamp() * 1_000_000)).date()
    return f"brief:{day}:{person}"

"""Write a meeting down with its conclusion, or an event that is prepared."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from cuakhau.accounts.units import list_units
from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting.giving import FIELDS, MOST_LETTERS, Also, read_day
from cuakhau.portfolio.directives.models import EVENT, GIVEN, MEETING, Meeting
from cuakhau.portfolio.directives.refusals import (
    h1_words_are_there,
    h3_unit_is_known,
    h5_day_is_a_day,
    refuse,
)
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A meeting or event as it is typed."""

    kind: str
    day: str
    held_by: str
    title: str
    conclusion: str = ""
    attended: tuple[str, ...] = ()
    language: Language = "vi"
    origin: str = GIVEN
    source: str = ""
    also: Also = field(default_factory=dict)


def hold(zone: Zone, said: Said, signed: Signed) -> Meeting:
    """Write a meeting or event down. The same nonce gives the first. Raises H1, H3 or H5."""
    day: date | None = read_day(said.day)
    if not said.title.strip():
        raise refuse(h1_words_are_there, field=FIELDS["title"])
    if day is None:
        raise refuse(h5_day_is_a_day, day=said.day[:20])
    known = list_units(zone)
    for unit in (said.held_by, *said.attended):
        if unit not in known:
            raise refuse(h3_unit_is_known, unit=unit[:60])
    words = said.conclusion.strip()[:MOST_LETTERS]
    conclusion = {said.language: words, **said.also.get("conclusion", {})} if words else {}
    row, _made = Meeting.objects.get_or_create(
        zone=zone.name,
        nonce=signed.nonce,
        defaults={
            "kind": EVENT if said.kind == EVENT else MEETING,
            "day": day,
            "held_by": said.held_by,
            "attended": [one for one in dict.fromkeys(said.attended) if one != said.held_by],
            "title": {said.language: said.title.strip()[:300], **said.also.get("title", {})},
            "conclusion": conclusion,
            "origin": said.origin,
            "source": said.source[:300],
            "by": signed.by,
            "at": signed.at,
        },
    )
    return row


def list_meetings(zone: Zone) -> QuerySet[Meeting]:
    """List meetings and events, the newest first, each with the count of its directives."""
    found = Meeting.objects.filter(zone=zone.name).annotate(given=Count("directives"))
    return found.order_by("-day", "-pk")

"""Free words of the centre: kept apart with a last day, shown to the forces, each look kept."""

from collections.abc import Iterable

from cuakhau.accounts.models import Person
from cuakhau.movement.times import local_day
from cuakhau.operations import people
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.personal.shown import Word, show
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

NOTE = "centre_note"  # a kind of `accounts/person_data.csv`
LONGEST = 1000


def keep(zone: Zone, text: str, signed: Signed, mark: str) -> str | None:
    """Keep free words and give their reference; none for nothing said."""
    text = text.strip()[:LONGEST]
    if not text:
        return None
    day = local_day(zone, micros(signed.at))
    return people.keep_word(zone.name, NOTE, text, nonce=f"{signed.nonce}/{mark}", on=day)


def read(request: Request, zone: Zone, refs: Iterable[str | None], why: str) -> dict[str, str]:
    """Give words by their references: whole to the forces at the gate, hidden to others."""
    agencies = frozenset(zone.agency_by_id)
    words = [Word(ref, NOTE, agencies=agencies) for ref in refs if ref]
    return {ref: shown.text for ref, shown in show(request, zone, words, why=why).items()}


def name_people(usernames: Iterable[str | None]) -> dict[str, str]:
    """Give the full names of colleagues by the ids that the log knows."""
    found = Person.objects.filter(username__in={one for one in usernames if one})
    return {one.username: one.full_name for one in found}

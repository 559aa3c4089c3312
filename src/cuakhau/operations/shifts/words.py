"""Free words of the shifts: kept apart with a last day, shown to the own agency, each look kept."""

from collections.abc import Iterable

from cuakhau.movement.times import local_day
from cuakhau.operations import people
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.personal.shown import Word, show
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

NOTE = "shift_note"  # a kind of `accounts/person_data.csv`
LONGEST = 2_000


def keep(zone: Zone, text: str, signed: Signed) -> str:
    """Keep free words and give their reference; an empty one for nothing said."""
    text = text.strip()[:LONGEST]
    if not text:
        return ""
    day = local_day(zone, micros(signed.at))
    return people.keep_word(zone.name, NOTE, text, nonce=signed.nonce, on=day)


def read(
    request: Request, zone: Zone, refs: Iterable[str], *, agency: str, why: str
) -> dict[str, str]:
    """Give words by their references: whole to the people of the agency."""
    asked = [Word(ref, NOTE, agencies=frozenset({agency})) for ref in refs if ref]
    return {ref: shown.text for ref, shown in show(request, zone, asked, why=why).items()}

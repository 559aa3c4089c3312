"""Plates, names, phones, papers and notes on a page: whole or masked, one statement for all.

Whoever sees a value whole leaves an access line; a masked one tells of nobody and leaves none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cuakhau.accounts.masking import mask, sees
from cuakhau.journal import personal
from cuakhau.movement.procedure import find_compiled
from cuakhau.movement.times import local_day
from cuakhau.movement.view import View
from cuakhau.operations.people import FOUND
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a page would show: its reference and kind, and whose visit it is about.

    `agencies` are those that have to do with the visit (`concerned`), `firm` is who declared it.
    """

    ref: str
    kind: str
    agencies: frozenset[str] = frozenset()
    firm: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A word as this reader may see it."""

    text: str
    is_whole: bool

    def __str__(self) -> str:
        return self.text


NOTHING = Shown("", is_whole=True)


def show(request: Request, zone: Zone, words: Iterable[Word], *, why: str) -> dict[str, Shown]:
    """Give the words that are still kept, by reference, and keep each look at a whole one.

    A reference that was erased, or never was, is left out. `why` names page and visit.
    """
    kinds: dict[str, str] = {}
    whole: set[str] = set()
    for word in words:
        kinds[word.ref] = word.kind
        if sees(request.user, word.kind, agencies=word.agencies, firm=word.firm, zone=zone.name):
            whole.add(word.ref)
    if not kinds:
        return {}
    found = personal.look(
        zone.name,
        whole=whole,
        masked=kinds.keys() - whole,
        line=personal.Line(request.user.get_username(), request.here.now(zone.name), why),
    )
    return {
        ref: Shown(value, is_whole=True)
        if ref in whole
        else Shown(mask(kinds[ref], value), is_whole=False)
        for ref, value in found.items()
    }


def concerned(zone: Zone, procedure: str | None, on: date) -> frozenset[str]:
    """Name the agencies that a trip of this kind has to do with: of its steps, and who coordinates.

    `on` is the day of declaration, whose procedures hold.
    """
    coordinating = {agency.id for agency in zone.agencies if agency.coordinates}
    compiled = find_compiled(zone, procedure, on) if procedure else None
    if compiled is None:
        return frozenset(coordinating)
    own = (agencies for agencies in compiled.agencies)
    return frozenset(coordinating.union(*own))


def concerned_by(zone: Zone, seen: View) -> frozenset[str]:
    """Name the agencies that a visit has to do with."""
    if seen.declared_us is None:
        return concerned(zone, None, date.min)
    return concerned(zone, seen.procedure, local_day(zone, seen.declared_us))


def kinds_to_find(request: Request) -> tuple[str, ...]:
    """Name the kinds by which this person may look for a vehicle.

    Only those that the person may see at all: else the find box would answer, letter by letter,
    what the pages hide.
    """
    person = request.user
    agency = getattr(person, "agency", None)
    own = [agency] if agency else []
    firm = getattr(person, "firm", None)
    return tuple(kind for kind in FOUND if sees(person, kind, agencies=own, firm=firm))

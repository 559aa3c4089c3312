"""The right to be erased: the words of a person go, the log and its chains stay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.accounts.masking import mask
from cuakhau.accounts.refusals import a41_erasing_says_what, a42_erasing_says_why, refuse
from cuakhau.journal import personal
from cuakhau.journal.recent import list_words
from cuakhau.operations.models import Declaration
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.people import plain
from cuakhau.operations.personal.access import name_kind, refs_of
from cuakhau.operations.photos import keeping as photos
from cuakhau.zone.zone import Zone

REASONS = ("asked", "wrong_person", "ordered")
LEAST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Erasing:
    """Which words go, why, and under which document (a number, never a name)."""

    refs: tuple[str, ...]
    reason: str
    document: str


def list_reasons() -> list[tuple[str, str]]:
    """List why words are erased."""
    return [
        ("asked", _("The person asks for it")),
        ("wrong_person", _("It is the wrong person")),
        ("ordered", _("An authority orders it")),
    ]


def find_words(zone: Zone, asked: str) -> list[dict[str, Any]]:
    """Find the words of a visit by its number, or of a driver by the whole phone number, masked."""
    refs = refs_of(zone.name, asked) or _refs_of_phone(zone.name, plain(asked))
    found = list_words(zone.name, refs)
    return [
        {"ref": ref, "kind": name_kind(found[ref][0]), "value": mask(*found[ref])}
        for ref in refs
        if ref in found
    ]


def erase(zone: Zone, erasing: Erasing, *, by: str, at: datetime, nonce: str) -> int:
    """Erase words and leave a tombstone for each; give how many were there. Raises A41 or A42."""
    if not erasing.refs:
        raise refuse(a41_erasing_says_what)
    if erasing.reason not in REASONS or not erasing.document.strip():
        raise refuse(a42_erasing_says_why)
    why = f"{erasing.reason}: {erasing.document.strip()[:60]}"

    def act() -> Answer:
        gone = personal.erase(zone.name, erasing.refs, by=by, at=at, why=why)
        photos.forget(gone)
        return {"gone": len(gone)}

    answer, _ = do_once(Asked(zone.name, nonce, digest_of("erase", erasing, by), by, at), act)
    return int(answer["gone"])


def _refs_of_phone(zone_name: str, digits: str) -> list[str]:
    if len(digits) < LEAST_DIGITS or not digits.isdecimal():
        return []
    phones = personal.find_ending(zone_name, ("phone",), digits)
    rows = Declaration.objects.filter(zone=zone_name, phone__in=phones)
    found: list[str] = sorted(phones)
    for said in rows:
        found += [ref for ref in (said.driver,) if ref]
    return list(dict.fromkeys(found))

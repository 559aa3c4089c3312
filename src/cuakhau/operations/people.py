"""Plates, drivers, phones, papers and notes: kept apart with a last day, by reference."""

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from cuakhau.journal import personal
from cuakhau.movement.identifiers.plates import read_plate

# Law 91/2025/QH15 asks for no longer than the purpose: a driver is needed while the trip may be
# asked about, a plate and a paper as long as fees and customs may look back (five years).
KEPT_DAYS = {
    "plate": 5 * 365,
    "paper": 5 * 365,
    # What a photo shows beside the number is needed while fee or turn may be complained of.
    "paper_photo": 365,
    "note": 365,
    "centre_note": 365,
    "shift_note": 5 * 365,  # log book and handover sheets are asked for as long as an inquiry may
    "driver": 90,
    "phone": 90,
}
# What people look for by its last characters. A driver's name is looked for by nobody.
FOUND = ("plate", "phone", "paper")
_WITHOUT_STROKE = str.maketrans("đĐ", "dD")
AMBIGUOUS = "M82"  # a Chinese plate without its province may be two vehicles'


def keep_plate(zone_name: str, raw: str, *, on: date) -> str:
    """Keep a plate; the same plate, however it was typed, has the same reference."""
    plate = read_plate(raw)
    key = plate.normal if AMBIGUOUS not in plate.marks else None
    return _keep(zone_name, "plate", raw, key, on, found_by=plain(plate.normal or raw))


class Said(NamedTuple):
    """A word with the reference that it shall have; a plate is found by its normal form."""

    ref: str
    kind: str
    text: str


def keep_made_up(zone_name: str, words: Iterable[Said], *, on: date) -> int:
    """Keep many words that stand for nobody, as a replay has them; give how many are new."""
    return personal.keep_all(zone_name, [_record(word, on) for word in words])


def _record(word: Said, on: date) -> personal.Record:
    normal = read_plate(word.text).normal if word.kind == "plate" else None
    return personal.Record(
        ref=word.ref,
        kind=word.kind,
        value=word.text,
        search_key=normal,
        found_by=plain(normal or word.text) if word.kind in FOUND else None,
        keep_until=on + timedelta(days=KEPT_DAYS[word.kind]),
    )


def find_plate(zone_name: str, raw: str) -> str | None:
    """Find the reference of a plate that is known."""
    normal = read_plate(raw).normal
    return personal.find(zone_name, "plate", normal) if normal else None


def keep_word(zone_name: str, kind: str, text: str, *, nonce: str, on: date) -> str:
    """Keep a word; said again under the same nonce it has the same reference."""
    key = sha256(f"{nonce}\0{text}".encode()).hexdigest()
    found_by = plain(text) if kind in FOUND else None
    return _keep(zone_name, kind, text, key, on, found_by=found_by)


def plain(text: str) -> str:
    """Leave only letters and digits, without accents, in capitals: `29C-123.45` is `29C12345`."""
    told = text.strip()[:80].translate(_WITHOUT_STROKE)
    folded = unicodedata.normalize("NFKD", told)
    return "".join(letter for letter in folded if letter.isalnum()).upper()


def _keep(
    zone_name: str, kind: str, value: str, key: str | None, on: date, *, found_by: str | None
) -> str:
    until = on + timedelta(days=KEPT_DAYS[kind])
    return personal.keep(
        zone_name, kind, value, search_key=key, found_by=found_by, keep_until=until
    )

"""Plates, drivers, phones, papers and notes: kept apart with a last day, by reference."""

from datetime import date, timedelta
from hashlib import sha256

from cuakhau.journal import personal
from cuakhau.movement.identifiers.plates import read_plate

# Law 91/2025/QH15 asks for no longer than the purpose: a driver is needed while the trip may be
# asked about, a plate and a paper as long as fees and customs may look back (five years).
KEPT_DAYS = {"plate": 5 * 365, "paper": 5 * 365, "note": 365, "driver": 90, "phone": 90}
AMBIGUOUS = "M82"  # a Chinese plate without its province may be two vehicles'


def keep_plate(zone_name: str, raw: str, *, on: date) -> str:
    """Keep a plate; the same plate, however it was typed, has the same reference."""
    plate = read_plate(raw)
    key = plate.normal if AMBIGUOUS not in plate.marks else None
    return _keep(zone_name, "plate", raw, key, on)


def find_plate(zone_name: str, raw: str) -> str | None:
    """Find the reference of a plate that is known."""
    normal = read_plate(raw).normal
    return personal.find(zone_name, "plate", normal) if normal else None


def keep_word(zone_name: str, kind: str, text: str, *, nonce: str, on: date) -> str:
    """Keep a word; said again under the same nonce it has the same reference."""
    key = sha256(f"{nonce}\0{text}".encode()).hexdigest()
    return _keep(zone_name, kind, text, key, on)


def _keep(zone_name: str, kind: str, value: str, key: str | None, on: date) -> str:
    until = on + timedelta(days=KEPT_DAYS[kind])
    return personal.keep(zone_name, kind, value, search_key=key, keep_until=until)

"""A booth: opened by one officer with a second factor, then used in turns by badge or PIN.

Whoever acts is the person of the badge or PIN, never the one who opened the booth.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.hashers import check_password, make_password

from cuakhau.accounts.models import Person
from cuakhau.accounts.people import register
from cuakhau.accounts.people.failing import check_failing, count_failed, forgive
from cuakhau.accounts.refusals import (
    a27_badge_or_pin,
    a28_booth_is_open,
    a33_person_is_whole,
    refuse,
)
from cuakhau.zone.refusal import Named

OPEN_FOR = timedelta(hours=12)  # one shift
PIN = re.compile(r"\d{6}")


@dataclass(frozen=True, slots=True)
class Booth:
    """What the session of a booth holds: whose it is, who opened it, and when."""

    zone: str
    agency: str
    opened_by: str
    opened_at: datetime


def open_booth(person: Person, *, at: datetime) -> Booth:
    """Open a booth for the agency of an officer. Raises A28 for who belongs to no agency."""
    if person.agency is None:
        raise refuse(a28_booth_is_open)
    return Booth(person.zone, person.agency, person.username, at)


def require_open(booth: Booth, *, at: datetime) -> None:
    """Raise A28 where the shift is over, or the account of who opened it was closed."""
    opener = Person.objects.filter(username=booth.opened_by, is_active=True)
    if not booth.opened_at <= at < booth.opened_at + OPEN_FOR or not opener.exists():
        raise refuse(a28_booth_is_open)


def list_colleagues(booth: Booth) -> list[Person]:
    """List who may take over by PIN."""
    rows = Person.objects.filter(zone=booth.zone, agency=booth.agency, is_active=True)
    return list(rows.exclude(pin="").order_by("full_name", "username"))


def get_by_badge(booth: Booth, code: str, *, address: str, at: datetime) -> Person:
    """Give the colleague of a badge. Raises A25, A27 or A28."""
    require_open(booth, at=at)
    name = f"badge {booth.zone} {booth.agency}"
    check_failing(name, address, at=at)
    found = Person.objects.filter(badge=_digest(code.strip())).first() if code.strip() else None
    if found is None or not _is_colleague(booth, found):
        count_failed(name, address, at=at)
        raise refuse(a27_badge_or_pin)
    forgive(name)
    return found


def get_by_pin(booth: Booth, username: str, pin: str, *, address: str, at: datetime) -> Person:
    """Give the colleague of a name and PIN. Raises A25, A27 or A28."""
    require_open(booth, at=at)
    name = f"{username} pin"
    check_failing(name, address, at=at)
    found = Person.objects.filter(username=username).exclude(pin="").first()
    if found is None or not _is_colleague(booth, found) or not check_password(pin, found.pin):
        count_failed(name, address, at=at)
        raise refuse(a27_badge_or_pin)
    forgive(name)
    return found


def give_badge(person: Person, *, by: str, at: datetime) -> str:
    """Give a new badge code, which is shown this once; an older badge ends."""
    code = f"cb{secrets.token_hex(16)}"  # what every barcode and QR scanner can type
    person.badge = _digest(code)
    person.save(update_fields=["badge"])
    register.note(person, "badge", by=by, at=at)
    return code


def choose_pin(person: Person, pin: str, *, at: datetime) -> None:
    """Let a person choose six digits. Raises A33 for what is guessed first."""
    steps = {int(b) - int(a) for a, b in zip(pin, pin[1:], strict=False)} if pin.isdecimal() else {}
    if not PIN.fullmatch(pin) or steps in ({0}, {1}, {-1}):
        texts = {
            "vi": "mã PIN gồm sáu chữ số, không phải dãy liền nhau hay lặp lại",
            "en": "a PIN has six digits, neither in a row nor all the same",
            "zh": "PIN 码为六位数字，不能连续或全部相同",
        }
        raise refuse(a33_person_is_whole, because=Named(texts["en"], texts))  # type: ignore[arg-type]
    person.pin = make_password(pin)
    person.save(update_fields=["pin"])
    register.note(person, "pin", by=person.username, at=at)


def _is_colleague(booth: Booth, person: Person) -> bool:
    return person.is_active and (person.zone, person.agency) == (booth.zone, booth.agency)


def _digest(code: str) -> bytes:
    return sha256(code.encode()).digest()

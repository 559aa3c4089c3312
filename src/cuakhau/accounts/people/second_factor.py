"""The second factor: six digits of a phone (TOTP, RFC 6238), or a recovery code.

Secrets and recovery codes are kept and computed by django-allauth. Which counter was used last is
kept by us, in the same row: allauth remembers used digits in the memory of one process, and we
have several. What allauth calls internal is named here alone; the lock file pins its version.
"""

import re
from datetime import datetime
from hmac import compare_digest
from urllib.parse import quote, urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

from cuakhau.accounts.models import Person
from cuakhau.accounts.people import register
from cuakhau.accounts.people.failing import check_failing, count_failed, forgive
from cuakhau.accounts.refusals import a26_code_of_the_moment, refuse

PERIOD_S = 30
TOLERANCE = 1  # periods to either side: phones are some seconds off
LAST = "last_counter"
RECOVERY = re.compile(r"\d{8}")


def make_secret() -> str:
    """Make a secret for a phone, in base 32."""
    return generate_totp_secret()


def address_of(secret: str, person: Person) -> str:
    """Give the `otpauth:` address that a phone reads from a QR code."""
    label = quote(f"cuakhau:{person.username}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': 'cuakhau'})}"


def has_one(person: Person) -> bool:
    """Tell whether a person has set up a phone."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def set_up(person: Person, secret: str, code: str, *, at: datetime) -> list[str]:
    """Take a phone that shows the right digits, and give the recovery codes. Raises A26."""
    counter = _find_counter(secret, code, after=-1, at=at)
    if counter is None:
        raise refuse(a26_code_of_the_moment)
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        row = TOTP.activate(person, secret).instance
        row.data[LAST] = counter
        row.save(update_fields=["data"])
        codes: list[str] = RecoveryCodes.activate(person).generate_codes()
        register.note(person, "second factor", by=person.username, at=at)
    return codes


def check(person: Person, code: str, *, address: str, at: datetime) -> None:
    """Raise A26 unless the code is of this moment and unused, A25 after too many tries."""
    name = f"{person.username} code"
    check_failing(name, address, at=at)
    digits = "".join(code.split())
    good = _use_recovery(person, digits) if RECOVERY.fullmatch(digits) else False
    if not good and not _use_digits(person, digits, at=at):
        count_failed(name, address, at=at)
        raise refuse(a26_code_of_the_moment)
    forgive(name)


def digits_of(secret: str, *, at: datetime) -> str:
    """Give the digits that a phone shows at `at`; for tests and drills."""
    return str(format_hotp_value(hotp_value(secret, int(at.timestamp()) // PERIOD_S)))


@transaction.atomic
def _use_digits(person: Person, digits: str, *, at: datetime) -> bool:
    rows = Authenticator.objects.select_for_update()
    row = rows.filter(user=person, type=Authenticator.Type.TOTP).first()
    if row is None:
        return False
    secret = decrypt(row.data["secret"])
    counter = _find_counter(secret, digits, after=row.data.get(LAST, -1), at=at)
    if counter is None:
        return False
    row.data[LAST], row.last_used_at = counter, at
    row.save(update_fields=["data", "last_used_at"])
    return True


def _use_recovery(person: Person, digits: str) -> bool:
    row = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    return row is not None and bool(RecoveryCodes(row).validate_code(digits))


def _find_counter(secret: str, code: str, *, after: int, at: datetime) -> int | None:
    """Find the period whose digits these are; digits of an older period than `after` are spent."""
    digits = "".join(code.split()).encode()
    now = int(at.timestamp()) // PERIOD_S
    for counter in range(now - TOLERANCE, now + TOLERANCE + 1):
        shown = str(format_hotp_value(hotp_value(secret, counter))).encode()
        if counter > after and compare_digest(shown, digits):
            return counter
    return None

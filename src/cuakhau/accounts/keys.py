"""Issue, check and revoke keys.

A key reads `ck_PREFIX_SECRET`. The prefix finds the row and may be shown; the secret has 256 random
bits and only its SHA-256 is kept: guessing it is hopeless, so a slow hash would buy nothing.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from django.db import transaction
from django.db.models import Q

from cuakhau.accounts.key_refusals import (
    a9_device_has_one_key,
    a10_key_names_its_device,
    a11_key_may_something,
    a12_key_confirms_for_an_agency,
    a13_key_ends_ahead,
)
from cuakhau.accounts.models import ApiKey, Person
from cuakhau.accounts.refusals import a1_known_key, a2_key_in_force, a8_key_in_time, refuse
from cuakhau.zone.zone import Zone

MAY = ("declare", "append", "read")
SHAPE = re.compile(r"ck_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")
# Last use is for people who look for forgotten keys; a write for each request would be waste.
LAST_USED_STEP = timedelta(minutes=1)
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key to be made; see `models.ApiKey`."""

    device: str
    agency: str
    may: tuple[str, ...]
    valid_until: datetime | None = None


def issue(
    *, zone: str, agency: str, device: str, may: Iterable[str], by: str, at: datetime
) -> tuple[ApiKey, str]:
    """Make a key and give it with its row. It can never be shown again.

    Raises `ValueError` for an unknown right, and for `append` without an agency.
    """
    rights = sorted(set(may))
    if not rights or not set(rights) <= set(MAY):
        raise ValueError(f"a key may {', '.join(MAY)}; not {', '.join(rights) or 'nothing'}")
    if "append" in rights and not agency:
        raise ValueError("a key that appends belongs to an agency")
    new = NewKey(device=device, agency=agency, may=tuple(rights))
    return _make(zone, new, by=by, at=at)


def give(zone: Zone, new: NewKey, *, by: str, at: datetime) -> tuple[ApiKey, str]:
    """Make a key for a device that has none, as an administrator does on a page.

    Raises A9 to A13; so a button that is pressed twice makes one key.
    """
    _check(zone, new, at)
    with transaction.atomic():
        # Whoever presses twice waits here for the first press.
        Person.objects.select_for_update().filter(username=by).first()
        same = ApiKey.objects.filter(zone=zone.name, agency=new.agency, device=new.device)
        other = next((row for row in same if is_in_force(row, at)), None)
        if other is not None:
            raise refuse(a9_device_has_one_key, device=new.device, prefix=other.prefix)
        return _make(zone.name, new, by=by, at=at)


def is_in_force(row: ApiKey, at: datetime) -> bool:
    """Tell whether a key lets in at a time."""
    is_over = row.valid_until is not None and row.valid_until <= at
    return not is_over and (row.revoked_at is None or row.revoked_at > at)


def _check(zone: Zone, new: NewKey, at: datetime) -> None:
    if not 0 < len(new.device) <= LONGEST_NAME:
        raise refuse(a10_key_names_its_device, most=LONGEST_NAME)
    if not new.may or not set(new.may) <= set(MAY):
        raise refuse(a11_key_may_something)
    known = {row.id for row in zone.agencies}
    if new.agency not in (known if "append" in new.may or new.agency else {""}):
        raise refuse(a12_key_confirms_for_an_agency)
    if new.valid_until is not None and new.valid_until <= at:
        raise refuse(a13_key_ends_ahead)


def _make(zone_name: str, new: NewKey, *, by: str, at: datetime) -> tuple[ApiKey, str]:
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        prefix=prefix,
        digest=_digest(secret),
        zone=zone_name,
        agency=new.agency,
        device=new.device,
        may=sorted(set(new.may)),
        valid_until=new.valid_until,
        made_at=at,
        made_by=by,
    )
    return row, f"ck_{prefix}_{secret}"


def check(shown: str, *, at: datetime) -> ApiKey:
    """Give the row of a key that is in force; raise A1, A2 or A8 otherwise."""
    parts = SHAPE.fullmatch(shown)
    row = ApiKey.objects.filter(prefix=parts[1]).first() if parts else None
    if parts is None or row is None or not compare_digest(bytes(row.digest), _digest(parts[2])):
        raise refuse(a1_known_key)
    if row.revoked_at is not None and row.revoked_at <= at:
        raise refuse(a2_key_in_force, prefix=row.prefix)
    if row.valid_until is not None and row.valid_until <= at:
        ended = row.valid_until.isoformat(timespec="minutes")
        raise refuse(a8_key_in_time, prefix=row.prefix, ended=ended)
    if row.last_used_at is None or at - row.last_used_at > LAST_USED_STEP:
        ApiKey.objects.filter(prefix=row.prefix).update(last_used_at=at)
    return row


def revoke(prefix: str, *, by: str, at: datetime) -> ApiKey:
    """End a key from `at` on; the first end stands. Raises `ApiKey.DoesNotExist`."""
    ApiKey.objects.filter(Q(prefix=prefix, revoked_at__isnull=True)).update(
        revoked_at=at, revoked_by=by
    )
    return ApiKey.objects.get(prefix=prefix)


def list_keys(zone: str | None = None) -> list[ApiKey]:
    """List the keys of a zone, or of all, the newest first."""
    rows = ApiKey.objects.order_by("-made_at", "prefix")
    return list(rows.filter(zone=zone) if zone else rows)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode()).digest()

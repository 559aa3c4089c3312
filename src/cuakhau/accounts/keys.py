"""Issue, check and revoke keys.

A key reads `ck_PREFIX_SECRET`. The prefix finds the row and may be shown; the secret has 256 random
bits and only its SHA-256 is kept: guessing it is hopeless, so a slow hash would buy nothing.
"""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from django.db.models import Q

from cuakhau.accounts.models import ApiKey
from cuakhau.accounts.refusals import a1_known_key, a2_key_in_force, refuse

MAY = ("declare", "append", "read")
SHAPE = re.compile(r"ck_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")
# Last use is for people who look for forgotten keys; a write for each request would be waste.
LAST_USED_STEP = timedelta(minutes=1)


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
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    row = ApiKey.objects.create(
        prefix=prefix,
        digest=_digest(secret),
        zone=zone,
        agency=agency,
        device=device,
        may=rights,
        made_at=at,
        made_by=by,
    )
    return row, f"ck_{prefix}_{secret}"


def check(shown: str, *, at: datetime) -> ApiKey:
    """Give the row of a key that is in force; raise A1 or A2 otherwise."""
    parts = SHAPE.fullmatch(shown)
    row = ApiKey.objects.filter(prefix=parts[1]).first() if parts else None
    if parts is None or row is None or not compare_digest(bytes(row.digest), _digest(parts[2])):
        raise refuse(a1_known_key)
    if row.revoked_at is not None and row.revoked_at <= at:
        raise refuse(a2_key_in_force, prefix=row.prefix)
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

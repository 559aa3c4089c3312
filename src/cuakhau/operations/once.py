"""An act that touches more than one row is done once for each nonce, and answered again after."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from django.db import IntegrityError, transaction

from cuakhau.journal import errors
from cuakhau.journal.errors import not_written
from cuakhau.operations.models import Act

Answer = dict[str, Any]


class Asked(NamedTuple):
    """Which act: its zone, its nonce, who asks and when, and a digest of all that it says."""

    zone: str
    nonce: str
    digest: bytes
    by: str
    at: datetime


def digest_of(*said: Any) -> bytes:
    """Digest what an act says, so that the same nonce with another body is told apart."""
    return sha256(msgspec.json.encode(said, order="sorted")).digest()


def do_once(asked: Asked, act: Callable[[], Answer]) -> tuple[Answer, bool]:
    """Do an act in one transaction, or give its first answer again; the second value says which.

    Raises J1 where the nonce was used for another act, and whatever the act raises.
    """
    known = _find(asked)
    if known is not None:
        return known, True
    try:
        with transaction.atomic():
            answer = act()
            Act.objects.create(
                zone=asked.zone,
                nonce=asked.nonce,
                digest=asked.digest,
                answer=answer,
                by=asked.by,
                at=asked.at,
            )
    except IntegrityError:
        known = _find(asked)
        if known is None:
            raise
        return known, True
    return answer, False


def _find(asked: Asked) -> Answer | None:
    row = Act.objects.filter(zone=asked.zone, nonce=asked.nonce).first()
    if row is None:
        return None
    if bytes(row.digest) != asked.digest:
        raise not_written(errors.j1_nonce_has_one_body, nonce=asked.nonce)
    answer: Answer = row.answer
    return answer

"""Calls out of order: why they are made, and the list that everybody may read."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cuakhau.movement.times import local_day
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations import people
from cuakhau.operations.actions import Signed
from cuakhau.operations.times import micros
from cuakhau.operations.yards.models import JumpedCall
from cuakhau.operations.yards.refusals import (
    refuse,
    y1_out_of_order_says_why,
    y2_document_is_a_number,
)
from cuakhau.operations.yards.words import is_word
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

_DOCUMENT = re.compile(r"(?=.*[0-9])[0-9A-ZĐƯa-zđư/.\-]{2,40}")
_PLATE = re.compile(r"[0-9]{2}[A-Z]{1,2}[-.]?[0-9]{3}[.]?[0-9]{2}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """Why a vehicle is called out of order: codes of `words.csv`, a document, a person's name."""

    reason: str = ""
    basis: str = ""
    document: str = ""
    office: str = ""
    name: str = ""


NO_JUMP = Jump()


def check(jump: Jump, subject: str, passed: int) -> None:
    """Raise Y1 where something is missing, Y2 where the document is no number."""
    whole = (
        is_word("jump", jump.reason)
        and is_word("basis", jump.basis)
        and is_word("office", jump.office)
        and bool(jump.name.strip() and jump.document)
    )
    if not whole:
        raise refuse(y1_out_of_order_says_why, visit=subject, passed=passed)
    if not _DOCUMENT.fullmatch(jump.document) or _PLATE.fullmatch(jump.document):
        raise refuse(y2_document_is_a_number, document=jump.document[:40])


def tell(jump: Jump) -> dict[str, Any]:
    """Give what the row of the call says of it; the name stays apart."""
    return {
        "reason": jump.reason,
        "basis": jump.basis,
        "document": jump.document,
        "office": jump.office,
    }


def keep(zone: Zone, turn: Turn, seq: int, passed: int, jump: Jump, signed: Signed) -> None:
    """Put a call out of order on the public list."""
    day = local_day(zone, micros(signed.at))
    nonce = f"{signed.nonce}.name"
    JumpedCall.objects.create(
        zone=zone.name,
        subject=turn.subject,
        seq=seq,
        place=turn.seen.gate_place or "",
        goods=turn.seen.goods,
        ordered_by=people.keep_word(zone.name, "note", jump.name[:120], nonce=nonce, on=day),
        passed=passed,
        by=signed.by,
        at=signed.at,
        **tell(jump),
    )


def list_jumps(zone_name: str, *, since: datetime, limit: int) -> list[JumpedCall]:
    """List the calls out of order since an instant, the newest first."""
    found = JumpedCall.objects.filter(zone=zone_name, at__gte=since)
    return list(found.order_by("-at", "-id")[:limit])


def named(zone: Zone, place: str) -> Named:
    """Give a place its names, for a sentence."""
    return Named(place, {language: zone.name_of(place, language) for language in LANGUAGES})

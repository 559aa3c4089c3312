"""An amount set by hand where no rate is known, and what was set before for the same case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import Struct

from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.owing import get_owing
from cuakhau.operations.payments.models import Line
from cuakhau.operations.payments.refusals import (
    f1_amount_is_money,
    f8_basis_is_named,
    f9_tariff_goes_first,
    not_taken,
)
from cuakhau.operations.payments.taking.charge import BY_HAND, charge_by_hand
from cuakhau.operations.payments.taking.take import MOST_VND
from cuakhau.zone.zone import Zone

LOOKED_AT = 300  # the last amounts that were set; older ones are typed again


class Setting(Struct, frozen=True, kw_only=True):
    """The amount of a visit and the resolution, article or decision that it stands in."""

    number: str
    agency: str
    amount_vnd: int
    basis: str


@dataclass(frozen=True, slots=True)
class Known:
    """An amount that was set before for such a trip, with its basis."""

    amount_vnd: int
    basis: str


def set_by_hand(zone: Zone, setting: Setting, *, by: str, at: datetime, nonce: str) -> None:
    """Charge a visit with an amount that somebody names. Raises `NotTaken`."""
    if not 0 < setting.amount_vnd <= MOST_VND:
        raise not_taken(f1_amount_is_money, amount=setting.amount_vnd)
    if not setting.basis.strip():
        raise not_taken(f8_basis_is_named)

    def act() -> dict[str, Any]:
        lock_books(zone.name, f"visit:{setting.number}")
        owing = get_owing(zone, setting.number, setting.agency)
        if owing.answer.total_vnd is not None:
            raise not_taken(f9_tariff_goes_first, number=setting.number)
        charge_by_hand(zone, owing, setting.amount_vnd, setting.basis.strip(), by=by, at=at)
        return {}

    do_once(Asked(zone.name, nonce, digest_of("by hand", setting, by), by, at), act)


def list_known(zone_name: str) -> dict[str, Known]:
    """Give the last amount that was set for each kind of trip (`taking.charge.like`)."""
    lines = Line.objects.filter(zone=zone_name, account="revenue", detail__has_key=BY_HAND)
    found: dict[str, Known] = {}
    for detail in lines.order_by("-pk").values_list("detail", flat=True)[:LOOKED_AT]:
        if "like" in detail:
            found.setdefault(detail["like"], Known(detail["amount_vnd"], detail["basis"]))
    return found

"""A firm pays in: money before any visit, kept as its balance."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.operations.payments.books.days import open_day
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.post import Heading, Leg, post
from cuakhau.operations.payments.papers.receipts import give_receipt
from cuakhau.operations.payments.refusals import f1_amount_is_money, f13_firm_is_named, not_taken
from cuakhau.operations.payments.taking.confirm import Signed
from cuakhau.operations.payments.taking.take import MOST_VND
from cuakhau.zone.zone import Zone


class PayingIn(Struct, frozen=True, kw_only=True):
    """Money of a firm that is not for any visit yet."""

    firm: str
    means: Literal["cash", "transfer"]
    amount_vnd: int
    account: str = ""
    note: str = ""


def pay_in(zone: Zone, paying: PayingIn, *, by: str, at: datetime, nonce: str) -> int:
    """Keep money as a firm's prepaid balance and give its receipt's id. Raises `NotTaken`."""
    signed = Signed(by, at, nonce)
    asked = Asked(zone.name, nonce, digest_of("pay in", paying, by), by, at)
    answer, _ = do_once(asked, lambda: pay_in_here(zone, paying, signed))
    return int(answer["receipt"])


def pay_in_here(zone: Zone, paying: PayingIn, signed: Signed) -> dict[str, Any]:
    """Keep money inside a transaction that the caller opened."""
    if not paying.firm.strip():
        raise not_taken(f13_firm_is_named)
    if not 0 < paying.amount_vnd <= MOST_VND:
        raise not_taken(f1_amount_is_money, amount=paying.amount_vnd)
    lock_books(zone.name, f"till:{signed.by}")
    heading = Heading(
        zone=zone.name,
        kind="prepayment",
        day=open_day(zone, signed.by, signed.at),
        firm=paying.firm,
        basis=paying.note,
    )
    cash = paying.means == "cash"
    legs = [
        Leg("cash" if cash else "bank", paying.amount_vnd, signed.by if cash else paying.account),
        Leg("prepaid", -paying.amount_vnd, holder=paying.firm),
    ]
    entry = post(heading, legs, by=signed.by, at=signed.at)
    receipt = give_receipt(zone, entry, [], means=paying.means, kept_vnd=paying.amount_vnd)
    return {"entry": entry.pk, "receipt": receipt.pk}

"""Taking a payment: charged, paid, receipted and confirmed in one transaction, once per nonce."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.operations.payments.books.days import open_day
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.owing import Owing, get_owing
from cuakhau.operations.payments.books.post import Account, Heading, Leg, post
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.papers.receipts import Item, give_receipt
from cuakhau.operations.payments.refusals import (
    f1_amount_is_money,
    f2_rate_is_known,
    f3_something_is_owed,
    f4_not_more_than_owed,
    f5_firm_is_known,
    f6_balance_is_enough,
    not_taken,
)
from cuakhau.operations.payments.taking.charge import charge
from cuakhau.operations.payments.taking.confirm import Signed, confirm
from cuakhau.zone.zone import Zone

Means = Literal["cash", "transfer", "prepaid", "debt"]
MOST_VND = 10_000_000_000  # a slip of the finger, not a fee
MONEY: dict[Means, Account] = {"cash": "cash", "transfer": "bank", "prepaid": "prepaid"}


class Paying(Struct, frozen=True, kw_only=True):
    """How one or many visits are paid, in their order. `amount_vnd` left out is all that is owed.

    `over` says what becomes of more than is owed: refused, or kept as the firm's prepaid balance.
    `account` is the bank account that a transfer came to. `firm` pays for all of the visits; left
    out, each visit's own.
    """

    numbers: tuple[str, ...]
    agency: str
    means: Means
    amount_vnd: int | None = None
    over: Literal["refuse", "prepaid"] = "refuse"
    account: str = ""
    note: str = ""
    firm: str | None = None


class Paid(Struct, frozen=True, kw_only=True):
    """The answer: the entry, the receipt where money was taken, what is left, the steps given."""

    entry: int | None
    receipt: int | None
    paid_vnd: int
    kept_vnd: int
    left_vnd: int
    confirmed: tuple[str, ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What of a payment one visit gets."""

    owing: Owing
    amount_vnd: int
    left_vnd: int


def take(zone: Zone, paying: Paying, *, by: str, at: datetime, nonce: str) -> Paid:
    """Take a payment, give its receipt, and confirm the step of each visit that is paid in full.

    Raises `NotTaken`, what the journal refuses, and `NoSuchSubject`; then nothing is written.
    """
    signed = Signed(by, at, nonce)
    asked = Asked(zone.name, nonce, digest_of("take", paying, by), by, at)
    answer, repeated = do_once(asked, lambda: take_here(zone, paying, signed))
    return Paid(**{**answer, "confirmed": tuple(answer["confirmed"])}, repeated=repeated)


def take_here(zone: Zone, paying: Paying, signed: Signed) -> dict[str, Any]:
    """Take a payment inside a transaction that the caller opened."""
    # In the order of their names, so that two who want the same visits never wait for each other.
    for about in sorted({f"visit:{number}" for number in paying.numbers}):
        lock_books(zone.name, about)
    lock_books(zone.name, f"till:{signed.by}")
    owings = [get_owing(zone, number, paying.agency) for number in paying.numbers]
    for owing in owings:
        if owing.to_pay_vnd is None:
            raise not_taken(f2_rate_is_known, number=owing.number)
        charge(zone, owing, by=signed.by, at=signed.at)
    due = [owing for owing in owings if (owing.to_pay_vnd or 0) > 0]
    if not due:
        return _let_go(zone, owings, paying, signed)
    if paying.means == "debt":
        for owing in due:
            _need_firm(owing, paying)
        steps = [step for owing in owings for step in confirm(zone, owing, paying.agency, signed)]
        return _answer(left_vnd=sum(one.to_pay_vnd or 0 for one in due), confirmed=steps)
    return _pay(zone, due, paying, signed)


def _let_go(zone: Zone, owings: list[Owing], paying: Paying, signed: Signed) -> dict[str, Any]:
    """Confirm visits that owe nothing. Raises F3 where there is nothing to confirm either."""
    steps = [step for owing in owings for step in confirm(zone, owing, paying.agency, signed)]
    if not steps or paying.amount_vnd:
        number = owings[0].number if owings else "–"
        raise not_taken(f3_something_is_owed, number=number)
    return _answer(confirmed=steps)


def _pay(zone: Zone, due: list[Owing], paying: Paying, signed: Signed) -> dict[str, Any]:
    to_pay_vnd = sum(owing.to_pay_vnd or 0 for owing in due)
    amount_vnd = to_pay_vnd if paying.amount_vnd is None else paying.amount_vnd
    kept_vnd = _check_amount(due, paying, amount_vnd, to_pay_vnd)
    shares = _share(due, amount_vnd - kept_vnd)
    firm = paying.firm or due[0].firm
    heading = Heading(
        zone=zone.name,
        kind="payment",
        day=open_day(zone, signed.by, signed.at),
        visit=due[0].number if len(due) == 1 else None,
        firm=firm,
        gate=due[0].gate,
        basis=paying.note,
    )
    legs = _legs(shares, paying, firm or "", kept_vnd, signed.by)
    entry = post(heading, legs, by=signed.by, at=signed.at)
    receipt = None
    if paying.means != "prepaid":  # the receipt was given when the balance was paid in
        items = [Item(share.owing, share.amount_vnd) for share in shares if share.amount_vnd]
        receipt = give_receipt(zone, entry, items, means=paying.means, kept_vnd=kept_vnd)
    steps = [
        step
        for share in shares
        if not share.left_vnd
        for step in confirm(zone, share.owing, paying.agency, signed)
    ]
    return _answer(
        entry=entry.pk,
        receipt=receipt.pk if receipt else None,
        paid_vnd=amount_vnd,
        kept_vnd=kept_vnd,
        left_vnd=sum(share.left_vnd for share in shares),
        confirmed=steps,
    )


def _share(due: list[Owing], amount_vnd: int) -> list[Share]:
    """Give the visits their parts, the first ones in full."""
    shares = []
    for owing in due:
        part_vnd = min(amount_vnd, owing.to_pay_vnd or 0)
        amount_vnd -= part_vnd
        shares.append(Share(owing, part_vnd, (owing.to_pay_vnd or 0) - part_vnd))
    return shares


def _check_amount(due: list[Owing], paying: Paying, amount_vnd: int, to_pay_vnd: int) -> int:
    """Give how much of the amount is kept as prepaid balance."""
    if not 0 < amount_vnd <= MOST_VND:
        raise not_taken(f1_amount_is_money, amount=amount_vnd)
    kept_vnd = max(0, amount_vnd - to_pay_vnd)
    if kept_vnd and (paying.over != "prepaid" or paying.means == "prepaid"):
        raise not_taken(f4_not_more_than_owed, amount=amount_vnd, owed=to_pay_vnd, over=kept_vnd)
    if not kept_vnd and paying.means != "prepaid":
        return 0
    firm, zone_name = _need_firm(due[0], paying), due[0].seen.zone
    lock_books(zone_name, f"firm:{firm}")
    there_vnd = firm_standing_of(zone_name, firm).prepaid_vnd
    if paying.means == "prepaid" and there_vnd < amount_vnd:
        raise not_taken(f6_balance_is_enough, firm=firm, there=there_vnd, amount=amount_vnd)
    return kept_vnd


def _need_firm(owing: Owing, paying: Paying) -> str:
    firm = paying.firm or owing.firm
    if not firm:
        raise not_taken(f5_firm_is_known, number=owing.number)
    return firm


def _legs(shares: list[Share], paying: Paying, firm: str, kept_vnd: int, by: str) -> list[Leg]:
    holder = {"cash": by, "transfer": paying.account, "prepaid": firm}[paying.means]
    account = MONEY[paying.means]
    legs = [Leg("prepaid", -kept_vnd, holder=firm), Leg(account, kept_vnd, holder=holder)]
    for share in shares:
        number, gate = share.owing.number, share.owing.gate or ""
        legs += [
            Leg(account, share.amount_vnd, holder=holder, visit=number, gate=gate),
            Leg("due", -share.amount_vnd, holder=share.owing.firm or "", visit=number, gate=gate),
        ]
    return legs


def _answer(**known: Any) -> dict[str, Any]:
    nothing = {"entry": None, "receipt": None, "paid_vnd": 0, "kept_vnd": 0, "left_vnd": 0}
    return {**nothing, "confirmed": [], **known}

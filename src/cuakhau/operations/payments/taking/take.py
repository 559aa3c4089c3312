"""Taking a payment: charged, paid, receipted and confirmed in one transaction, once per nonce."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from cuakhau.journal import write
from cuakhau.movement.event import Event
from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.operations.payments.books.days import book_day
from cuakhau.operations.payments.books.owing import Owing, get_owing
from cuakhau.operations.payments.books.post import Account, Heading, Leg, post
from cuakhau.operations.payments.books.standing import firm_standing_of, lock_books
from cuakhau.operations.payments.papers.receipts import give_receipt
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
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone

Means = Literal["cash", "transfer", "prepaid", "debt"]
MOST_VND = 10_000_000_000  # a slip of the finger, not a fee of one visit
MONEY: dict[Means, Account] = {"cash": "cash", "transfer": "bank", "prepaid": "prepaid"}


class Paying(Struct, frozen=True, kw_only=True):
    """How a visit is paid. `amount_vnd` left out is all that is owed.

    `over` says what becomes of more than is owed: refused, or kept as the firm's prepaid balance.
    `account` is the bank account that a transfer came to.
    """

    number: str
    agency: str
    means: Means
    amount_vnd: int | None = None
    over: Literal["refuse", "prepaid"] = "refuse"
    account: str = ""
    note: str = ""


class Paid(Struct, frozen=True, kw_only=True):
    """The answer: the entry, the receipt where money was taken, what is left, the steps given."""

    entry: int | None
    receipt: int | None
    paid_vnd: int
    kept_vnd: int
    left_vnd: int
    confirmed: tuple[str, ...]
    repeated: bool = False


def take(zone: Zone, paying: Paying, *, by: str, at: datetime, nonce: str) -> Paid:
    """Take a payment for a visit, give its receipt, and confirm the step where all is paid.

    Raises `NotTaken`, what the journal refuses, and `NoSuchSubject`; then nothing is written.
    """

    def act() -> dict[str, Any]:
        lock_books(zone.name, f"visit:{paying.number}")
        owing = get_owing(zone, paying.number, paying.agency)
        return _pay(zone, owing, paying, Signed(by, at, nonce))

    asked = Asked(zone.name, nonce, digest_of("take", paying, by), by, at)
    answer, repeated = do_once(asked, act)
    return Paid(**{**answer, "confirmed": tuple(answer["confirmed"])}, repeated=repeated)


class Signed(Struct, frozen=True):
    """Who acts, when, under which nonce."""

    by: str
    at: datetime
    nonce: str


def _pay(zone: Zone, owing: Owing, paying: Paying, signed: Signed) -> dict[str, Any]:
    to_pay_vnd = owing.to_pay_vnd
    if to_pay_vnd is None:
        raise not_taken(f2_rate_is_known, number=owing.number)
    charge(zone, owing, by=signed.by, at=signed.at)
    if to_pay_vnd <= 0:
        if owing.steps and paying.amount_vnd in (None, 0):
            return _answer(confirmed=_confirm(zone, owing, paying.agency, signed))
        raise not_taken(f3_something_is_owed, number=owing.number)
    if paying.means == "debt":
        _need_firm(owing)
        return _answer(left_vnd=to_pay_vnd, confirmed=_confirm(zone, owing, paying.agency, signed))
    amount_vnd = to_pay_vnd if paying.amount_vnd is None else paying.amount_vnd
    kept_vnd = _check_amount(owing, paying, amount_vnd, to_pay_vnd)
    heading = Heading(
        zone=zone.name,
        kind="payment",
        day=book_day(zone, signed.at),
        visit=owing.number,
        firm=owing.firm,
        gate=owing.gate,
        basis=paying.note,
    )
    entry = post(
        heading, _legs(owing, paying, amount_vnd, kept_vnd, signed), by=signed.by, at=signed.at
    )
    receipt = None
    if paying.means != "prepaid":  # the receipt was given when the balance was paid in
        receipt = give_receipt(
            zone, entry, owing, means=paying.means, amount_vnd=amount_vnd, kept_vnd=kept_vnd
        )
    left_vnd = to_pay_vnd - (amount_vnd - kept_vnd)
    return _answer(
        entry=entry.pk,
        receipt=receipt.pk if receipt else None,
        paid_vnd=amount_vnd,
        kept_vnd=kept_vnd,
        left_vnd=left_vnd,
        confirmed=[] if left_vnd else _confirm(zone, owing, paying.agency, signed),
    )


def _check_amount(owing: Owing, paying: Paying, amount_vnd: int, to_pay_vnd: int) -> int:
    """Give how much of the amount is kept as prepaid balance."""
    if not 0 < amount_vnd <= MOST_VND:
        raise not_taken(f1_amount_is_money, amount=amount_vnd)
    kept_vnd = max(0, amount_vnd - to_pay_vnd)
    if kept_vnd and (paying.over != "prepaid" or paying.means == "prepaid"):
        raise not_taken(f4_not_more_than_owed, amount=amount_vnd, owed=to_pay_vnd, over=kept_vnd)
    if kept_vnd or paying.means == "prepaid":
        firm = _need_firm(owing)
        lock_books(owing.seen.zone, f"firm:{firm}")
    if paying.means == "prepaid":
        there_vnd = firm_standing_of(owing.seen.zone, owing.firm or "").prepaid_vnd
        if there_vnd < amount_vnd:
            raise not_taken(
                f6_balance_is_enough, firm=owing.firm, there=there_vnd, amount=amount_vnd
            )
    return kept_vnd


def _need_firm(owing: Owing) -> str:
    if not owing.firm:
        raise not_taken(f5_firm_is_known, number=owing.number)
    return owing.firm


def _legs(
    owing: Owing, paying: Paying, amount_vnd: int, kept_vnd: int, signed: Signed
) -> list[Leg]:
    firm = owing.firm or ""
    holders = {"cash": signed.by, "transfer": paying.account, "prepaid": firm}
    money = Leg(MONEY[paying.means], amount_vnd, holder=holders[paying.means], visit=owing.number)
    return [
        money,
        Leg("due", kept_vnd - amount_vnd, holder=firm, visit=owing.number),
        Leg("prepaid", -kept_vnd, holder=firm),
    ]


def _confirm(zone: Zone, owing: Owing, agency: str, signed: Signed) -> list[str]:
    for step in owing.steps:
        event = Event(
            zone=zone.name,
            subject_kind="visit",
            subject=owing.number,
            kind="confirmed",
            step=step,
            agency=agency,
            happened_us=micros(signed.at),
            happened_offset_min=offset_min(signed.at),
        )
        write.append(zone, event, nonce=f"{signed.nonce}:{step}", by=signed.by, at=signed.at)
    return list(owing.steps)


def _answer(**known: Any) -> dict[str, Any]:
    nothing = {"entry": None, "receipt": None, "paid_vnd": 0, "kept_vnd": 0, "left_vnd": 0}
    return {**nothing, "confirmed": [], **known}

"""Cancelling a receipt, and giving another in its place. What was printed stays in the books."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.operations.payments.books.days import open_day
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.owing import get_owing
from cuakhau.operations.payments.books.post import reverse
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import Receipt, ReceiptAct
from cuakhau.operations.payments.papers.receipts import issue
from cuakhau.operations.payments.refusals import (
    f6_balance_is_enough,
    f10_receipt_stands,
    f11_reason_is_given,
    f12_own_till_only,
    not_taken,
)
from cuakhau.operations.payments.taking.confirm import Signed, take_back_confirmation
from cuakhau.zone.zone import Zone


class Cancelling(Struct, frozen=True, kw_only=True):
    """Which receipt is cancelled, for which agency, and why."""

    receipt: int
    agency: str
    reason: str


class Replacing(Struct, frozen=True, kw_only=True):
    """Which receipt is given anew, in whose name, and why. The money stays where it is."""

    receipt: int
    payer_name: str
    reason: str


def cancel(
    zone: Zone, cancelling: Cancelling, *, by: str, at: datetime, nonce: str
) -> tuple[str, ...]:
    """Cancel a receipt: the money goes back, the confirmation is voided, the number stays.

    Gives the visits that owe again. Raises `NotTaken` and what the journal refuses.
    """
    signed = Signed(by, at, nonce)

    def act() -> dict[str, Any]:
        receipt = _get_standing(zone, cancelling.receipt, cancelling.reason)
        visits = [item["visit"] for item in receipt.content["items"]]
        for about in sorted({f"visit:{number}" for number in visits}):
            lock_books(zone.name, about)
        _check_money(zone, receipt, by)
        day = open_day(zone, by, at)
        reverse(receipt.entry, "cancellation", cancelling.reason, day=day, by=by, at=at)
        _note(receipt, cancelling.reason, by, at)
        again = []
        for number in visits:
            if not get_owing(zone, number, cancelling.agency).is_settled:
                take_back_confirmation(zone, number, cancelling.agency, signed)
                again.append(number)
        return {"visits": again}

    asked = Asked(zone.name, nonce, digest_of("cancel receipt", cancelling, by), by, at)
    answer, _ = do_once(asked, act)
    return tuple(answer["visits"])


def replace(zone: Zone, replacing: Replacing, *, by: str, at: datetime, nonce: str) -> int:
    """Give another receipt for the same money and cancel the first. Raises `NotTaken`."""

    def act() -> dict[str, Any]:
        receipt = _get_standing(zone, replacing.receipt, replacing.reason)
        content = {**receipt.content, "payer_name": replacing.payer_name.strip()[:200]}
        given = issue(zone, receipt.entry, receipt.amount_vnd, content, replaces=receipt)
        _note(receipt, replacing.reason, by, at)
        return {"receipt": given.pk}

    asked = Asked(zone.name, nonce, digest_of("replace receipt", replacing, by), by, at)
    answer, _ = do_once(asked, act)
    return int(answer["receipt"])


def _get_standing(zone: Zone, receipt_id: int, reason: str) -> Receipt:
    if not reason.strip():
        raise not_taken(f11_reason_is_given)
    # The lock makes two who cancel at once take turns; the second finds it cancelled.
    lock_books(zone.name, f"receipt:{receipt_id}")
    receipt = Receipt.objects.select_related("entry").get(zone=zone.name, pk=receipt_id)
    if receipt.acts.filter(act="cancelled").exists():
        raise not_taken(f10_receipt_stands, receipt=str(receipt))
    return receipt


def _check_money(zone: Zone, receipt: Receipt, by: str) -> None:
    """Cash goes back from the till that it lies in, a balance must still be there."""
    if receipt.content["means"] == "cash" and receipt.entry.by != by:
        raise not_taken(f12_own_till_only, collector=receipt.entry.by)
    kept_vnd = receipt.content["kept_vnd"]
    if kept_vnd and receipt.firm:
        lock_books(zone.name, f"firm:{receipt.firm}")
        there_vnd = firm_standing_of(zone.name, receipt.firm).prepaid_vnd
        if there_vnd < kept_vnd:
            raise not_taken(
                f6_balance_is_enough, firm=receipt.firm, there=there_vnd, amount=kept_vnd
            )


def _note(receipt: Receipt, reason: str, by: str, at: datetime) -> None:
    ReceiptAct.objects.create(
        receipt=receipt, act="cancelled", reason=reason.strip()[:500], by=by, at=at
    )

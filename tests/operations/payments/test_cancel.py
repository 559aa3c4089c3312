"""Cancelling and replacing receipts."""

import pytest

from cuakhau.journal.read import get_visit
from cuakhau.movement.view import view
from cuakhau.operations.payments.books.owing import get_owing
from cuakhau.operations.payments.models import Receipt
from cuakhau.operations.payments.refusals import NotTaken
from cuakhau.operations.payments.taking.cancel import Cancelling, Replacing, cancel, replace


def cancel_it(till, receipt, by="lan", reason="wrong vehicle"):
    asked = Cancelling(receipt=receipt, agency="fee_collector", reason=reason)
    return cancel(till.zone, asked, by=by, at=till.gate.now, nonce=f"cancel-{receipt}-{by}")


def test_a_cancelled_receipt_gives_the_money_back_and_voids_the_confirmation(till):
    number = till.arrive()
    paid = till.pay(number)
    assert "paid" in view(till.zone, get_visit(till.zone.name, number)).milestones
    assert cancel_it(till, paid.receipt) == (number,)
    assert till.balance("cash") == 0
    assert "paid" not in view(till.zone, get_visit(till.zone.name, number)).milestones
    assert get_owing(till.zone, number, "fee_collector").to_pay_vnd == 300_000
    again = till.pay(number)
    assert again.confirmed == ("payment",)
    assert Receipt.objects.get(pk=again.receipt).number == 2


def test_a_receipt_is_cancelled_once_and_for_a_reason(till):
    receipt = till.pay(till.arrive()).receipt
    with pytest.raises(NotTaken, match="F11"):
        cancel_it(till, receipt, reason=" ")
    cancel_it(till, receipt)
    asked = Cancelling(receipt=receipt, agency="fee_collector", reason="again")
    with pytest.raises(NotTaken, match="F10"):
        cancel(till.zone, asked, by="lan", at=till.gate.now, nonce="another")


def test_cash_goes_back_from_its_own_till(till):
    receipt = till.pay(till.arrive()).receipt
    with pytest.raises(NotTaken, match="F12"):
        cancel_it(till, receipt, by="minh")


def test_a_balance_that_was_used_cannot_be_taken_back(till):
    receipt = till.pay(till.arrive(), amount_vnd=600_000, over="prepaid").receipt
    till.pay(till.arrive(), means="prepaid")
    with pytest.raises(NotTaken, match="F6"):
        cancel_it(till, receipt)


def test_a_replaced_receipt_keeps_the_money_and_names_the_first(till):
    number = till.arrive()
    receipt = till.pay(number).receipt
    asked = Replacing(receipt=receipt, payer_name="Công ty B", reason="wrong name")
    given = Receipt.objects.get(
        pk=replace(till.zone, asked, by="lan", at=till.gate.now, nonce="replace")
    )
    assert (given.number, given.replaces_id, given.amount_vnd) == (2, receipt, 300_000)
    assert given.content["payer_name"] == "Công ty B"
    assert till.balance("cash") == 300_000
    with pytest.raises(NotTaken, match="F10"):
        cancel_it(till, receipt)
    assert cancel_it(till, given.pk) == (number,)
    assert till.balance("cash") == 0

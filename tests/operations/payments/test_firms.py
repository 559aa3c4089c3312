"""Balances, debts, and one transfer for many visits."""

import pytest

from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import Receipt
from cuakhau.operations.payments.refusals import NotTaken
from cuakhau.operations.payments.taking.firms import PayingIn, pay_in


def test_a_firm_pays_in_and_its_visits_are_paid_from_that(till):
    asked = PayingIn(firm="firm-a", means="cash", amount_vnd=1_000_000)
    receipt = pay_in(till.zone, asked, by="lan", at=till.gate.now, nonce="in")
    assert Receipt.objects.get(pk=receipt).amount_vnd == 1_000_000
    till.pay(till.arrive(), means="prepaid")
    assert firm_standing_of(till.zone.name, "firm-a").prepaid_vnd == 700_000


def test_one_transfer_pays_many_visits(till):
    numbers = [till.arrive() for _ in range(3)]
    paid = till.pay(numbers, means="transfer", account="001", firm="firm-a")
    assert (paid.paid_vnd, paid.left_vnd, len(paid.confirmed)) == (900_000, 0, 3)
    assert till.balance("bank", holder="001") == 900_000
    items = Receipt.objects.get(pk=paid.receipt).content["items"]
    assert [(item["visit"], item["amount_vnd"]) for item in items] == [
        (number, 300_000) for number in numbers
    ]


def test_a_transfer_that_does_not_reach_pays_the_first_ones(till):
    numbers = [till.arrive() for _ in range(3)]
    paid = till.pay(numbers, means="transfer", amount_vnd=400_000)
    assert (paid.left_vnd, len(paid.confirmed)) == (500_000, 1)


def test_debts_of_many_visits_are_paid_at_once(till):
    numbers = [till.arrive() for _ in range(2)]
    for number in numbers:
        till.pay(number, means="debt")
    assert firm_standing_of(till.zone.name, "firm-a").debt_vnd == 600_000
    till.pay(numbers, means="transfer", amount_vnd=650_000, over="prepaid")
    standing = firm_standing_of(till.zone.name, "firm-a")
    assert (standing.debt_vnd, standing.prepaid_vnd) == (0, 50_000)


@pytest.mark.parametrize(("firm", "amount", "rule"), [("", 5, "F13"), ("firm-a", 0, "F1")])
def test_paying_in_names_firm_and_amount(till, firm, amount, rule):
    asked = PayingIn(firm=firm, means="cash", amount_vnd=amount)
    with pytest.raises(NotTaken, match=rule):
        pay_in(till.zone, asked, by="lan", at=till.gate.now, nonce="in")

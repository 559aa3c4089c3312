"""Amounts set by hand where no rate is known."""

import pytest

from cuakhau.operations.payments.books.owing import get_owing
from cuakhau.operations.payments.refusals import NotTaken
from cuakhau.operations.payments.taking.charge import like
from cuakhau.operations.payments.taking.hand import Setting, list_known, set_by_hand

BASIS = "NQ 01/2019, Điều 5"


def set_amount(till, number, amount_vnd=250_000, basis=BASIS):
    setting = Setting(number=number, agency="fee_collector", amount_vnd=amount_vnd, basis=basis)
    set_by_hand(till.zone, setting, by="lan", at=till.gate.now, nonce=f"hand-{number}-{amount_vnd}")


def test_an_amount_set_by_hand_is_owed_and_can_be_paid(till):
    number = till.arrive(vehicle_class=None)
    set_amount(till, number)
    assert get_owing(till.zone, number, "fee_collector").to_pay_vnd == 250_000
    assert till.pay(number).confirmed == ("payment",)
    assert till.balance("revenue") == -250_000


def test_it_may_be_set_again_before_and_after_paying(till):
    number = till.arrive(vehicle_class=None)
    set_amount(till, number, 250_000)
    set_amount(till, number, 200_000)
    assert till.pay(number).paid_vnd == 200_000
    set_amount(till, number, 260_000)
    assert get_owing(till.zone, number, "fee_collector").to_pay_vnd == 60_000


def test_the_tariff_is_not_overruled(till):
    with pytest.raises(NotTaken, match="F9"):
        set_amount(till, till.arrive())


@pytest.mark.parametrize(("amount", "basis", "rule"), [(0, BASIS, "F1"), (5, " ", "F8")])
def test_amount_and_basis_are_both_named(till, amount, basis, rule):
    with pytest.raises(NotTaken, match=rule):
        set_amount(till, till.arrive(vehicle_class=None), amount, basis)


def test_what_was_set_is_offered_for_the_next_such_trip(till):
    set_amount(till, till.arrive(vehicle_class=None), 250_000)
    again = get_owing(till.zone, till.arrive(vehicle_class=None), "fee_collector")
    other = get_owing(till.zone, till.arrive(vehicle_class=None, goods="ore"), "fee_collector")
    known = list_known(till.zone.name)
    assert (known[like(again)].amount_vnd, known[like(again)].basis) == (250_000, BASIS)
    assert like(other) not in known

"""Taking a payment: charged, paid, receipted, confirmed, once."""

from threading import Thread

import pytest
from django.db import connection

from cuakhau.journal.read import list_events
from cuakhau.operations.payments.books.owing import get_owing
from cuakhau.operations.payments.models import Entry, Receipt
from cuakhau.operations.payments.refusals import NotTaken


def confirmed(till, number):
    return [row.step for row in list_events(till.zone.name, number) if row.kind == "confirmed"]


def test_cash_is_taken_receipted_and_confirmed(till):
    number = till.arrive()
    paid = till.pay(number)
    assert (paid.paid_vnd, paid.left_vnd, paid.confirmed) == (300_000, 0, ("payment",))
    assert "payment" in confirmed(till, number)
    assert till.balance("cash", holder="lan") == 300_000
    assert till.balance("revenue", charge="infrastructure", gate="north_gate") == -300_000
    assert till.balance("due") == 0
    assert Receipt.objects.get(pk=paid.receipt).amount_vnd == 300_000


def test_a_double_click_takes_once(till):
    number = till.arrive()
    first = till.pay(number, nonce="once")
    again = till.pay(number, nonce="once")
    assert (again.repeated, again.receipt) == (True, first.receipt)
    assert till.balance("cash") == 300_000


def test_two_collectors_at_once_take_it_once(till):
    number = till.arrive()
    outcomes = []

    def work(by):
        try:
            outcomes.append(till.pay(number, by=by).paid_vnd)
        except NotTaken as refusal:
            outcomes.append(refusal.rule)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(by,)) for by in ("lan", "minh")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["300000", "F3"]


def test_a_part_payment_leaves_the_rest_and_confirms_nothing(till):
    number = till.arrive()
    paid = till.pay(number, amount_vnd=100_000)
    assert (paid.left_vnd, paid.confirmed) == (200_000, ())
    assert "payment" not in confirmed(till, number)
    assert till.pay(number).confirmed == ("payment",)
    assert till.balance("due") == 0


def test_more_than_is_owed_is_refused_unless_it_is_kept(till):
    number = till.arrive()
    with pytest.raises(NotTaken, match="F4"):
        till.pay(number, amount_vnd=500_000)
    assert not Entry.objects.filter(zone=till.zone.name).exists()
    paid = till.pay(number, amount_vnd=500_000, over="prepaid")
    assert (paid.kept_vnd, paid.left_vnd, paid.confirmed) == (200_000, 0, ("payment",))
    assert till.balance("prepaid", holder="firm-a") == -200_000


def test_a_balance_pays_without_a_second_receipt(till):
    till.pay(till.arrive(), amount_vnd=700_000, over="prepaid")
    paid = till.pay(till.arrive(), means="prepaid")
    assert (paid.receipt, paid.confirmed) == (None, ("payment",))
    with pytest.raises(NotTaken, match="F6"):
        till.pay(till.arrive(), means="prepaid")


def test_a_debt_is_written_and_lets_the_vehicle_go(till):
    paid = till.pay(till.arrive(), means="debt")
    assert (paid.left_vnd, paid.confirmed, paid.receipt) == (300_000, ("payment",), None)
    assert till.balance("due", holder="firm-a") == 300_000


@pytest.mark.parametrize("amount", [0, -5, 10**12])
def test_what_is_no_amount_is_refused(till, amount):
    with pytest.raises(NotTaken, match="F1"):
        till.pay(till.arrive(), amount_vnd=amount)


def test_nothing_is_taken_where_no_rate_is_known(till):
    number = till.arrive(goods="ore", vehicle_class=None)
    assert get_owing(till.zone, number, "fee_collector").owed_vnd is None
    with pytest.raises(NotTaken, match="F2"):
        till.pay(number)


def test_nothing_is_taken_twice(till):
    number = till.arrive()
    till.pay(number)
    with pytest.raises(NotTaken, match="F3"):
        till.pay(number)


def test_a_refused_confirmation_leaves_no_money_behind(till, monkeypatch):
    number = till.arrive()
    monkeypatch.setattr(
        "cuakhau.operations.payments.taking.confirm.write.append",
        lambda *_args, **_more: (_ for _ in ()).throw(RuntimeError("the journal says no")),
    )
    with pytest.raises(RuntimeError):
        till.pay(number)
    assert not Entry.objects.filter(zone=till.zone.name).exists()
    assert not Receipt.objects.filter(zone=till.zone.name).exists()


def test_receipts_follow_one_another_even_past_a_refused_one(till):
    till.pay(till.arrive())
    with pytest.raises(NotTaken):
        till.pay(till.arrive(), amount_vnd=500_000)
    till.pay(till.arrive())
    rows = Receipt.objects.filter(zone=till.zone.name).order_by("pk")
    assert [str(row) for row in rows] == ["DEMO24 0000001", "DEMO24 0000002"]


def test_a_corrected_declaration_asks_for_the_difference(till):
    number = till.arrive()
    till.pay(number)
    owing = get_owing(till.zone, number, "fee_collector")
    assert owing.to_pay_vnd == 0
    till.gate.write(number, "amended", vehicle_class="VT6", procedure="export", goods="other")
    assert get_owing(till.zone, number, "fee_collector").to_pay_vnd == 500_000
    paid = till.pay(number)
    assert (paid.paid_vnd, paid.confirmed) == (500_000, ())
    assert till.balance("revenue") == -800_000

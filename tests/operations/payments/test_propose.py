"""Waivers and refunds: two people."""

import pytest
from django.db import DatabaseError, connection, transaction

from cuakhau.operations.payments.books.owing import get_owing
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import Decision, Receipt, RefundSlip
from cuakhau.operations.payments.papers.slips import tell_slip
from cuakhau.operations.payments.refusals import NotTaken
from cuakhau.operations.payments.taking.firms import PayingIn, pay_in
from cuakhau.operations.payments.taking.propose import Deciding, Proposing, decide, propose


def ask(till, by="lan", **about):
    asked = Proposing(**{"basis": "QĐ 12/QĐ-BQL", **about})
    return propose(till.zone, asked, by=by, at=till.gate.now, nonce=f"ask-{about}")


def say(till, proposal, said="approved", by="director"):
    deciding = Deciding(proposal=proposal, said=said, agency="fee_collector")
    nonce = f"say-{proposal}-{by}-{said}"
    return decide(till.zone, deciding, by=by, at=till.gate.now, nonce=nonce)


def test_a_fee_is_let_off_by_two_people_and_the_vehicle_may_go(till):
    number = till.arrive()
    proposal = ask(till, kind="waiver", visit=number, amount_vnd=300_000)
    assert get_owing(till.zone, number, "fee_collector").to_pay_vnd == 300_000
    assert say(till, proposal)["confirmed"] == ["payment"]
    assert till.balance("waiver") == 300_000
    assert till.balance("due") == 0


def test_part_of_a_fee_is_let_off(till):
    number = till.arrive()
    proposal = ask(till, kind="waiver", visit=number, amount_vnd=100_000)
    assert say(till, proposal)["confirmed"] == []
    assert till.pay(number).paid_vnd == 200_000


def test_the_proposer_does_not_decide_in_code_or_database(till):
    proposal = ask(till, kind="waiver", visit=till.arrive(), amount_vnd=5)
    with pytest.raises(NotTaken, match="F14"):
        say(till, proposal, by="lan")
    with pytest.raises(DatabaseError, match="another person"), transaction.atomic():
        Decision.objects.create(proposal_id=proposal, said="declined", by="lan", at=till.gate.now)


def test_it_is_decided_once(till):
    proposal = ask(till, kind="waiver", visit=till.arrive(), amount_vnd=5)
    say(till, proposal, "declined")
    assert till.balance("waiver") == 0
    with pytest.raises(NotTaken, match="F15"):
        say(till, proposal)


def test_no_more_is_let_off_than_is_owed(till):
    with pytest.raises(NotTaken, match="F16"):
        ask(till, kind="waiver", visit=till.arrive(), amount_vnd=300_001)


def test_what_was_paid_meanwhile_is_not_let_off(till):
    number = till.arrive()
    proposal = ask(till, kind="waiver", visit=number, amount_vnd=300_000)
    till.pay(number)
    with pytest.raises(NotTaken, match="F16"):
        say(till, proposal)


def test_a_fee_paid_for_nothing_is_given_back_from_the_proposers_till(till):
    number = till.arrive()
    till.pay(number)
    say(till, ask(till, kind="refund", visit=number, amount_vnd=300_000, means="cash"))
    assert till.balance("cash", holder="lan") == 0
    owing = get_owing(till.zone, number, "fee_collector")
    assert (owing.to_pay_vnd, owing.standing.paid_vnd) == (0, 0)


def test_what_was_paid_too_much_is_given_back_without_letting_off(till):
    number = till.arrive(vehicle_class="VT6")
    till.pay(number)
    till.gate.write(number, "amended", vehicle_class="VT4", procedure="export", goods="other")
    assert get_owing(till.zone, number, "fee_collector").to_pay_vnd == -500_000
    say(till, ask(till, kind="refund", visit=number, amount_vnd=500_000, means="bank"))
    assert till.balance("waiver") == 0
    assert get_owing(till.zone, number, "fee_collector").to_pay_vnd == 0
    assert till.balance("revenue") == -300_000


def test_a_balance_is_given_back(till):
    asked = PayingIn(firm="firm-a", means="cash", amount_vnd=900_000)
    pay_in(till.zone, asked, by="lan", at=till.gate.now, nonce="in")
    say(till, ask(till, kind="refund", firm="firm-a", amount_vnd=400_000, means="cash"))
    assert firm_standing_of(till.zone.name, "firm-a").prepaid_vnd == 500_000
    with pytest.raises(NotTaken, match="F16"):
        ask(till, kind="refund", firm="firm-a", amount_vnd=500_001, means="bank")


def slip_of(till, proposal):
    return RefundSlip.objects.get(pk=say(till, proposal)["slip"])


def test_a_refund_has_a_slip_under_numbers_without_gaps(till):
    number = till.arrive()
    receipt = till.pay(number).receipt
    first = slip_of(till, ask(till, kind="refund", visit=number, amount_vnd=100_000, means="cash"))
    second = slip_of(till, ask(till, kind="refund", visit=number, amount_vnd=50_000, means="bank"))
    assert (first.series, first.number, second.number) == ("DEMOPC24", 1, 2)
    assert first.content["receipts"] == [str(Receipt.objects.get(pk=receipt))]
    told = tell_slip(till.zone, first, 0)
    assert (told["total"], told["words"]) == ("100.000", "Một trăm nghìn đồng")
    assert (told["copy"], tell_slip(till.zone, first, 1)["copy"]) == ("", "Bản sao 1 / 副本")
    assert (told["collector"], told["approver"]) == ("lan", "director")


@pytest.mark.parametrize(("kind", "said"), [("waiver", "approved"), ("refund", "declined")])
def test_what_gives_no_money_back_has_no_slip(till, kind, said):
    number = till.arrive()
    means = {}
    if kind == "refund":
        till.pay(number)
        means = {"means": "cash"}
    proposal = ask(till, kind=kind, visit=number, amount_vnd=100_000, **means)
    assert say(till, proposal, said)["slip"] is None
    assert not RefundSlip.objects.filter(zone=till.zone.name).exists()


def test_a_slip_is_never_changed_and_leaves_no_gap(till):
    number = till.arrive()
    till.pay(number)
    slip = slip_of(till, ask(till, kind="refund", visit=number, amount_vnd=5, means="cash"))
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        RefundSlip.objects.filter(pk=slip.pk).update(amount_vnd=6)
    other = till.arrive()
    till.pay(other)
    again = ask(till, kind="refund", visit=other, amount_vnd=7, means="cash")
    with connection.cursor() as cursor:
        change = "UPDATE payments_receiptbook SET last = 9 WHERE series = %s AND zone = %s"
        cursor.execute(change, [slip.series, till.zone.name])
    with pytest.raises(DatabaseError, match="leaves a gap"):
        say(till, again)

"""A refund in the hands of two people, and the slip that the payer of it signs for."""

import pytest

from cuakhau.operations.payments.models import RefundSlip
from pages.payments.test_till import arrive, press


@pytest.fixture
def refunded(gate):
    """A fee that was paid and given back: who collected it, its visit, its slip."""
    collector, board = gate.sign_in("fee_collector"), gate.sign_in("board")
    number = arrive(gate)
    path = f"fees/visit/{number}/"
    press(collector, path, means="cash")
    fields = {"act": "propose", "kind": "refund:cash", "amount": "300000", "basis": "QĐ 12"}
    press(collector, path, **fields)
    board.get("fees/proposals/")
    proposal = board.page.partition('value="approved:')[2].partition('"')[0]
    press(board, "fees/proposals/", act=f"approved:{proposal}")
    return collector, number, RefundSlip.objects.get(zone=gate.zone.name)


def print_slip(gate, person, slip):
    return person.client.post(f"/zone/{gate.zone.name}/fees/refund/{slip.pk}/pdf")


def test_the_slip_is_offered_where_it_was_decided_and_at_the_visit(gate, refunded):
    collector, number, slip = refunded
    for path in ("fees/proposals/", f"fees/visit/{number}/"):
        collector.get(path)
        assert f"fees/refund/{slip.pk}/pdf" in collector.page
        assert str(slip) in collector.page


def test_it_prints_and_every_print_is_kept(gate, refunded):
    collector, _number, slip = refunded
    for count in (1, 2):
        answer = print_slip(gate, collector, slip)
        assert answer.content.startswith(b"%PDF")
        assert f"{slip.series}-0000001.pdf" in answer.headers["Content-Disposition"]
        assert slip.prints.count() == count


def test_the_firm_prints_its_own_and_no_other_does(gate, refunded):
    _collector, _number, slip = refunded
    assert print_slip(gate, gate.sign_in("declarant"), slip).status_code == 200
    assert print_slip(gate, gate.sign_in("declarant", firm="firm-b"), slip).status_code == 403
    assert print_slip(gate, gate.sign_in("customs"), slip).status_code == 403
    collector = gate.sign_in("fee_collector")
    assert collector.client.post(f"/zone/{gate.zone.name}/fees/refund/0/pdf").status_code == 404

"""The list of a firm's trips."""

import pytest


def list_numbers(clerk, *numbers):
    return [number for number in numbers if number in clerk.page]


def test_each_trip_says_how_it_stands_and_who_is_awaited(gate):
    lead = gate.sign_in("declarant", leads_firm=True)
    number = gate.declare("12C-123.45")
    gate.confirm(number, "border_guard_in", "customs_in")
    lead.get("trips/")
    assert number in lead.page
    assert "at the gate" in lead.page
    assert "Waiting for" in lead.page


def test_a_clerk_sees_what_he_declared_and_who_leads_sees_all(gate):
    mine = gate.declare("12C-111.11")
    clerk, lead = gate.sign_in("declarant"), gate.sign_in("declarant", leads_firm=True)
    own = gate.declare("12C-222.22", by=clerk.person.username)
    others = gate.declare("12C-333.33", owner="firm-b")
    clerk.get("trips/")
    assert list_numbers(clerk, mine, own, others) == [own]
    lead.get("trips/")
    assert list_numbers(lead, mine, own, others) == [mine, own]
    lead.get("trips/", by=clerk.person.username)
    assert list_numbers(lead, mine, own, others) == [own]


def test_a_trip_that_ended_is_listed_apart(gate):
    lead = gate.sign_in("declarant", leads_firm=True)
    going, over = gate.declare("12C-111.11"), gate.declare("12C-222.22")
    gate.write(over, "turned_back", agency="border_guard")
    lead.get("trips/")
    assert list_numbers(lead, going, over) == [going]
    lead.get("trips/", tab="over")
    assert list_numbers(lead, going, over) == [over]
    assert "turned back" in lead.page


def test_a_filter_leaves_those_that_stand_so(gate):
    lead = gate.sign_in("declarant", leads_firm=True)
    going, here = gate.declare("12C-111.11"), gate.declare("12C-222.22")
    gate.confirm(here, "customs_in")
    lead.get("trips/", state="at_the_gate")
    assert list_numbers(lead, going, here) == [here]


@pytest.mark.parametrize("role", ["customs", "board"])
def test_officers_have_no_such_page(gate, role):
    assert gate.sign_in(role).get("trips/").status_code == 403

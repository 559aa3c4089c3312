"""The page of a firm: clerks and mandates, looked after by who leads it."""

import re

import pytest

from cuakhau.operations.models import Declaration

MANDATE = {"act": "give", "agent": "agent", "acts": ["declare"], "document": "UQ-01/2024"}


@pytest.fixture
def lead(gate):
    return gate.sign_in("declarant", leads_firm=True)


@pytest.fixture
def agent(gate):
    return gate.sign_in("declarant", firm="agent", leads_firm=True)


def declare_for(clerk, firm):
    clerk.get("declare/")
    fields = {"nonce": clerk.field("nonce"), "procedure": "export", "place": "main_road"}
    return clerk.post("declare/", firm=firm, plate="12C-123.45", **fields)


def test_who_leads_adds_a_clerk_and_closes_the_account(gate, lead):
    username = f"clerk.{gate.zone.name}"
    lead.post("firm/", act="add", username=username, full_name="Người Thử")
    assert "First password of" in lead.page
    lead.post("firm/", act="close", username=username)
    assert "The account is closed" in lead.page
    lead.post("firm/", act="close", username=lead.person.username)
    assert ">D65<" in lead.page


@pytest.mark.parametrize("fields", [{"act": "add", "username": "x1", "full_name": "X"}, MANDATE])
def test_a_clerk_who_does_not_lead_may_not(gate, agent, fields):
    clerk = gate.sign_in("declarant")
    assert clerk.post("firm/", **fields).status_code == 422
    assert ">D64<" in clerk.page


def test_an_agent_declares_for_the_firm_until_the_mandate_is_taken_back(gate, lead, agent):
    assert declare_for(agent, "firm-a").status_code == 403
    lead.post("firm/", **MANDATE)
    assert "in force" in lead.page
    agent.get("declare/")
    assert "For which firm" in agent.page
    assert declare_for(agent, "firm-a").status_code == 302
    said = Declaration.objects.get(zone=gate.zone.name)
    assert (said.owner, said.by) == ("firm-a", agent.person.username)
    assert said.mandate is not None
    agent.get("trips/")
    assert said.number in agent.page
    lead.get("trips/")
    assert said.number in lead.page
    mandate = re.search(r'name="mandate" value="(\d+)"', lead.get("firm/").content.decode())[1]
    gate.later(minutes=1)
    lead.post("firm/", act="withdraw", mandate=mandate)
    assert "withdrawn on" in lead.page
    gate.later(minutes=1)
    assert declare_for(agent, "firm-a").status_code == 403
    agent.get("trips/")
    assert said.number not in agent.page
    assert agent.get(f"visit/{said.number}/").status_code == 403


def test_a_mandate_that_lacks_something_says_so_and_keeps_what_was_typed(lead, agent):
    lead.post("firm/", **{**MANDATE, "acts": []})
    assert ">D61<" in lead.page
    assert "UQ-01/2024" in lead.page


def test_officers_have_no_firm(gate):
    assert gate.sign_in("customs").get("firm/").status_code == 403


def test_an_agent_finds_trips_of_the_firm_while_the_mandate_holds(gate, lead, agent):
    number = gate.declare("12C-345.67", owner="firm-a")
    assert agent.get("find", q="345.67").status_code == 200
    assert number not in agent.page
    lead.post("firm/", **MANDATE)
    assert agent.get("find", q="345.67").headers["Location"].endswith(f"/visit/{number}/")
    assert agent.get(f"visit/{number}/").status_code == 200

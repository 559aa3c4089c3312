"""Mandates: an agent acts for a firm, for a time, for some acts, until it is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cuakhau.accounts.firms import mandates, refusals
from cuakhau.accounts.firms.mandates import COVERS, NewMandate
from cuakhau.accounts.models import WORDS
from cuakhau.accounts.rights import list_acts, list_firms, may
from cuakhau.zone.refusal import Refusal
from officers import NOON

DAY = timedelta(days=1)
NEW = NewMandate(
    firm="firm-a",
    agent="agent",
    acts=("declare",),
    valid_from=NOON,
    valid_until=NOON + 10 * DAY,
    document="UQ-01/2024",
)


def give(gate, **more):
    return mandates.give(replace(NEW, **more), zone_name=gate.zone.name, by="lead", at=NOON)


def clerk_of(gate, firm="agent", role="declarant"):
    return gate.sign_in(role, firm=firm).person


def asks(person, at, act="declare", firm="firm-a"):
    person.asked_at, person.standing = at, None
    return may(person, act, firm=firm)


def test_it_opens_its_acts_for_its_time_and_nothing_else(gate):
    agent = clerk_of(gate)
    give(gate)
    assert asks(agent, NOON)
    assert asks(agent, NOON, "see_person_data")
    assert not asks(agent, NOON, firm="firm-b")
    assert not asks(agent, NOON - DAY)
    assert not asks(agent, NOON + 10 * DAY)
    assert list_firms(agent, "declare") == ["agent"]  # as of ten days later
    agent.asked_at, agent.standing = NOON, None
    assert list_firms(agent, "declare") == ["agent", "firm-a"]


def test_one_to_follow_does_not_let_declare(gate):
    agent = clerk_of(gate)
    give(gate, acts=("follow",))
    assert asks(agent, NOON, "see_visit")
    assert not asks(agent, NOON)
    assert not asks(agent, NOON, "see_person_data")


def test_it_ends_when_it_is_taken_back_and_not_before(gate):
    agent = clerk_of(gate)
    row = give(gate)
    mandates.withdraw(gate.zone.name, "firm-a", row.pk, by="lead", at=NOON + DAY)
    assert asks(agent, NOON + DAY / 2)
    assert not asks(agent, NOON + DAY)
    again = mandates.withdraw(gate.zone.name, "firm-a", row.pk, by="other", at=NOON + 2 * DAY)
    assert (again.withdrawn_at, again.withdrawn_by) == (NOON + DAY, "lead")


def test_nobody_takes_back_what_another_firm_gave(gate):
    clerk_of(gate)
    row = give(gate)
    with pytest.raises(Refusal, match="D63"):
        mandates.withdraw(gate.zone.name, "firm-b", row.pk, by="x", at=NOON)
    assert asks(clerk_of(gate), NOON + DAY)


def test_it_is_for_clerks_and_only_where_the_time_is_known(gate):
    give_to = clerk_of(gate)
    give(gate)
    assert not asks(clerk_of(gate, role="driver"), NOON, "see_visit")
    assert not asks(give_to, None)


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"acts": ()}, "D61"),
        ({"acts": ("rule",)}, "D61"),
        ({"document": " "}, "D61"),
        ({"agent": "firm-a"}, "D61"),
        ({"valid_until": NOON}, "D61"),
        ({"agent": "nobody"}, "D62"),
    ],
)
def test_a_mandate_that_lacks_something_is_refused(gate, more, rule):
    clerk_of(gate)
    with pytest.raises(Refusal, match=rule):
        give(gate, **more)


def test_its_words_open_acts_of_the_table():
    assert set(COVERS) == set(WORDS)
    assert set().union(*COVERS.values()) <= set(list_acts())


def test_its_rules_speak_three_languages(three_languages):
    for rule in vars(refusals).values():
        if getattr(rule, "__name__", "").startswith("d6"):
            three_languages(rule)

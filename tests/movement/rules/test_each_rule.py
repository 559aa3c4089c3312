"""Every rule says no to the row that breaks it and nothing to the row that keeps it."""

import pytest

from cuakhau.movement.rules.check import ALL_RULES
from cuakhau.zone.refusal import number_of
from movement.rows import judge
from movement.rules.cases import FLAGGED, REFUSED


@pytest.mark.parametrize("rule", REFUSED)
def test_a_row_that_breaks_it_is_refused(rule):
    history, broken, around, kept = REFUSED[rule]
    assert judge(history, broken, around) == rule
    assert isinstance(judge(history, kept, around), tuple)


@pytest.mark.parametrize("rule", FLAGGED)
def test_a_row_that_breaks_it_is_marked(rule):
    history, broken, around, kept = FLAGGED[rule]
    assert rule in judge(history, broken, around)
    assert rule not in judge(history, kept, around)


def test_every_rule_has_a_case():
    assert {number_of(rule) for rule in ALL_RULES} == {*REFUSED, *FLAGGED}

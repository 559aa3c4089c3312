"""The rules of the API itself."""

from cuakhau.api.problem import STATUS
from cuakhau.api.refusals import ALL_RULES
from cuakhau.zone.refusal import number_of


def test_every_rule_speaks_three_languages(three_languages):
    for rule in ALL_RULES:
        three_languages(rule)


def test_every_rule_has_its_status_and_its_own_number():
    numbers = [number_of(rule) for rule in ALL_RULES]
    assert numbers == [f"P{place}" for place in range(1, len(numbers) + 1)]
    assert set(numbers) <= set(STATUS)

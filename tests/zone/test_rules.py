"""Every rule Z… finds its own slip, on the right line, and speaks three languages."""

import re

import pytest

from cuakhau.zone.check import ZoneMistake, check
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.rules import ERRORS, WARNINGS
from cuakhau.zone.types import LANGUAGES
from zone.conftest import edited, example_files, line_of
from zone.rule_cases import CASES

WARNING_NUMBERS = {number_of(rule) for rule in WARNINGS}


def found(files: dict[str, bytes]) -> list[tuple[str, str, int | None]]:
    return [(m.rule, m.file, m.line) for m in check("example", files)]


def errors(mistakes: tuple[ZoneMistake, ...]) -> list[str]:
    return [m.rule for m in mistakes if m.severity == "error"]


@pytest.mark.parametrize(("rule", "path", "old", "new", "marker"), CASES)
def test_a_slip_is_found_once_on_its_line(rule, path, old, new, marker):
    files = edited(example_files(), (path, old, new))
    where, _, text = marker.rpartition(": ")
    where = where if where.endswith((".toml", ".csv")) else path
    expected = (rule, where, line_of(files, where, text))
    mistakes = check("example", files)
    assert found(files).count(expected) == 1
    assert errors(mistakes) == ([] if rule in WARNING_NUMBERS else [rule])


def test_the_example_has_no_mistake():
    assert check("example", example_files()) == ()


def test_every_rule_has_a_slip():
    elsewhere = {"Z1", "Z3"}  # a missing file and broken bytes: tests/zone/test_check.py
    numbers = {number_of(rule) for rule in (*ERRORS, *WARNINGS)}
    assert numbers == {case[0] for case in CASES} | elsewhere


def test_numbers_are_given_once_and_without_gaps():
    numbers = sorted(int(number_of(rule)[1:]) for rule in (*ERRORS, *WARNINGS))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("rule", [*ERRORS, *WARNINGS], ids=number_of)
def test_a_rule_says_reason_and_cure_in_three_languages(rule):
    texts = texts_of(rule)
    assert set(texts) == set(LANGUAGES)
    for text in texts.values():
        assert text.reason
        assert text.cure
        assert places(text) == places(texts["en"])
    assert re.search("[À-ỹđ]", texts["vi"].reason + texts["vi"].cure)
    assert re.search("[一-鿿]", texts["zh"].reason)


def places(text) -> set[str]:
    return set(re.findall(r"{(\w+)}", text.reason + text.cure))


@pytest.mark.parametrize(("rule", "path", "old", "new", "_"), CASES)
def test_no_place_in_a_sentence_stays_empty(rule, path, old, new, _):
    for mistake in check("example", edited(example_files(), (path, old, new))):
        for language in LANGUAGES:
            assert not re.search(r"{\w+}", mistake.told(language))

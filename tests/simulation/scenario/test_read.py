"""A scenario is read, or refused with every mistake and its line."""

import pickle
from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.scenario.rules.fitting import FITTING, t53_it_changes_something
from cuakhau.simulation.scenario.rules.numbers import NUMBERS
from cuakhau.simulation.twin.mistakes import ScenarioMistakes
from cuakhau.simulation.twin.rules.files import FORMS, t1_zone_has_a_twin
from cuakhau.simulation.twin.rules.ways import WAYS
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.types import LANGUAGES

HEADING = 'base = "example"\n'
ALL_RULES = (t1_zone_has_a_twin, *FORMS, *WAYS, *NUMBERS, *FITTING, t53_it_changes_something)

SLIPS = [
    ("T2", '[[close]]\nplace = "*\n', 3),
    ("T3", '[[clsoe]]\nplace = "*"\n', 2),
    ("T4", '[[close]]\nplace = "*"\nreason = "x"\nuntill = "15:00"\n', 5),
    ("T4", '[[close]]\nplace = "*"\nreason = "x"\nopens = "15:00"\n', 5),
    ("T5", '[[close]]\nplace = "*"\n', 2),
    ("T6", '[[close]]\nplace = "*"\nreason = "x"\nfrom = "noon"\n', 5),
    ("T41", '[[servers]]\npost = "health"\n', 2),
    ("T41", '[[servers]]\npost = "health"\nadd = 1\nset = 2\n', 2),
    ("T41", '[[quota]]\npost = "health"\nper_day = 1\nper_hour = 1\n', 2),
    ("T42", '[[demand]]\ngoods = "fruit"\nfactor = -1.6\n', 4),
    ("T42", "[[demand]]\nfactor = nan\n", 3),
    ("T42", '[[service]]\nstep = "payment"\nfactor = 0\n', 4),
    ("T42", '[[quota]]\npost = "health"\nper_day = -5\n', 4),
    ("T42", "[[slots]]\nno_show = 1.0\n", 3),
    ("T43", '[[yard]]\nid = "inner_yard"\nset = 0\n', 4),
    ("T44", '[[close]]\nplace = "*"\nreason = "x"\nfrom = "15:00"\nuntil = "15:00"\n', 6),
    ("T44", '[[hours]]\nplace = "*"\nside = "vn"\nopens = "08:00"\ncloses = "08:00"\n', 6),
    ("T45", "[[demand]]\nfactor = 2\nfirst_day = 2025-06-02\nlast_day = 2025-06-01\n", 5),
    ("T46", '[[merge]]\nsteps = ["payment", "payment"]\n', 3),
    ("T47", '[[servers]]\nplace = "north_gate"\nadd = 1\n', 2),
]


@pytest.mark.parametrize(("rule", "text", "line"), SLIPS)
def test_a_slip_is_told_with_rule_and_line(rule: str, text: str, line: int):
    with pytest.raises(ScenarioMistakes) as told:
        read_scenario(HEADING + text, name="tried")
    assert [(m.rule, m.file, m.line) for m in told.value.mistakes] == [
        (rule, "scenarios/tried.toml", line)
    ]


def test_all_slips_are_told_at_once():
    one, two = '[[servers]]\npost = "health"\n', "[[demand]]\nfactor = -1\n"
    with pytest.raises(ScenarioMistakes) as told:
        read_scenario(HEADING + one + two, name="tried")
    assert [m.rule for m in told.value.mistakes] == ["T41", "T42"]


def test_it_must_say_of_which_zone():
    with pytest.raises(ScenarioMistakes) as told:
        read_scenario("", name="tried")
    assert [(m.rule, m.facts["field"]) for m in told.value.mistakes] == [("T5", "base")]


def test_times_are_read_and_values_can_be_sent_to_another_process():
    text = HEADING + '[[close]]\nplace = "*"\nreason = "x"\nside = "cn"\nfrom = "15:00"\n'
    read = read_scenario(text, name="tried")
    assert read.closes[0].opens == time(15, 0)
    assert pickle.loads(pickle.dumps(read)) == read


def test_the_digest_is_that_of_the_content_alone():
    text = '[[demand]]\ngoods = "fruit"\nfactor = 1.6\n'
    one = read_scenario(HEADING + text, name="one")
    moved = read_scenario(HEADING + 'title = "Mùa"\n# a remark\n\n' + text, name="two")
    other = read_scenario(HEADING + text.replace("1.6", "1.7"), name="one")
    assert one.digest == moved.digest != other.digest


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str):
    with suppress(ScenarioMistakes):
        read_scenario(text, name="tried")


@pytest.mark.parametrize("rule", ALL_RULES, ids=number_of)
def test_a_rule_says_reason_and_cure_in_three_languages(rule):
    texts = texts_of(rule)
    assert set(texts) == set(LANGUAGES)
    assert all(text.reason and text.cure for text in texts.values())


def test_numbers_of_rules_are_given_once():
    numbers = [number_of(rule) for rule in ALL_RULES]
    assert len(set(numbers)) == len(numbers)

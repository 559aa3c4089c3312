"""The sentence of the seed story, from the published history, in three languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from cuakhau.figures import build_data, resolve
from cuakhau.figures.trade.sentence import tell
from cuakhau.figures.trade.values import MARK
from cuakhau.movement.log import from_events
from cuakhau.trade.facts import facts_of_history
from cuakhau.trade.periods import read_period
from cuakhau.trade.sentence import list_told, scopes_of
from cuakhau.zone.history import load_history
from cuakhau.zone.load import zone_folders
from made_logs import EXAMPLE

FOLDER = next(Path(parent) / "lang-son" for parent in zone_folders())
SEED = [read_period("2017"), read_period("2018Q1")]
SAID = {
    "vi": "Năm 2017 đạt trên 5,2 tỷ USD, tăng 27,1 % so với năm 2016; quý I năm 2018 đạt trên "
    "1 tỷ USD. Năm 2016 (số suy ra): trên 4,09 tỷ USD.",
    "en": "2017: over 5.2 billion USD, up 27.1 % on 2016; first quarter of 2018: over 1 billion "
    "USD. 2016, derived: over 4.09 billion USD.",
    "zh": "2017年超过52亿美元，比2016年增长27.1%；2018年第一季度超过10亿美元。"
    "2016年（推算）：超过40.9亿美元。",
}


@pytest.fixture(scope="module")
def data():
    facts = facts_of_history(load_history(FOLDER))
    return replace(build_data(EXAMPLE, from_events("x", []), version=f"{MARK}0@0"), facts=facts)


@pytest.mark.parametrize("language", SAID)
def test_the_sentence_of_the_seed_comes_out_and_each_number_opens(data, language):
    pieces = tell(data, SEED, scope="seed_series", direction="both", language=language)
    assert "".join(piece.text for piece in pieces) == SAID[language]
    figures = [piece.figure for piece in pieces if piece.figure]
    values = ["5200000000", "27.1", "1000000000", "4091267000"]
    assert [str(one.value) for one in figures] == values
    assert all(resolve(one, data).agrees for one in figures)


def test_the_seed_stands_alone_and_two_scopes_of_a_year_stay_two(data):
    assert scopes_of(data.facts, SEED) == ["seed_series"]
    both = scopes_of(data.facts, [read_period("2023")])
    assert both == ["all_through_province", "declared_lang_son_customs"]
    values = {
        scope: list_told(data.facts, [read_period("2023")], scope=scope)[0].value_usd_cents
        for scope in both
    }
    assert values == {both[0]: 5_199_056_300_000, both[1]: 497_500_000_000}


def test_growth_as_published_and_as_computed_stand_side_by_side(data):
    said = tell(
        data,
        [read_period("2024")],
        scope="all_through_province",
        direction="both",
        language="en",
    )
    text = "".join(piece.text for piece in said)
    assert "up 30 % on 2023 (as published; the two values give up 26.9 %)" in text


def test_what_was_suspect_or_never_printed_is_unknown_and_no_other_scope_helps_out(data):
    suspect = list_told(
        data.facts, [read_period("2021-12-01..2021-12-15")], scope="all_through_province"
    )[0]
    assert (suspect.value_usd_cents, suspect.is_suspect, len(suspect.rows)) == (None, True, 1)
    said = tell(data, [read_period("2017")], scope="local_goods", direction="both", language="vi")
    assert "".join(piece.text for piece in said) == "Năm 2017 chưa rõ."
    assert said[1].figure.value is None

"""Agencies compared as if both had the zone's own mix, and how sure that is."""

from statistics import fmean, variance

import pyarrow as pa
import pytest

from cuakhau.statistics.clock.causes import Spent
from cuakhau.statistics.clock.comparing import compare_agencies

SECOND_US = 1_000_000
MINUTES = {  # by agency and goods; the quick one has the hard goods
    ("slow", "fruit"): [10, 12, 11, 13, 9, 11, 12, 10, 11, 11],
    ("slow", "ore"): [40, 44, 42, 38, 41],
    ("quick", "fruit"): [8, 9, 10, 9, 9],
    ("quick", "ore"): [30, 34, 32, 28, 31, 33, 29, 32, 30, 31],
    ("rare", "ore"): [5, 5, 5, 5],
}


@pytest.fixture(scope="module")
def rows():
    facts = [(key, minutes) for key, told in MINUTES.items() for minutes in told]
    count = len(facts)
    visits = {
        "gate": ["a"] * count,
        "goods": [goods for (_agency, goods), _ in facts],
        "is_open": [False] * count,
        "opened_us": [0] * count,
        "ended_us": [minutes * 60 * SECOND_US for _, minutes in facts],
    }
    clock = {
        "visit": pa.array(range(count), pa.int32()),
        "cause": ["with"] * count,
        "agency": [agency for (agency, _goods), _ in facts],
        "micros": visits["ended_us"],
    }
    found = compare_agencies(Spent(pa.table(visits), pa.table(clock)))
    return {row.agency: row for row in found}


def test_the_same_mix_turns_round_what_goods_alone_had_made(rows):
    assert rows["slow"].raw_s < rows["quick"].raw_s
    assert rows["slow"].standardised_s > rows["quick"].standardised_s
    of_fruit, of_ore = 15 / 34, 19 / 34
    fair = of_fruit * fmean(MINUTES["slow", "fruit"]) + of_ore * fmean(MINUTES["slow", "ore"])
    assert rows["slow"].standardised_s == pytest.approx(fair * 60)
    assert rows["slow"].coverage == 1


def test_the_interval_is_that_of_means_of_strata(rows):
    spread = sum(
        part**2 * variance(MINUTES["quick", goods]) / len(MINUTES["quick", goods])
        for part, goods in ((15 / 34, "fruit"), (19 / 34, "ore"))
    )
    half = 1.959964 * spread**0.5 * 60
    row = rows["quick"]
    assert row.high_s - row.standardised_s == pytest.approx(half)
    assert row.standardised_s - row.low_s == pytest.approx(half)


def test_what_few_visits_tell_is_not_told(rows):
    row = rows["rare"]
    assert (row.visits, row.raw_s, row.standardised_s, row.low_s, row.coverage) == (
        4, None, None, None, 0.0
    )  # fmt: skip

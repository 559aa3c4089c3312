"""Rows of findings: nothing is lost or counted twice, and what is surely dearest stands first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cuakhau.statistics.overlap import weight
from cuakhau.statistics.overlap.findings import KINDS, Between, Finding


def finding(kind="same_stop", *, pair=("a", "b"), place="road", hits=40, low=3.0, **told):
    minutes = None if kind in weight.WITHOUT_MINUTES else Between(9.0, low, 20.0)
    hours = None if minutes is None else Between(hits * 9.0, low and hits * low, hits * 20.0)
    facts = {
        "kind": kind,
        "agencies": pair,
        "what": "",
        "place": place,
        "steps": ("one", "other"),
        "hits": hits,
        "of": 100,
        "share": Between(hits / 100),
        "timed": hits,
        "minutes": minutes,
        "hours_a_year": hours,
        "gap_min": 1.0,
        "unclear": 0,
        "bases": (None, None),
        "visits": (),
    }
    return Finding(**{**facts, **told})


FINDINGS = some.lists(
    some.builds(
        finding,
        some.sampled_from(KINDS),
        pair=some.sampled_from([("a", "b"), ("b", "c"), ("a",)]),
        place=some.sampled_from(["road", "yard", ""]),
        hits=some.integers(5, 90),
        low=some.sampled_from([None, 0.2, 1.5, 7.0]),
        what=some.sampled_from(["plate", "paper"]),
        steps=some.sampled_from([("one", "other"), ("other", "one")]),
        unclear=some.sampled_from([0, 40]),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(FINDINGS)
def test_every_finding_stands_in_one_row_and_rows_in_the_order_of_what_is_surely_lost(findings):
    heavy, small = weight.split(findings)
    assert sorted(map(repr, heavy + small)) == sorted(map(repr, findings))
    assert all(weight.doubt_of(one) is None for one in heavy)
    assert all(weight.doubt_of(one) for one in small)
    for part in (heavy, small):
        rows = weight.group(part)
        told = [one for row in rows for one in row.findings]
        assert sorted(map(repr, told)) == sorted(map(repr, part))
        assert len({(row.kind, row.agencies) for row in rows}) == len(rows)
        surely = [row.hours_a_year.low or 0 if row.hours_a_year else -1 for row in rows]
        assert surely == sorted(surely, reverse=True)
        assert all(row.cases <= sum(one.hits for one in row.findings) for row in rows)


def test_a_row_adds_up_over_places_and_counts_the_same_minutes_once():
    told = [
        finding("same_thing", what="plate", hits=40),
        finding("same_thing", what="goods", hits=90),  # the same stop: these are the same minutes
        finding("same_thing", what="goods", place="yard", hits=60),
        finding("same_stop"),
    ]
    row, stop = weight.group(told)
    assert (row.cases, stop.cases) == (150, 40)
    assert row.hours_a_year == Between(150 * 9.0, 150 * 3.0, 150 * 20.0)
    assert row.minutes == Between(*map(pytest.approx, (9.0, 3.0, 20.0)))
    assert row.places == ("road", "yard")
    turns = [finding("order_wait"), finding("order_wait", steps=("other", "one"))]
    assert weight.group(turns)[0].cases == 80  # different waits of a vehicle


@pytest.mark.parametrize(
    ("one", "doubt"),
    [
        (finding(), None),
        (finding(hits=29), "few"),
        (finding(low=0.9), "short"),
        (finding(low=None), "uncertain"),
        (finding(unclear=40), "unclear"),
        (finding("asked_twice", low=None), None),
        (finding("no_outcome", hits=29), "few"),
    ],
)
def test_what_is_small_or_uncertain_says_why(one, doubt):
    assert weight.doubt_of(one) == doubt

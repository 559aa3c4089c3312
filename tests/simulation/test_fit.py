"""Whole numbers that add up to printed sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.simulation.replay.fit import (
    DoesNotAddUp,
    complete,
    deduce,
    fill,
    keep_below,
    share_out,
)

LINES = ("a", "b", "c")


@given(st.integers(0, 5000), st.lists(st.floats(0, 1000), min_size=1, max_size=8))
def test_shares_add_up_and_are_within_one_of_proportion(total, weights):
    shares = share_out(total, weights)
    assert sum(shares) == total
    assert min(shares) >= 0
    if sum(weights) > 1:
        wanted = [total * weight / sum(weights) for weight in weights]
        assert all(abs(s - w) < 1 + 1e-6 for s, w in zip(shares, wanted, strict=True))


@given(st.lists(st.lists(st.integers(0, 300), min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_filled_table_keeps_both_sums(table):
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    filled = fill(rows, columns)
    assert [sum(row) for row in filled] == rows
    assert [sum(column) for column in zip(*filled, strict=True)] == columns
    assert min(min(row) for row in filled) >= 0


def test_what_follows_is_deduced():
    known = {("*", "export"): 10, ("*", "export_fruit"): 7, ("a", "export"): 10}
    table = deduce(known, LINES, "export")
    assert table["*", "export_other"] == 3
    assert table["b", "export_fruit"] == 0  # all ten are of a
    assert table["a", "export_other"] == 3


@pytest.mark.parametrize(
    "known",
    [
        {("*", "export"): 5, ("*", "export_fruit"): 6},
        {("*", "export"): 5, ("a", "export"): 1, ("b", "export"): 1, ("c", "export"): 1},
    ],
)
def test_parts_that_contradict_their_whole_are_named(known):
    with pytest.raises(DoesNotAddUp) as gap:
        deduce(known, LINES, "export")
    assert gap.value.whole == ("*", "export")


def test_a_table_is_completed_by_weight_and_says_which_lines_were_shared():
    known = {("*", "export_fruit"): 6, ("*", "export_other"): 4, ("a", "export"): 1}
    table, shared = complete(known, LINES, "export", {"b": 2.0, "c": 1.0})
    assert (table["b", "export"], table["c", "export"]) == (6, 3)
    assert sum(table[line, "export_fruit"] for line in LINES) == 6
    assert shared == {"a", "b", "c"}


def test_what_a_line_has_too_many_of_goes_where_there_is_room():
    table = {("a", "export_fruit"): 5, ("b", "export_fruit"): 1}
    keep_below(
        table, ("a", "b"), "export_fruit", {("a", "export_fruit"): 3, ("b", "export_fruit"): 9}
    )
    assert table == {("a", "export_fruit"): 3, ("b", "export_fruit"): 3}

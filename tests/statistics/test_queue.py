"""The order of a queue follows its stated rule, whatever happened on the way."""

import msgspec
from hypothesis import given as drawn
from hypothesis import strategies as st

from cuakhau.movement.turns.calling import Turn, find_turn
from cuakhau.statistics.queues.order import (
    build_line,
    count_passed,
    due_us,
    expect_wait,
    is_due,
    list_callable,
    order,
    place_behind,
)
from movement.rows import GATE, LANG_SON, at, declared, given, row, visit_of

RULE = LANG_SON.find_call_rule(GATE)
YARD = "bao_nguyen"


def turn(subject, joined=0, *rows, goods="other"):
    events = (
        declared(goods=goods, minute=-300),
        given("border_guard_in", joined - 1),
        given("customs_in", joined - 1),
        given("yard_in", joined, place=YARD),
        *rows,
    )
    named = [msgspec.structs.replace(event, subject=subject) for event in events]
    visit = visit_of(*named)
    return find_turn(LANG_SON, msgspec.structs.replace(visit, subject=subject))


def numbers(turns):
    return [one.subject for one in order(LANG_SON, turns)]


def test_who_joined_first_is_first():
    assert numbers([turn("b", 20), turn("a", 10), turn("c", 30)]) == ["a", "b", "c"]


def test_perishable_goods_count_as_if_they_had_come_earlier():
    fruit, ore = turn("fruit", 100, goods="fruit"), turn("ore", 0, goods="ore")
    assert numbers([ore, fruit]) == ["fruit", "ore"]
    assert numbers([ore, turn("fruit", 121, goods="fruit")]) == ["ore", "fruit"]


def test_a_first_lapse_costs_the_places_of_the_rule_and_a_second_the_end():
    others = [turn(f"v{place:02}", place) for place in range(1, 16)]
    called = turn("late", 0, row("called", 30, place=GATE))
    behind = place_behind(RULE, order(LANG_SON, [called, *others]), called)
    assert behind == "v10"
    lost = turn("late", 0, row("called", 30, place=GATE), row("lapsed", 60, other=behind))
    assert numbers([lost, *others]).index("late") == RULE.back_places
    again = (row("called", 90, place=GATE),)
    twice = turn("late", 0, row("called", 30, place=GATE), row("lapsed", 60, other=behind), *again)
    assert place_behind(RULE, order(LANG_SON, [twice, *others]), twice) is None
    gone = turn(
        "late", 0, row("called", 30, place=GATE), row("lapsed", 60), *again, row("lapsed", 120)
    )
    assert numbers([gone, *others, turn("new", 121)]) == [
        *(f"v{place:02}" for place in range(1, 16)), "late", "new"
    ]  # fmt: skip


def test_a_lost_turn_comes_when_the_one_before_it_is_gone():
    lost = turn("late", 0, row("called", 30, place=GATE), row("lapsed", 60, other="v02"))
    first, second, third = (turn(f"v0{place}", place) for place in (1, 2, 3))
    assert numbers([lost, first, second, third]) == ["v01", "v02", "late", "v03"]
    passed = turn("v02", 2, row("moved", 70, place=GATE))
    assert numbers([lost, passed, third]) == ["late", "v03"]
    assert numbers([lost, third]) == ["late", "v03"]


def test_nobody_held_called_or_missing_is_called():
    waiting = [
        turn("a", 1, row("called", 30, place=GATE)),
        turn("b", 2, row("held", 30, agency="customs")),
        turn("c", 3, row("missing", 30, place=YARD)),
        turn("d", 4),
    ]
    assert [one.subject for one in list_callable(order(LANG_SON, waiting))] == ["d"]


def test_a_call_runs_out_at_its_limit_and_never_without_a_rule():
    call = turn("a", 1, row("called", 30, place=GATE)).open_call
    assert due_us(RULE, call) == at(30 + RULE.come_within_min)
    assert not is_due(RULE, call, at(30 + RULE.come_within_min) - 1)
    assert is_due(RULE, call, at(30 + RULE.come_within_min))
    assert not is_due(None, call, at(10_000))


def test_the_pace_counts_who_went_in_the_last_hour():
    turns = [turn(f"v{n}", 0, row("moved", minute, place=GATE)) for n, minute in enumerate((5, 59))]
    line = build_line(LANG_SON, {one.subject: one for one in turns})
    assert count_passed(line, (GATE, "export"), at(60)) == 2
    assert count_passed(line, (GATE, "export"), at(65)) == 1
    assert count_passed(line, (GATE, "import"), at(60)) == 0


@drawn(st.integers(0, 500), st.integers(0, 200))
def test_the_expected_wait_is_a_range_or_unknown(ahead, passed):
    wait = expect_wait(ahead, passed)
    if passed < 4:
        assert wait is None
    else:
        low, high = wait
        assert 0 <= low <= 60 * ahead / passed <= high
        assert low % 5 == high % 5 == 0


moments = st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=12)


@drawn(moments)
def test_the_order_is_one_order_of_all_who_wait(joins):
    turns: list[Turn] = [
        turn(f"v{n}", minute, goods="fruit" if is_fruit else "other")
        for n, (minute, is_fruit) in enumerate(joins)
    ]
    there = order(LANG_SON, turns)
    assert sorted(one.subject for one in there) == sorted(one.subject for one in turns)
    assert there == order(LANG_SON, reversed(turns))

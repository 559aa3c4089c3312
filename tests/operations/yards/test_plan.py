"""The plan of a yard: every vehicle once, no place twice, and the same count as on the board."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.journal.read import list_events
from cuakhau.operations.board import following as board
from cuakhau.operations.times import micros
from cuakhau.operations.yards.plan.acts import NEXT, Placing, place
from cuakhau.operations.yards.plan.places import (
    find_area,
    list_areas,
    list_free,
    plan_yard,
    read_slot,
    write_slot,
)
from cuakhau.operations.yards.refusals import NotInYard
from journal.example import EXAMPLE

YARD = "inner_yard"
INNER = next(yard for yard in EXAMPLE.yards if yard.id == YARD)
UNKNOWN = next(yard for yard in EXAMPLE.yards if yard.id == "waiting_yard")


def put(gate, signed, *visits, slot="", yard=YARD):
    placing = Placing(yard=yard, visits=visits, slot=slot, agency="yard_operator")
    return place(gate.zone, placing, signed("yard-1"))


@pytest.mark.parametrize(
    ("typed", "slot"),
    [("a3-7", "A3-07"), (" A03-007 ", "A3-07"), ("2-15", "2-15"), ("A-7", None), ("A3", None),
     ("A0-1", None), ("", None), ("12C-345.67", None)],
)  # fmt: skip
def test_a_place_is_read_however_it_is_typed(typed, slot):
    assert read_slot(typed) == slot


@given(st.sampled_from("AB"), st.integers(1, 30), st.integers(1, 30))
def test_only_places_of_the_plan_are_known(code, row, number):
    [area] = [one for one in list_areas(EXAMPLE, INNER) if one.code == code]
    found = find_area(EXAMPLE, INNER, write_slot(code, row, number))
    assert (found == area) == (row <= area.rows and number <= area.row_places)


def test_a_yard_without_areas_is_drawn_in_rows_up_to_its_capacity():
    import dataclasses

    zone = dataclasses.replace(EXAMPLE, yard_areas=())
    yard = dataclasses.replace(INNER, capacity=45)
    plan = plan_yard(zone, yard, [])
    assert [len(row) for row in plan.areas[0].rows] == [20, 20, 5]
    assert find_area(zone, yard, "3-05")
    assert not find_area(zone, yard, "3-06")


def test_where_nobody_knows_the_places_none_is_offered_and_any_may_be_given():
    plan = plan_yard(EXAMPLE, UNKNOWN, [])
    assert (plan.areas[0].capacity, list_free(plan, None, 5)) == (None, [])
    assert find_area(EXAMPLE, UNKNOWN, "7-44")


def test_a_vehicle_is_put_on_a_place_and_moved(gate, arrive, signed, line):
    [visit] = arrive()
    assert put(gate, signed, visit, slot="b2-3") == {visit: "B2-03"}
    assert line().turns[visit].seen.slot == "B2-03"
    gate.later(minutes=5)
    put(gate, signed, visit, yard="waiting_yard")
    turn = line().turns[visit]
    assert (turn.yard, turn.seen.slot, turn.since_us) == ("waiting_yard", None, micros(gate.now))
    rows = [(row.kind, row.place, row.step) for row in list_events(gate.zone.name, visit)][-2:]
    assert rows == [("moved", YARD, "B2-03"), ("moved", "waiting_yard", None)]


def test_many_take_the_next_free_places_in_the_areas_of_their_class(gate, arrive, signed):
    heavy = arrive(2, vehicle_class="VT6")
    [light] = arrive(vehicle_class="VT4")
    given_places = put(gate, signed, *heavy, light, slot=NEXT)
    assert given_places == {heavy[0]: "A1-01", heavy[1]: "A1-02", light: "B1-01"}
    [more] = arrive(vehicle_class="VT6")
    assert put(gate, signed, more, slot=NEXT) == {more: "A1-03"}


def test_a_place_that_is_taken_or_of_another_class_is_refused(gate, arrive, signed):
    first, second = arrive(2, vehicle_class="VT4")
    put(gate, signed, first, slot="B1-01")
    for slot, rule in (("B1-01", "Y8"), ("A1-01", "Y9"), ("B9-01", "Y7"), ("x", "Y7")):
        with pytest.raises(NotInYard, match=rule):
            put(gate, signed, second, slot=slot)
    with pytest.raises(NotInYard, match="Y14"):
        put(gate, signed, second, slot=NEXT, yard="waiting_yard")
    with pytest.raises(NotInYard, match="Y13"):
        put(gate, signed, second, yard="nowhere")
    with pytest.raises(NotInYard, match="Y5"):
        put(gate, signed, "nobody")


def test_who_has_gone_gives_the_place_free(gate, arrive, signed):
    first, second = arrive(2)
    put(gate, signed, first, slot="B1-01")
    gate.write(first, "moved", place="main_road")
    assert put(gate, signed, second, slot="B1-01") == {second: "B1-01"}


def test_a_double_click_moves_once(gate, arrive, signed):
    [visit] = arrive()
    placing = Placing(yard=YARD, visits=(visit,), slot=NEXT)
    twice = [place(gate.zone, placing, signed(nonce="same")) for _ in range(2)]
    assert twice[0] == twice[1]
    assert [row.kind for row in list_events(gate.zone.name, visit)].count("moved") == 1


def test_the_board_counts_as_many_in_a_yard_as_the_plan_shows(gate, arrive, signed, line):
    visits = arrive(6, vehicle_class="VT4")
    [receiving] = arrive(procedure="transload_receiving", goods="empty")
    put(gate, signed, *visits[:2], slot=NEXT)
    put(gate, signed, visits[2], yard="waiting_yard")
    gate.write(visits[3], "moved", place="main_road")
    gate.write(visits[4], "turned_back", agency="customs")
    for yard in gate.zone.yards:
        plan = plan_yard(gate.zone, yard, line().standing_in(yard.id))
        drawn = len(plan.unplaced) + sum(area.taken for area in plan.areas)
        [fill] = [
            one
            for one in board.follow(gate.zone).look(micros(gate.now)).board.yards
            if one.id == yard.id
        ]
        assert drawn == fill.taken, yard.id
    assert receiving in {turn.subject for turn in line().standing_in(YARD)}

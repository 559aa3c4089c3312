"""The turn of a visit: when it joins the queue, what a call comes to, when it has passed."""

from cuakhau.movement.turns.calling import find_turn
from cuakhau.movement.view import view
from movement.rows import GATE, LANG_SON, at, declared, given, row, visit_of

YARD, OTHER_YARD = "bao_nguyen", "hn_non_tariff"
ARRIVED = (declared(), given("border_guard_in", 1), given("customs_in", 2))
WAITING = (*ARRIVED, given("yard_in", 5, place=YARD))
CALLED = (*WAITING, row("called", 20, place=GATE))


def turn_of(*rows):
    return find_turn(LANG_SON, visit_of(*rows))


def test_it_joins_where_it_first_stands_in_a_yard():
    assert turn_of(declared()).joined_us is None
    assert turn_of(*ARRIVED).joined_us == at(2)
    assert turn_of(*WAITING).joined_us == at(5)


def test_a_move_to_another_yard_keeps_the_turn():
    moved = turn_of(*WAITING, row("moved", 30, place=OTHER_YARD, step="1-07"))
    assert (moved.joined_us, moved.since_us, moved.yard) == (at(5), at(30), OTHER_YARD)
    assert moved.seen.slot == "1-07"
    assert moved.waits


def test_a_payment_at_the_counter_moves_no_vehicle():
    paid = turn_of(*WAITING, given("payment", 30, place=GATE))
    assert paid.yard == YARD
    assert paid.waits


def test_a_late_tick_of_the_arrival_is_no_way_out():
    late = (declared(), given("customs_in", 1), given("yard_in", 5, place=YARD))
    turn = turn_of(*late, given("border_guard_in", 60, place=GATE))
    assert turn.waits


def test_a_call_is_open_until_the_vehicle_is_on_its_way():
    assert turn_of(*CALLED).open_call.place == GATE
    came = turn_of(*CALLED, given("yard_out_customs", 31, place=YARD))
    assert came.call.came_us == at(31)
    assert came.open_call is None
    assert not came.waits


def test_a_move_inside_the_yard_does_not_meet_a_call():
    shifted = turn_of(*CALLED, row("moved", 25, place=YARD, step="2-01"))
    assert shifted.open_call is not None
    assert shifted.seen.slot == "2-01"


def test_a_call_to_another_yard_is_met_there_and_the_vehicle_waits_on():
    called = (*WAITING, row("called", 20, place=OTHER_YARD))
    came = turn_of(*called, row("moved", 30, place=OTHER_YARD))
    assert came.call.came_us == at(30)
    assert came.waits


def test_what_the_driver_answers_stands_in_the_call():
    heard = turn_of(*CALLED, row("answered", 22, step="heard"))
    assert heard.open_call.answer == "heard"
    cannot = turn_of(*CALLED, row("answered", 22, step="cannot", other="v9"))
    assert (cannot.open_call, cannot.call.behind) == (None, "v9")
    assert cannot.waits


def test_a_lapsed_call_is_counted_and_a_new_one_may_come():
    lapsed = turn_of(*CALLED, row("lapsed", 50, other="v2"))
    assert (lapsed.lapses, lapsed.call.behind, lapsed.open_call) == (1, "v2", None)
    again = turn_of(*CALLED, row("lapsed", 50), row("called", 60, place=GATE))
    assert (again.lapses, again.open_call.called_us) == (1, at(60))


def test_a_vehicle_sent_back_to_a_yard_waits_with_its_first_turn():
    back = turn_of(*WAITING, row("moved", 30, place=GATE), row("moved", 40, place=YARD))
    assert back.waits
    assert back.joined_us == at(5)


def test_it_is_looked_for_until_it_is_seen():
    missed = (*WAITING, row("missing", 30, place=YARD), row("missing", 40, place=YARD))
    assert view(LANG_SON, visit_of(*missed)).missing_us == at(30)
    seen = view(LANG_SON, visit_of(*missed, row("sighted", 50, place=YARD, step="1-02")))
    assert (seen.missing_us, seen.place, seen.slot) == (None, YARD, "1-02")


def test_written_off_it_is_over_until_something_shows_it_again():
    off = (*WAITING, row("missing", 30, place=YARD), row("written_off", 60))
    closed = turn_of(*off)
    assert closed.seen.ended_us == closed.seen.written_off_us == at(60)
    assert not closed.waits
    assert turn_of(*off, row("sighted", 90, place=YARD)).waits
    assert turn_of(*off, given("yard_out_customs", 90, place=YARD)).seen.is_open
    assert not turn_of(*off, given("payment", 90)).seen.is_open

"""A yard is counted; who is not found is closed by two people, and opens again when seen."""

from datetime import timedelta

import pytest

from cuakhau.journal.read import find_place, get_visit, list_events
from cuakhau.journal.read import log as read_log
from cuakhau.movement.place import subject_of
from cuakhau.movement.view import view
from cuakhau.operations.board import following as board
from cuakhau.operations.times import micros
from cuakhau.operations.yards.counting import closing
from cuakhau.operations.yards.counting.acts import Mark, begin, mark
from cuakhau.operations.yards.models import ClosingAsked
from cuakhau.operations.yards.plan.acts import Placing, place
from cuakhau.operations.yards.refusals import NotInYard
from cuakhau.statistics.bulletin import count_day
from cuakhau.zone.bulletin.day import bulletin_day

YARD = "inner_yard"


@pytest.fixture
def see(gate, signed):
    def make(visit, word, yard=YARD, nonce=None, ago_min=0, slot=""):
        said = Mark(
            yard=yard,
            visit=visit,
            word=word,
            seen_at=gate.now - timedelta(minutes=ago_min),
            slot=slot,
            agency="yard_operator",
        )
        mark(gate.zone, said, signed("counter-1", nonce=nonce))

    return make


@pytest.fixture
def write_off(gate, see, signed):
    def make(visit):
        see(visit, "absent")
        gate.later(minutes=1)
        closing.ask(gate.zone, visit, "left_unseen", signed("one"))
        closing.close(gate.zone, visit, "yard_operator", signed("two"))
        gate.later(minutes=1)

    return make


def waiting(gate):
    """Vehicles waiting on the board, and in the bulletin of the day as far as it is known."""
    now_us = micros(gate.now)
    shown = board.follow(gate.zone).look(now_us).board.waiting["all"]
    day = bulletin_day(gate.zone, now_us)
    counted = count_day(gate.zone, read_log(gate.zone.name), day).total.value("waiting", "all")
    return shown, counted


def test_seen_and_not_found_are_rows_of_the_log(gate, arrive, see, line):
    here, gone = arrive(2)
    gate.later(hours=1)
    see(here, "present", slot="b1-4")
    see(gone, "absent")
    turns = line().turns
    assert (turns[here].seen.slot, turns[here].counted[0]) == ("B1-04", "sighted")
    assert turns[gone].seen.missing_us == micros(gate.now)
    assert turns[gone].yard == YARD


def test_a_mark_sent_twice_is_one_row(gate, arrive, see):
    [visit] = arrive()
    for _ in range(2):
        see(visit, "present", nonce="same")
        gate.later(seconds=7)
    assert [row.kind for row in list_events(gate.zone.name, visit)].count("sighted") == 1


def test_a_mark_made_without_network_keeps_its_own_time(gate, arrive, see):
    [visit] = arrive()
    gate.later(hours=2)
    see(visit, "present", ago_min=40)
    row = list_events(gate.zone.name, visit)[-1]
    assert row.recorded_us - row.happened_us >= 40 * 60_000_000


def test_a_vehicle_seen_keeps_its_place_and_one_from_elsewhere_moves_here(
    gate, arrive, see, signed, line
):
    placed, other = arrive(2)
    place(gate.zone, Placing(yard=YARD, visits=(placed,), slot="B2-02"), signed())
    gate.later(minutes=5)
    see(placed, "present")
    see(other, "present", yard="waiting_yard")
    assert line().turns[placed].seen.slot == "B2-02"
    assert line().turns[other].yard == "waiting_yard"


def test_a_mark_of_this_count_can_be_taken_back(gate, arrive, see, signed, line):
    [visit] = arrive()
    see(visit, "absent")
    gate.later(minutes=1)
    begin(gate.zone, YARD, signed())
    gate.later(minutes=1)
    see(visit, "unknown")
    assert line().turns[visit].seen.missing_us is not None, "an earlier count is left alone"
    gate.later(minutes=1)
    see(visit, "absent")
    see(visit, "unknown")
    assert list_events(gate.zone.name, visit)[-1].kind == "voided"


def test_two_people_close_and_nobody_else(gate, arrive, see, signed):
    missed, seen = arrive(2)
    see(missed, "absent")
    with pytest.raises(NotInYard, match="Y11"):
        closing.ask(gate.zone, seen, "left_unseen", signed("one"))
    with pytest.raises(NotInYard, match="Y12"):
        closing.close(gate.zone, missed, None, signed("two"))
    closing.ask(gate.zone, missed, "left_unseen", signed("one"))
    with pytest.raises(NotInYard, match="Y10"):
        closing.close(gate.zone, missed, None, signed("one"))
    closing.close(gate.zone, missed, None, signed("two"))
    row = list_events(gate.zone.name, missed)[-1]
    assert (row.kind, row.by, row.payload) == (
        "written_off", "two", {"reason": "left_unseen", "asked_by": "one"}
    )  # fmt: skip
    assert not view(gate.zone, get_visit(gate.zone.name, missed)).is_open


def test_one_who_is_seen_before_the_second_person_decides_is_not_closed(gate, arrive, see, signed):
    [visit] = arrive()
    see(visit, "absent")
    closing.ask(gate.zone, visit, "left_unseen", signed("one"))
    gate.later(minutes=1)
    see(visit, "present")
    with pytest.raises(NotInYard, match="Y11"):
        closing.close(gate.zone, visit, None, signed("two"))
    closing.keep(gate.zone, visit, signed("one"))
    assert ClosingAsked.objects.get(zone=gate.zone.name).answer == "kept"


def test_board_and_bulletin_balance_while_a_ghost_goes_and_comes(gate, arrive, write_off, see):
    visits = arrive(3)
    assert waiting(gate) == (3, 3)
    write_off(visits[0])
    assert waiting(gate) == (2, 2)
    see(visits[0], "present")
    assert waiting(gate) == (3, 3)
    month = find_place(gate.zone.name, subject_of("main_road", gate.now.date()))
    assert [(entry.kind, entry.amount) for entry in month.standing] == [
        ("counted", -1), ("counted", 1)
    ]  # fmt: skip


def test_a_ghost_that_leaves_by_the_gate_was_one_of_those_waiting(gate, arrive, write_off):
    [visit, _] = arrive(2)
    write_off(visit)
    gate.confirm(visit, "exit_border_guard", "exit_customs")
    gate.later(minutes=1)
    assert waiting(gate) == (1, 1)


def test_one_that_the_bulletin_does_not_count_changes_no_count(gate, arrive, write_off):
    [receiving] = arrive(procedure="transload_receiving", goods="empty")
    arrive()
    write_off(receiving)
    assert waiting(gate) == (1, 1)

"""Vehicles are called in order, answer in time or lose their turn, and nobody jumps in silence."""

from datetime import timedelta

import pytest

from cuakhau.journal.read import list_events
from cuakhau.operations.messages import outbox
from cuakhau.operations.yards.calling import acts
from cuakhau.operations.yards.calling.jumps import NO_JUMP, Jump, list_jumps
from cuakhau.operations.yards.calling.lapses import lapse_due
from cuakhau.operations.yards.refusals import NotInYard

ROUTE = "main_road"
EXPORT = (ROUTE, "export")
JUMP = Jump(reason="aid", basis="order", document="12/CV-BQL", office="board", name="Người Thử")


def kinds(gate, visit):
    return [event.kind for event in list_events(gate.zone.name, visit)]


def test_the_next_ones_are_called_in_order(gate, arrive, signed, line):
    first, second, third = arrive(3)
    assert acts.call_next(gate.zone, EXPORT, 2, signed()) == [first, second]
    assert acts.call_next(gate.zone, EXPORT, 5, signed()) == [third]
    assert line().turns[first].open_call.place == ROUTE
    with pytest.raises(NotInYard, match="Y3"):
        acts.call_next(gate.zone, EXPORT, 1, signed())


def test_a_double_click_calls_once(gate, arrive, signed):
    [only, _] = arrive(2)
    twice = [acts.call_next(gate.zone, EXPORT, 1, signed(nonce="same")) for _ in range(2)]
    assert twice == [[only], [only]]
    assert kinds(gate, only).count("called") == 1


def test_the_people_of_a_called_vehicle_are_told(gate, arrive, signed):
    [visit] = arrive()
    acts.call_next(gate.zone, EXPORT, 1, signed())
    [message] = outbox.list_messages(gate.zone.name, visit=visit)
    assert "12:31" in outbox.tell(message, "en")
    assert message.until == gate.now + timedelta(minutes=30)


def test_a_driver_answers_and_comes(gate, arrive, signed, line):
    [visit] = arrive()
    acts.call_next(gate.zone, EXPORT, 1, signed())
    acts.answer(gate.zone, visit, "heard", "", signed("driver-link"))
    acts.answer(gate.zone, visit, "coming", "", signed("driver-link"))
    assert line().turns[visit].open_call.answer == "coming"
    gate.later(minutes=10)
    acts.come(gate.zone, visit, signed())
    assert not line().turns[visit].waits
    with pytest.raises(NotInYard, match="Y4"):
        acts.come(gate.zone, visit, signed())


def test_cannot_needs_a_reason_and_moves_the_turn_back(gate, arrive, signed, line):
    visits = arrive(12)
    acts.call_next(gate.zone, EXPORT, 1, signed())
    for word, reason in (("cannot", ""), ("cannot", "x"), ("heard", "breakdown"), ("now", "")):
        with pytest.raises(NotInYard, match="Y6"):
            acts.answer(gate.zone, visits[0], word, reason, signed())
    acts.answer(gate.zone, visits[0], "cannot", "breakdown", signed())
    assert line().places[visits[0]] == 10
    assert line().turns[visits[0]].lapses == 0


def test_a_call_that_ran_out_is_written_by_the_next_act(gate, arrive, signed, line):
    visits = arrive(12)
    acts.call_next(gate.zone, EXPORT, 1, signed())
    gate.later(minutes=45)
    with pytest.raises(NotInYard, match="Y4"):
        acts.answer(gate.zone, visits[0], "coming", "", signed())
    lapsed = list_events(gate.zone.name, visits[0])[-1]
    assert lapsed.kind == "lapsed"
    assert lapsed.other == visits[10]
    assert lapsed.recorded_us - lapsed.happened_us == timedelta(minutes=15) / timedelta(
        microseconds=1
    )
    assert line().places[visits[0]] == 10


def test_two_writers_of_a_lapse_write_one_row(gate, arrive, signed):
    [visit] = arrive()
    acts.call_next(gate.zone, EXPORT, 1, signed())
    gate.later(minutes=31)
    assert lapse_due(gate.zone, signed()) == [visit]
    assert lapse_due(gate.zone, signed()) == []
    assert kinds(gate, visit).count("lapsed") == 1


def test_the_second_lapse_is_the_end_of_the_queue(gate, arrive, signed, line):
    visits = arrive(3)
    for _ in range(2):
        acts.call_one(gate.zone, visits[0], JUMP, signed())
        gate.later(minutes=31)
        lapse_due(gate.zone, signed())
    assert line().places[visits[0]] == 2
    [late] = arrive()
    assert line().places[late] == 3


def test_out_of_order_needs_reason_person_and_basis(gate, arrive, signed):
    visits = arrive(3)
    for jump in (NO_JUMP, Jump(reason="aid"), Jump(**{**_fields(JUMP), "name": " "})):
        with pytest.raises(NotInYard, match="Y1"):
            acts.call_one(gate.zone, visits[2], jump, signed())
    for document in ("ông Nguyễn Văn Thử", "12C-345.67", "của anh Tư"):
        with pytest.raises(NotInYard, match="Y2"):
            acts.call_one(
                gate.zone, visits[2], Jump(**{**_fields(JUMP), "document": document}), signed()
            )
    acts.call_one(gate.zone, visits[2], JUMP, signed())
    [listed] = list_jumps(gate.zone.name, since=gate.now - timedelta(days=1), limit=9)
    assert (listed.subject, listed.passed, listed.office) == (visits[2], 2, "board")
    assert "Người Thử" not in str(vars(listed))
    assert "Người Thử" not in str(list_events(gate.zone.name, visits[2]))


def test_the_first_one_needs_no_reason(gate, arrive, signed):
    visits = arrive(2)
    acts.call_one(gate.zone, visits[0], NO_JUMP, signed())
    acts.call_one(gate.zone, visits[1], NO_JUMP, signed())
    assert list_jumps(gate.zone.name, since=gate.now - timedelta(days=1), limit=9) == []


def test_who_is_called_or_away_cannot_be_called(gate, arrive, signed):
    [visit] = arrive()
    acts.call_one(gate.zone, visit, NO_JUMP, signed())
    for subject in (visit, gate.declare(), "nobody"):
        with pytest.raises(NotInYard, match="Y5"):
            acts.call_one(gate.zone, subject, JUMP, signed())


def test_a_call_taken_back_never_was(gate, arrive, signed, line):
    visits = arrive(2)
    acts.call_next(gate.zone, EXPORT, 1, signed())
    acts.take_back(gate.zone, visits[0], signed())
    assert line().turns[visits[0]].calls == ()
    assert acts.call_next(gate.zone, EXPORT, 1, signed()) == [visits[0]]


def _fields(jump):
    return {name: getattr(jump, name) for name in jump.__dataclass_fields__}

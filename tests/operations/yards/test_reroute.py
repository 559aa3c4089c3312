"""Vehicles sent to another gate: each by the rules, with its turn, and its people are told."""

from datetime import timedelta

import pytest

from cuakhau.journal.read import find_visit, list_events
from cuakhau.movement.view import view
from cuakhau.operations.centre import signed as centre
from cuakhau.operations.centre.notices.acts import Saying, publish
from cuakhau.operations.messages import outbox
from cuakhau.operations.yards.calling import acts as calls
from cuakhau.operations.yards.calling.jumps import NO_JUMP
from cuakhau.operations.yards.refusals import NotInYard
from cuakhau.operations.yards.rerouting.acts import Sending, list_bound, send

ROAD, OTHER_ROAD = "main_road", "freight_road"
LONG = Sending(target=OTHER_ROAD, reason="long_queue")


def last(gate, visit):
    return list_events(gate.zone.name, visit)[-1]


def rules(sent):
    return {one.visit: one.rule for one in sent.refused}


def test_a_group_goes_and_waits_on_with_the_turn_and_the_place_it_had(gate, arrive, signed, line):
    first, second, third = arrive(3)
    sent = send(gate.zone, [first, third], LONG, signed())
    assert (sent.done, sent.refused) == ([first, third], [])
    row = last(gate, first)
    assert (row.kind, row.place, row.payload) == ("rerouted", OTHER_ROAD, {"reason": "long_queue"})
    seen = view(gate.zone, find_visit(gate.zone.name, first))
    assert (seen.gate_place, seen.place) == (OTHER_ROAD, "inner_yard")
    queues = line().queues
    assert [turn.subject for turn in queues[OTHER_ROAD, "export"]] == [first, third]
    assert [turn.subject for turn in queues[ROAD, "export"]] == [second]
    assert line().turns[first].yard == "inner_yard"
    calls.call_next(gate.zone, (OTHER_ROAD, "export"), 1, signed())
    assert last(gate, first).place == OTHER_ROAD


def test_a_vehicle_on_the_road_is_sent_too(gate, signed, line):
    visit = gate.declare()
    assert send(gate.zone, [visit], LONG, signed()).done == [visit]
    assert [turn.subject for turn in list_bound(line(), OTHER_ROAD, "export", "fruit")] == [visit]
    assert list_bound(line(), OTHER_ROAD, "import", "") == []
    assert list_bound(line(), ROAD, "", "") == []


def test_its_people_are_told_where_to(gate, arrive, signed):
    [visit] = arrive()
    send(gate.zone, [visit], LONG, signed())
    [message] = outbox.list_messages(gate.zone.name, visit=visit)
    assert gate.zone.name_of(OTHER_ROAD, "en") in outbox.tell(message, "en")


def test_pressed_twice_it_is_one_act_with_the_same_answer(gate, arrive, signed):
    [visit] = arrive()
    twice = [send(gate.zone, [visit, "none"], LONG, signed(nonce="same")) for _ in range(2)]
    assert twice[0] == twice[1]
    assert [event.kind for event in list_events(gate.zone.name, visit)].count("rerouted") == 1


def test_each_that_may_not_go_is_named_and_the_others_go(gate, arrive, signed):
    called, gone, there, free = arrive(4)
    calls.call_one(gate.zone, called, NO_JUMP, signed())
    gate.write(gone, "turned_back", agency="border_guard")
    send(gate.zone, [there], LONG, signed())
    sent = send(gate.zone, [called, gone, there, "2024082299999", free], LONG, signed())
    assert sent.done == [free]
    refused = {called: "Y20", gone: "Y18", there: "Y19", "2024082299999": "Y18"}
    assert rules(sent) == refused
    for one in sent.refused:
        assert set(one.said) == {"vi", "en", "zh"}
        assert all(reason and cure and "{" not in reason for reason, cure in one.said.values())


def test_goods_that_a_notice_keeps_out_there_stay(gate, arrive, signed):
    [visit] = arrive()
    said = Saying(
        document="12/TB",
        signer="Người Thử",
        signed_on=gate.now.date(),
        places=(OTHER_ROAD,),
        since=gate.now,
        until=gate.now + timedelta(days=9),
        goods="fruit",
    )
    publish(gate.zone, said, None, centre.Signed("d", "dispatcher", gate.now, "notice"))
    gate.later(minutes=1)
    assert rules(send(gate.zone, [visit], LONG, signed())) == {visit: "D5"}


@pytest.mark.parametrize(
    ("sending", "rule"),
    [
        (Sending(target="nowhere", reason="long_queue"), "Y15"),
        (Sending(target="inner_yard", reason="long_queue"), "Y15"),
        (Sending(target=OTHER_ROAD, reason=""), "Y16"),
        (Sending(target=OTHER_ROAD, reason="other"), "Y16"),
    ],
)
def test_it_needs_a_gate_and_a_reason(gate, arrive, signed, sending, rule):
    with pytest.raises(NotInYard, match=rule):
        send(gate.zone, arrive(), sending, signed())


def test_it_needs_somebody(gate, signed):
    with pytest.raises(NotInYard, match="Y17"):
        send(gate.zone, [], LONG, signed())


def test_what_is_written_out_is_kept_apart(gate, arrive, signed):
    [visit] = arrive()
    said = Sending(target=OTHER_ROAD, reason="other", note="ông Tư nhờ")
    assert send(gate.zone, [visit], said, signed()).done == [visit]
    assert "ông Tư" not in str(last(gate, visit))
    assert last(gate, visit).payload["note"]

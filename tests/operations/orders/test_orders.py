"""Orders on the road: given by the centre, answered by the police, followed by the driver."""

from datetime import timedelta
from itertools import count

import pytest

from cuakhau.journal.read import find_visit, list_events
from cuakhau.movement.view import view
from cuakhau.operations.orders import refusals
from cuakhau.operations.orders.giving import Order, Said, Signed, give, say
from cuakhau.operations.orders.standing import find_order, is_ordered, list_open, list_over
from cuakhau.operations.orders.words import say_order
from cuakhau.zone.refusal import Refusal
from desk import three_languages  # noqa: F401

RULES = [value for name, value in vars(refusals).items() if name.startswith("a6")]
_numbers = count(1)


def signed(gate, agency="dispatcher", nonce=None):
    return Signed(f"{agency}-1", agency, gate.now, nonce or f"n{next(_numbers)}")


def order(here, nonce=None, **more):
    said = {"verb": "hold", "road": "QL1A, km 18", "reason": "yard_full", **more}
    return give(here.zone, Order(**said), signed(here, nonce=nonce))


def order_many(here, **more):
    return order(here, **{"gate": "north_gate", "until": here.now + timedelta(hours=2), **more})


def answer(gate, given, word, **more):
    return say(gate.zone, given, Said(word=word, **more), signed(gate, "traffic_police"))


def found(gate, number):
    seen = view(gate.zone, find_visit(gate.zone.name, number))
    return find_order(gate.zone, seen, at=gate.now)


def refused(call, *args, **more):
    with pytest.raises(Refusal) as caught:
        call(*args, **more)
    return caught.value.rule


def test_an_order_is_a_row_of_the_log_and_waits_for_its_answer(gate):
    number = gate.declare()
    given = order(gate, visit=number)
    assert list_open(gate.zone.name, at=gate.now) == [given]
    assert is_ordered(gate.zone.name, number, at=gate.now)
    row = list_events(gate.zone.name, given.subject)[-1]
    assert (row.kind, row.other, row.agency) == ("noted", number, "dispatcher")
    assert row.payload == {"road_order": {"order": "hold", "reason": "yard_full"}}


def test_the_oldest_order_comes_first(gate):
    first = order(gate, visit=gate.declare())
    gate.later(minutes=1)
    second = order(gate, visit=gate.declare())
    assert list_open(gate.zone.name, at=gate.now) == [first, second]


def test_a_double_click_gives_one_order(gate):
    number = gate.declare()
    twice = [order(gate, visit=number, nonce="same") for _ in range(2)]
    assert twice[0] == twice[1]
    assert len(list_open(gate.zone.name, at=gate.now)) == 1


def test_a_new_order_for_a_vehicle_takes_the_place_of_the_old(gate):
    number = gate.declare()
    old = order(gate, visit=number)
    gate.later(minutes=5)
    new = order(gate, visit=number, verb="release", road="", reason="traffic_clear")
    assert list_open(gate.zone.name, at=gate.now) == [new]
    assert old.words.get().word == "withdrawn"
    assert found(gate, number) == new


def test_passed_on_stays_open_done_and_cannot_do_not(gate):
    given = order(gate, visit=gate.declare())
    answer(gate, given, "passed_on", note="post at km 18")
    assert list_open(gate.zone.name, at=gate.now) == [given]
    answer(gate, given, "done")
    assert list_open(gate.zone.name, at=gate.now) == []
    assert list_over(gate.zone.name, at=gate.now) == [given]
    assert refused(answer, gate, given, "done") == "A66"
    gate.later(hours=25)
    assert list_over(gate.zone.name, at=gate.now) == []


def test_what_cannot_be_done_says_why_and_binds_no_driver(gate):
    number = gate.declare()
    given = order(gate, visit=number)
    assert refused(answer, gate, given, "cannot") == "A67"
    assert refused(answer, gate, given, "cannot", reason="other") == "A67"
    assert refused(answer, gate, given, "passed_on") == "A68"
    assert found(gate, number) == given
    answer(gate, given, "cannot", reason="not_found")
    assert found(gate, number) is None


def test_a_vehicle_diverted_to_another_route_is_bound_for_it(gate):
    number = gate.declare()
    given = order(gate, visit=number, verb="divert", place="freight_road", reason="gate_closed")
    assert view(gate.zone, find_visit(gate.zone.name, number)).gate_place == "main_road"
    answer(gate, given, "done")
    assert view(gate.zone, find_visit(gate.zone.name, number)).gate_place == "freight_road"


def test_an_order_for_many_holds_for_those_it_means_until_its_time(gate):
    fruit, other = gate.declare(), gate.declare(goods="other")
    given = order_many(gate, goods="fruit", direction="export")
    assert found(gate, fruit) == given
    assert found(gate, other) is None
    answer(gate, given, "done")
    assert found(gate, fruit) == given, "carried out, it still holds"
    gate.later(hours=2)
    assert found(gate, fruit) is None


def test_goods_within_a_class_are_meant_too(gate):
    given = order_many(gate, goods="farm_produce")
    assert found(gate, gate.declare(goods="fruit")) == given


def test_who_came_in_follows_no_order_of_the_road(gate):
    number = gate.declare()
    order_many(gate)
    gate.confirm(number, "border_guard_in", "customs_in")
    assert found(gate, number) is None
    assert refused(order, gate, visit=number) == "A62"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"visit": "nothing"}, "A62"),
        ({"visit": None}, "A61"),
        ({"road": ""}, "A63"),
        ({"verb": "divert"}, "A63"),
        ({"verb": "divert", "place": "nowhere"}, "A63"),
        ({"reason": ""}, "A64"),
        ({"reason": "other"}, "A64"),
        ({"visit": None, "gate": "north_gate"}, "A65"),
    ],
)
def test_an_order_that_is_not_whole_is_refused(gate, more, rule):
    said = {"visit": gate.declare(), **more}
    assert refused(order, gate, **said) == rule
    assert list_open(gate.zone.name, at=gate.now) == []


@pytest.mark.parametrize("hours", [-1, 73])
def test_an_order_for_many_ends_within_three_days(gate, hours):
    until = gate.now + timedelta(hours=hours)
    assert refused(order, gate, gate="north_gate", until=until) == "A65"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Dừng chờ tại QL1A, km 18 theo lệnh của"),
        ("en", "Stop and wait at QL1A, km 18, by order of"),
        ("zh", "请在QL1A, km 18停车等候"),
    ],
)
def test_the_driver_reads_one_sentence(gate, language, words):
    from django.utils import translation

    given = order(gate, visit=gate.declare())
    with translation.override("zh-hans" if language == "zh" else language):
        assert words in say_order(gate.zone, given, language)


def test_every_rule_speaks_three_languages(three_languages):  # noqa: F811
    assert len(RULES) == 8
    for rule in RULES:
        three_languages(rule)

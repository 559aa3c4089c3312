"""What a driver reads of the own turn, and how a call is answered."""

import re
from itertools import count

import pytest

from cuakhau.journal.read import list_events
from cuakhau.operations.actions import Signed
from cuakhau.operations.orders import giving
from cuakhau.operations.yards.calling import acts

EXPORT = ("main_road", "export")
_numbers = count(1)


@pytest.fixture
def call(gate):
    def make(number=1):
        signed = Signed("dispatcher-1", gate.now, f"call-{next(_numbers)}")
        return acts.call_next(gate.zone, EXPORT, number, signed)

    return make


def told(page, word):
    """The number beside a label."""
    return re.search(rf"{word}</dt><dd[^>]*>([^<]*)<", page)[1]


def kinds(gate, visit):
    return [event.kind for event in list_events(gate.zone.name, visit)]


def test_a_driver_reads_how_many_are_ahead_and_that_the_wait_is_unknown(gate, phone, link, arrive):
    visits = arrive(3, plate="12C-345.67")
    phone.open(link(visits[2]))
    assert told(phone.page, "Vehicles ahead of you") == "2"
    assert told(phone.page, "Went in the last hour") == "0"
    assert "too few vehicles went" in phone.page
    assert "12C•••67" in phone.page
    assert "12C-345.67" not in phone.page


def test_the_wait_is_a_range_once_the_queue_moves(gate, phone, link, arrive):
    visits = arrive(12)
    for visit in visits[:9]:
        gate.write(visit, "moved", place="main_road")
    phone.open(link(visits[11]))
    assert told(phone.page, "Vehicles ahead of you") == "2"
    assert told(phone.page, "Wait to expect") == "10–30 min"


def test_a_called_driver_answers_without_an_account(gate, phone, link, arrive, call):
    [visit] = arrive()
    call()
    path = link(visit)
    phone.open(path)
    assert "You are called" in phone.page
    assert "12:31" in phone.page
    assert phone.press(f"{path}answer", answer="heard").status_code == 302
    phone.open(path)
    assert "I have heard." in phone.page
    phone.press(f"{path}answer", answer="coming")
    rows = list_events(gate.zone.name, visit)
    assert [(row.kind, row.step) for row in rows[-2:]] == [
        ("answered", "heard"),
        ("answered", "coming"),
    ]
    assert rows[-1].by == "driver-link"


def test_a_double_press_answers_once(gate, phone, link, arrive, call):
    [visit] = arrive()
    call()
    path = link(visit)
    phone.open(path)
    form = phone.page
    for _ in range(2):
        phone.page = form
        assert phone.press(f"{path}answer", answer="heard").status_code == 302
    assert kinds(gate, visit).count("answered") == 1


def test_who_cannot_come_says_why_and_reads_what_it_costs(gate, phone, link, arrive, call):
    [visit] = arrive()
    call()
    path = link(visit)
    phone.open(path)
    phone.press(f"{path}answer", answer="cannot", reason="breakdown")
    phone.open(path)
    assert "You answered that you cannot come" in phone.page
    assert "You are called" not in phone.page


def test_too_late_is_said_kindly_and_the_lost_turn_is_explained(gate, phone, link, arrive, call):
    [visit] = arrive()
    call()
    path = link(visit)
    phone.open(path)
    form = phone.page
    gate.later(minutes=40)
    phone.open(path)
    assert "The time to come is over" in phone.page
    phone.page = form
    assert phone.press(f"{path}answer", answer="coming").status_code == 422
    assert "Y4" in phone.page
    assert "You missed the call of 12:01" in phone.page


def test_a_forged_link_answers_nothing(gate, phone, link, arrive, call):
    [visit] = arrive()
    call()
    path = link(visit)
    forged = f"{path.rstrip('/')[:-1]}~/answer"
    assert phone.press(forged, answer="coming").status_code == 403
    assert "answered" not in kinds(gate, visit)


def test_a_driver_with_several_trips_finds_them_on_one_phone(gate, phone, link, arrive, call):
    first, second = arrive(2)
    phone.open(link(first))
    assert second not in phone.page
    phone.open(link(second))
    assert first in phone.page
    call()
    phone.open(link(second))
    assert f"{first} · called!" in phone.page


def test_the_fee_and_where_to_pay_it(gate, phone, link, arrive):
    [visit] = arrive(vehicle_class="VT4", goods="other")
    phone.open(link(visit))
    assert "300,000" in phone.page
    assert "Fee collector" in phone.page


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_a_called_page_is_whole_in_each_language(gate, phone, link, arrive, call, language):
    [visit] = arrive()
    call()
    answer = phone.open(f"{link(visit)}?language={language}")
    assert answer.status_code == 200
    assert phone.page.count('name="answer"') == 3


def test_an_order_on_the_road_stands_on_the_page(gate, phone, link):
    visit = gate.declare()
    signed = giving.Signed("dispatcher-1", "dispatcher", gate.now, "order-1")
    order = giving.Order(verb="hold", visit=visit, place="waiting_yard", reason="yard_full")
    giving.give(gate.zone, order, signed)
    phone.open(link(visit))
    assert "Order on the road" in phone.page
    assert "Stop and wait at Waiting yard" in phone.page

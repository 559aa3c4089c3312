"""Which vehicles could be served now, and in which order they stand on a worklist."""

import pytest

from cuakhau.journal.read import get_visit
from cuakhau.operations.desk.waiting import find_waiting
from cuakhau.operations.desk.worklist.page import name_step
from cuakhau.operations.desk.worklist.rows import list_awaiting, list_tabs
from journal.example import fresh_zone


def hall(gate, *numbers):
    visits = (get_visit(gate.zone.name, number) for number in numbers)
    return [find_waiting(gate.zone, visit) for visit in visits]


def steps_ready(gate, number):
    [waiting] = hall(gate, number)
    return set(waiting.ready)


def test_before_a_vehicle_is_seen_only_papers_can_be_looked_at(gate):
    number = gate.declare()
    assert steps_ready(gate, number) == {"registration", "permit", "payment", "selection"}


def test_who_was_seen_at_the_gate_can_be_let_into_the_yard_but_not_out(gate):
    number = gate.declare()
    gate.confirm(number, "border_guard_in")
    ready = steps_ready(gate, number)
    assert {"customs_in", "health_check", "yard_in", "customs_check"} <= ready
    assert not {"yard_out_customs", "exit_customs"} & ready


def test_who_left_the_yard_can_leave_the_zone(gate):
    number = gate.declare()
    gate.confirm(number, "border_guard_in", "yard_in", "yard_out_border_guard")
    assert {"exit_customs", "exit_border_guard"} <= steps_ready(gate, number)


def test_who_is_there_stands_above_who_waits_longer_elsewhere(gate):
    far = gate.declare(procedure="import")
    gate.later(hours=1)
    near = gate.declare(procedure="import")
    gate.confirm(near, "border_guard_in")
    rows = list_awaiting(hall(gate, far, near), "health_quarantine")
    assert [(row.seen.subject, row.is_due) for row in rows] == [(near, True), (far, False)]


def test_whose_promise_breaks_first_stands_first_and_who_has_none_comes_after(gate):
    older = gate.declare(goods="other")
    gate.confirm(older, "border_guard_in", "registration")
    gate.later(minutes=90)
    fruit = gate.declare(goods="fruit")
    gate.confirm(fruit, "border_guard_in", "registration")
    gate.later(minutes=60)
    latest = gate.declare(goods="other")
    gate.confirm(latest, "border_guard_in", "registration")
    # 240 minutes for other goods, 120 for fruit
    rows = list_awaiting(hall(gate, latest, fruit, older), "customs", "customs_check")
    assert [row.seen.subject for row in rows] == [fruit, older, latest]
    assert rows[0].promised_us - rows[0].since_us == 120 * 60_000_000
    unpromised = list_awaiting(hall(gate, latest, fruit, older), "customs", "yard_in")
    assert [row.promised_us for row in unpromised] == [None] * 3
    assert [row.seen.subject for row in unpromised] == [older, fruit, latest]


def test_a_promise_begins_when_the_vehicle_is_there(gate):
    number = gate.declare()
    assert "health_check" not in hall(gate, number)[0].promised
    gate.later(hours=3)
    gate.confirm(number, "border_guard_in")
    [waiting] = hall(gate, number)
    since_us = int(gate.now.timestamp() * 1_000_000)
    assert waiting.promised["health_check"] == since_us + 30 * 60_000_000


def test_a_vehicle_waits_since_it_came_not_since_it_was_declared(gate):
    number = gate.declare(procedure="import")
    gate.later(hours=5)
    gate.confirm(number, "border_guard_in")
    [row] = list_awaiting(hall(gate, number), "health_quarantine")
    assert row.since_us == int(gate.now.timestamp() * 1_000_000)


def test_a_tab_counts_who_can_be_served_now(gate):
    far, near = (gate.declare(procedure="import") for _ in range(2))
    gate.confirm(near, "customs_in")
    tabs = list_tabs(gate.zone, hall(gate, far, near), "health_quarantine")
    assert [(tab.step, tab.count) for tab in tabs.steps] == [("health_check", 1)]
    assert (tabs.all_count, tabs.held) == (1, 0)


def test_an_optional_step_is_listed_only_where_it_is_asked_for(gate):
    number = gate.declare()
    gate.confirm(number, "customs_in")
    waiting = hall(gate, number)
    assert list_awaiting(waiting, "plant_quarantine") == []
    [row] = list_awaiting(waiting, "plant_quarantine", "plant_check")
    assert row.due[0].step == "plant_check"
    [tab] = list_tabs(gate.zone, waiting, "plant_quarantine").steps
    assert tab.is_optional


@pytest.mark.parametrize(
    ("step", "agency", "language", "name"),
    [
        ("customs_in", "customs", "en", "Into the gate"),
        ("border_guard_in", "border_guard", "vi", "Xác nhận vào cửa khẩu"),
        ("payment", "fee_collector", "vi", "Thanh toán phí"),
    ],
)
def test_a_step_is_not_told_with_the_name_of_its_own_desk(step, agency, language, name):
    assert name_step(fresh_zone(), step, agency, language) == name

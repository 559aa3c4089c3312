"""Requests outside of the hours: asked by a firm, answered by each force, decided by the centre."""

import pytest

from cuakhau.operations.centre.hours.acts import list_forces
from cuakhau.operations.centre.models import HoursRequest
from cuakhau.operations.closures import read_months
from cuakhau.operations.messages import outbox
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import classes_of, serve_goods

WISH = {
    "place": "main_road",
    "since": "2024-08-22T20:30",
    "until": "2024-08-22T23:00",
    "vehicles": "20",
    "direction": "export",
    "goods": "fruit",
    "note": "hàng mau hỏng",
}


@pytest.fixture
def firm(gate):
    return gate.sign_in("declarant")


@pytest.fixture
def asked(gate, firm):
    firm.get("hours/")
    answer = firm.post("hours/ask", nonce=firm.field("nonce"), **WISH)
    assert answer.status_code == 302
    return HoursRequest.objects.get(zone=gate.zone.name)


def say(gate, asked, force, answer="yes", condition=""):
    officer = gate.sign_in(force)
    officer.get("hours/")
    path = f"hours/{asked.pk}/answer"
    fields = {"force": force, "answer": answer, "condition": condition}
    return officer.post(path, nonce=officer.field("nonce"), **fields)


def decide(gate, asked, act="grant", **more):
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("hours/")
    fields = {"act": act, "nonce": dispatcher.field("nonce"), **more}
    dispatcher.post(f"hours/{asked.pk}/decide", **fields)
    return dispatcher


def word(gate, hour, goods="fruit"):
    at = gate.now.replace(hour=hour - 7)
    months = read_months(gate.zone, gate.zone.places, at.date())
    way = ("vn", "export", classes_of(gate.zone, goods))
    return serve_goods(gate.zone, months, "main_road", way, micros(at)).word


def test_the_forces_of_the_direction_are_asked_and_the_other_side(gate, asked):
    assert asked.forces == [*list_forces(gate.zone, "export"), "cn"]
    assert {"border_guard", "customs"} <= set(asked.forces)
    assert "dispatcher" not in asked.forces
    assert asked.firm == "firm-a"


def test_each_force_answers_for_itself_and_what_is_missing_is_named(gate, asked):
    assert say(gate, asked, "customs").status_code == 302
    assert say(gate, asked, "border_guard", "condition", "before 22:00").status_code == 302
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("hours/")
    assert "waiting for:" in dispatcher.page
    assert "before 22:00" in dispatcher.page
    assert say(gate, asked, "customs", "no").status_code == 302
    dispatcher.get("hours/")
    assert "one of the forces says no" in dispatcher.page


def test_nobody_answers_for_another_force(gate, asked):
    customs = gate.sign_in("customs")
    path = f"hours/{asked.pk}/answer"
    assert customs.post(path, force="border_guard", answer="yes", nonce="n").status_code == 403
    assert customs.post(path, force="cn", answer="yes", nonce="n").status_code == 403
    path = f"hours/{asked.pk}/other-side"
    assert customs.post(path, answer="yes", nonce="n").status_code == 403
    assert gate.sign_in("dispatcher").post(path, answer="yes", nonce="n").status_code == 302


@pytest.mark.parametrize(("answer", "condition"), [("maybe", ""), ("condition", " "), ("", "")])
def test_an_answer_is_yes_no_or_a_condition_that_is_written(gate, asked, answer, condition):
    officer = gate.sign_in("customs")
    fields = {"force": "customs", "answer": answer, "condition": condition, "nonce": "n"}
    officer.post(f"hours/{asked.pk}/answer", **fields)
    assert "C32" in officer.page


def test_granted_the_gate_is_open_for_that_time_and_the_firm_is_told(gate, asked):
    assert word(gate, 21) == "closed"
    decide(gate, asked, until="2024-08-22T22:00")
    assert [word(gate, hour) for hour in (20, 21, 22)] == ["closed", "open", "closed"]
    assert word(gate, 21, goods="ore") == "closed"
    [message] = outbox.list_messages(gate.zone.name, firm="firm-a")
    assert "22:00" in outbox.tell(message, "en")
    again = decide(gate, asked)
    assert "C31" in again.page


def test_refused_nothing_opens_and_the_firm_is_told(gate, asked):
    decide(gate, asked, act="refuse")
    assert word(gate, 21) == "closed"
    [message] = outbox.list_messages(gate.zone.name, firm="firm-a")
    assert message.text == "hours_refused"


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"vehicles": "0"}, "C30"),
        ({"vehicles": "many"}, "C30"),
        ({"until": "2024-08-22T20:00"}, "C30"),
        ({"since": ""}, "C30"),
        ({"since": "2024-08-21T20:30", "until": "2024-08-21T23:00"}, "C30"),
        ({"place": "nowhere"}, "C1"),
    ],
)
def test_a_wish_that_lacks_something_is_refused_and_nothing_is_lost(gate, firm, more, rule):
    answer = firm.post("hours/ask", nonce="n", **{**WISH, **more})
    assert answer.status_code == 200
    assert f'<span class="rule">{rule}</span>' in firm.page
    assert "hàng mau hỏng" in firm.page


def test_a_firm_sees_its_own_requests_alone(gate, asked):
    other = gate.sign_in("declarant", firm="firm-b")
    other.get("hours/")
    assert "firm-a" not in other.page
    assert gate.sign_in("driver").get("hours/").status_code == 403

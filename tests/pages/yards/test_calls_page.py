"""The dispatcher's page of calls, in the hands of a dispatcher."""

import pytest

from cuakhau.journal.read import list_events

PAGE = "calls/main_road/export/"


def kinds(gate, visit):
    return [event.kind for event in list_events(gate.zone.name, visit)]


def test_the_next_are_called_with_two_clicks(gate, arrive):
    visits = arrive(3)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("calls/")
    dispatcher.press(PAGE, "next", count="2")
    assert "2 vehicles called" in dispatcher.page
    assert [kinds(gate, visit)[-1] == "called" for visit in visits] == [True, True, False]


def test_a_call_out_of_order_comes_back_with_all_that_was_typed(gate, arrive):
    visits = arrive(2)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.press(PAGE, "call", visit=visits[1], reason="aid", document="9/CV")
    assert "Y1" in dispatcher.page
    assert 'value="9/CV"' in dispatcher.page
    assert "<details" in dispatcher.page
    more = {"basis": "order", "office": "board", "name": "Người Thử"}
    dispatcher.press(PAGE, "call", visit=visits[1], reason="aid", document="9/CV", **more)
    assert kinds(gate, visits[1])[-1] == "called"


def test_the_arrival_and_the_taking_back_are_one_button_each(gate, arrive):
    first, second = arrive(2)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.press(PAGE, "next", count="2")
    dispatcher.press(PAGE, f"come:{first}")
    dispatcher.press(PAGE, f"back:{second}")
    assert kinds(gate, first)[-1] == "moved"
    assert kinds(gate, second)[-1] == "voided"


def test_who_only_looks_has_no_buttons_and_may_not_call(gate, arrive):
    [visit] = arrive(plate="12C-345.67")
    board = gate.sign_in("board")
    board.get(PAGE)
    assert visit in board.page
    assert "12C•••67" in board.page
    assert 'name="act"' not in board.page
    assert board.post(PAGE, act="next", count="1", nonce="n").status_code == 403
    assert gate.sign_in("dispatcher").get(PAGE).content.decode().count("12C-345.67") == 1


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_the_rule_is_on_the_page(gate, arrive, language):
    arrive()
    officer = gate.sign_in("dispatcher")
    officer.get(PAGE, language=language)
    for number in ("30", "120", "10"):
        assert number in officer.page


def test_an_empty_zone_says_what_will_be_here(gate):
    dispatcher = gate.sign_in("dispatcher")
    assert dispatcher.get("calls/").status_code == 200
    assert "Nobody waits to be called" in dispatcher.page
    assert dispatcher.get("calls/nowhere/export/").status_code == 404

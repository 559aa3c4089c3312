"""Sending vehicles elsewhere, in the hands of a dispatcher."""

import pytest

from cuakhau.journal.read import list_events

SAID = {"target": "freight_road", "reason": "long_queue"}


def last(gate, visit):
    return list_events(gate.zone.name, visit)[-1]


def send(browser, query="place=main_road", **fields):
    browser.get(f"reroute/?{query}")
    nonce = browser.field("nonce")
    return browser.post(f"reroute/?{query}", nonce=nonce, **{**SAID, **fields})


def test_those_ticked_go_and_each_that_may_not_is_named(gate, arrive):
    first, second, third = arrive(3)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.press("calls/main_road/export/", "next", count="1")
    send(dispatcher, visit=[first, third])
    assert f"1 vehicle sent: {third}" in dispatcher.page
    assert "Y20" in dispatcher.page
    assert first in dispatcher.page
    kinds = [last(gate, visit).kind for visit in (first, second, third)]
    assert kinds == ["called", "confirmed", "rerouted"]


def test_the_first_of_the_list_go_without_a_tick(gate, arrive):
    visits = arrive(3)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("reroute/?place=main_road")
    dispatcher.post("reroute/", nonce="n", first="2", listed=visits, **SAID)
    assert [last(gate, visit).kind for visit in visits] == ["rerouted", "rerouted", "confirmed"]


def test_what_was_typed_stays_when_it_is_refused(gate, arrive):
    [visit] = arrive()
    dispatcher = gate.sign_in("dispatcher")
    send(dispatcher, visit=[visit], reason="other", note="")
    assert "Y16" in dispatcher.page
    assert f'value="{visit}" checked' in dispatcher.page
    assert 'value="freight_road" selected' in dispatcher.page
    assert last(gate, visit).kind == "confirmed"


def test_the_page_of_a_visit_leads_to_it_and_the_board_does(gate, arrive):
    visit, other = arrive(2)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get(f"visit/{visit}/")
    assert f"reroute/?visit={visit}" in dispatcher.page
    dispatcher.get("")
    assert "reroute/?place=main_road" in dispatcher.page
    dispatcher.get(f"reroute/?visit={visit}")
    assert f'value="{visit}" checked' in dispatcher.page
    assert other not in dispatcher.page
    guard = gate.sign_in("border_guard")
    guard.get("")
    assert "reroute/" not in guard.page


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_it_opens_full_and_empty(gate, arrive, language):
    dispatcher = gate.sign_in("dispatcher")
    assert dispatcher.get("reroute/", language=language).status_code == 200
    arrive(vehicle_class="VT4")
    assert dispatcher.get("reroute/", language=language, goods="fruit").status_code == 200

"""The hotline log: what the other side says, kept apart, holding for a time, stale after it."""

import pytest

from cuakhau.journal.read import list_events
from cuakhau.operations.centre.models import HotlineCall

MONTH = "main_road@2024-08"
SAID = {"place": "main_road", "with_whom": "Youyi Guan station", "said": "20 an hour, Mr Wang"}


@pytest.fixture
def dispatcher(gate):
    return gate.sign_in("dispatcher")


def call(browser, **more):
    browser.get("hotline/")
    return browser.post("hotline/", nonce=browser.field("nonce"), **{**SAID, **more})


def rows(gate):
    return list_events(gate.zone.name, MONTH)


def test_an_accepted_rate_becomes_the_state_of_the_other_side(gate, dispatcher):
    assert call(dispatcher, verb="slow", rate="20", span="120").status_code == 302
    [row] = rows(gate)
    assert (row.kind, row.step, row.amount) == ("slowed", "cn", 20)
    assert row.other == f"hotline:{HotlineCall.objects.get(zone=gate.zone.name).pk}"
    dispatcher.get("gates/")
    assert "slow, 20 an hour" in dispatcher.page


def test_when_its_time_is_over_it_is_stale_on_the_board(gate, dispatcher):
    call(dispatcher, verb="slow", rate="20", span="120")
    gate.later(hours=3)
    for path in ("", "hotline/", "gates/", "wall/"):
        dispatcher.get(path)
        assert "stale since 14:00" in dispatcher.page, path


def test_a_call_about_nothing_of_the_gate_is_a_note(gate, dispatcher):
    call(dispatcher)
    [row] = rows(gate)
    assert (row.kind, row.step) == ("noted", None)
    assert HotlineCall.objects.get(zone=gate.zone.name).valid_until is None


def test_names_and_words_are_in_no_row_and_not_for_everybody(gate, dispatcher):
    call(dispatcher, speaker="Vương Tiểu Minh", verb="open", span="60")
    assert "Wang" not in str(rows(gate))
    kept = HotlineCall.objects.get(zone=gate.zone.name)
    assert "Wang" not in str(vars(kept))
    dispatcher.get("hotline/")
    assert "Mr Wang" in dispatcher.page
    assert "Vương Tiểu Minh" in dispatcher.page
    assert gate.sign_in("board").get("hotline/").status_code == 403


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"said": ""}, "C20"),
        ({"with_whom": ""}, "C20"),
        ({"place": "nowhere"}, "C1"),
        ({"verb": "slow", "span": ""}, "C21"),
        ({"verb": "slow", "span": "60", "rate": "lots"}, "C3"),
        ({"verb": "open", "span": "at", "until": "2024-08-22T11:00"}, "C4"),
        ({"verb": "burn", "span": "60"}, "C1"),
    ],
)
def test_a_call_that_lacks_something_is_refused_and_nothing_is_lost(gate, dispatcher, more, rule):
    assert call(dispatcher, **more).status_code == 200
    assert f'<span class="rule">{rule}</span>' in dispatcher.page
    if "with_whom" not in more:
        assert 'value="Youyi Guan station"' in dispatcher.page
    assert rows(gate) == []
    assert not HotlineCall.objects.filter(zone=gate.zone.name).exists()


def test_a_double_click_notes_once(gate, dispatcher):
    dispatcher.get("hotline/")
    nonce = dispatcher.field("nonce")
    for _ in range(2):
        dispatcher.post("hotline/", nonce=nonce, verb="open", span="60", **SAID)
    assert len(rows(gate)) == 1

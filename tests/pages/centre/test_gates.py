"""Gates opened, closed and slowed from the page, and how they stand there."""

import re
from datetime import timedelta

import pytest

from cuakhau.journal.read import list_events
from cuakhau.journal.store.connection import fetch

MONTH = "main_road@2024-08"


@pytest.fixture
def dispatcher(gate):
    return gate.sign_in("dispatcher")


def press(browser, act, nonce=None, **fields):
    """Press a button of the panel of the main road."""
    browser.get("gates/", place="main_road", side="cn")
    form = {"place": "main_road", "side": "cn", "nonce": nonce or browser.field("nonce")}
    return browser.post("gates/?place=main_road&side=cn", act=act, **{**form, **fields})


def said(gate, subject=MONTH):
    return [(row.kind, row.step, row.amount) for row in list_events(gate.zone.name, subject)]


def cells(page):
    """What each cell of the table says, tags left out."""
    found = re.findall(r'<td data-label="([^"]*)".*?</td>', page, re.S)
    texts = re.findall(r'<td data-label="[^"]*".*?</td>', page, re.S)
    plain = [" ".join(re.sub(r"<[^>]*>", " ", text).split()) for text in texts]
    return list(zip(found, plain, strict=True))


def test_one_tap_closes_a_side_with_its_reason(gate, dispatcher):
    answer = press(dispatcher, "close:congestion")
    assert answer.status_code == 200
    assert said(gate) == [("closed", "cn", None)]
    assert any("closed" in text and "Congestion" in text for _, text in cells(dispatcher.page))


def test_a_rate_an_end_a_direction_and_goods_are_kept(gate, dispatcher):
    press(dispatcher, "slow:other_side", rate="20", span="60", direction="export", goods="fruit")
    [row] = list_events(gate.zone.name, MONTH)
    assert (row.kind, row.step, row.goods, row.amount) == ("slowed", "cn/export", "fruit", 20)
    assert row.payload["until_us"] - row.happened_us == 3_600_000_000
    assert row.payload["reason"] == "other_side"


def test_a_double_click_writes_once(gate, dispatcher):
    dispatcher.get("gates/", place="main_road", side="cn")
    nonce = dispatcher.field("nonce")
    for _ in range(2):
        press(dispatcher, "close:accident", nonce=nonce)
        gate.later(seconds=1)
    assert len(said(gate)) == 1


def test_a_word_is_taken_back_within_two_minutes_and_not_after(gate, dispatcher):
    press(dispatcher, "close:fire")
    undo = dispatcher.field("undo")
    gate.later(seconds=119)
    dispatcher.post("gates/undo", undo=undo, nonce="n1")
    assert [kind for kind, *_ in said(gate)] == ["closed", "voided"]
    press(dispatcher, "close:fire")
    undo = dispatcher.field("undo")
    gate.later(seconds=121)
    dispatcher.post("gates/undo", undo=undo, nonce="n2")
    assert "C5" in dispatcher.page
    assert len(said(gate)) == 3


def test_nobody_takes_back_the_word_of_another(gate, dispatcher):
    press(dispatcher, "close:fire")
    other = gate.sign_in("dispatcher")
    other.post("gates/undo", undo=dispatcher.field("undo"), nonce="n1")
    assert "C6" in other.page
    assert len(said(gate)) == 1


@pytest.mark.parametrize(
    ("act", "fields", "rule"),
    [
        ("close:", {}, "C2"),
        ("close:no_such_reason", {}, "C2"),
        ("open::no_such_place:vn", {}, "C1"),
        ("open:", {"side": "eu"}, "C1"),
        ("burn:fire", {}, "C1"),
        ("slow:staff", {"rate": "many"}, "C3"),
        ("slow:staff", {"rate": "0"}, "C3"),
        ("slow:staff", {"span": "at", "until": "2024-08-22T08:00"}, "C4"),
        ("slow:staff", {"span": "at", "until": "yesterday"}, "C4"),
    ],
)
def test_a_bad_word_is_refused_with_its_rule(gate, dispatcher, act, fields, rule):
    answer = press(dispatcher, act, **fields)
    assert answer.status_code == 200
    assert f'<span class="rule">{rule}</span>' in dispatcher.page
    assert said(gate) == []


def test_a_note_is_kept_apart_and_each_look_at_it_too(gate, dispatcher):
    press(dispatcher, "slow:checks", note="Ông Vương gọi lúc 11 giờ")
    assert "Ông Vương" in dispatcher.page
    [row] = list_events(gate.zone.name, MONTH)
    assert "Vương" not in str(row)
    looks = fetch("SELECT count(*) FROM journal_personal_access WHERE zone = $1", [gate.zone.name])
    assert looks[0][0] == 1
    board = gate.sign_in("board")
    board.get("gates/", place="main_road", side="cn")
    assert "Ông Vương" not in board.page


def test_the_board_may_close_and_is_named_by_no_agency_of_others(gate):
    press(gate.sign_in("board"), "close:event")
    [row] = list_events(gate.zone.name, MONTH)
    assert row.agency is None


@pytest.mark.parametrize("role", ["customs", "province", "fee_collector"])
def test_others_look_and_do_not_act(gate, role):
    reader = gate.sign_in(role)
    assert reader.get("gates/", place="main_road", side="vn").status_code == 200
    assert "close:fire" not in reader.page
    assert press(reader, "close:fire").status_code == 403
    assert said(gate) == []


@pytest.mark.parametrize("role", ["declarant", "driver"])
def test_who_may_not_see_the_board_may_not_see_this(gate, role):
    assert gate.sign_in(role).get("gates/").status_code == 403


def test_a_lapsed_word_of_the_other_side_is_shown_as_stale(gate, dispatcher):
    press(dispatcher, "slow:other_side", rate="20", span="30")
    gate.later(hours=1)
    dispatcher.get("gates/")
    stale = [text for _, text in cells(dispatcher.page) if "stale since 12:30" in text]
    assert "slow, 20 an hour" in stale[0]


def test_a_place_of_last_month_and_strange_addresses_do_no_harm(gate, dispatcher):
    gate.later(days=12)
    for query in ({"place": "nowhere"}, {"place": "main_road", "side": "xx"}, {"side": "cn"}):
        assert dispatcher.get("gates/", **query).status_code == 200
    press(dispatcher, "open:")
    assert said(gate, "main_road@2024-09") == [("opened", "cn", None)]
    assert dispatcher.get("gates/").status_code == 200


def test_it_is_quick_to_undo_across_the_end_of_a_month(gate, dispatcher):
    gate.later(days=9, hours=11, minutes=59)
    press(dispatcher, "close:works")
    gate.now += timedelta(minutes=1)
    dispatcher.post("gates/undo", undo=dispatcher.field("undo"), nonce="n9")
    assert [kind for kind, *_ in said(gate)] == ["closed", "voided"]

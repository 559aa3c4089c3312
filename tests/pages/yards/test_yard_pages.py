"""The pages of yards: the plan, the count on a phone, and the vehicles not found."""

import json

import pytest

from cuakhau.journal.read import list_events

PLAN, COUNT, MARK = "yards/inner_yard/", "yards/inner_yard/count/", "yards/inner_yard/count/mark"


def last(gate, visit):
    return list_events(gate.zone.name, visit)[-1]


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
@pytest.mark.parametrize("path", ["yards/", PLAN, COUNT, "not-found/", "yards/waiting_yard/"])
def test_every_page_opens_full_and_empty(gate, arrive, path, language):
    operator = gate.sign_in("yard_operator")
    assert operator.get(path, language=language).status_code == 200
    [visit] = arrive()
    operator.post(MARK, visit=visit, word="absent", nonce="n")
    assert operator.get(path, language=language).status_code == 200


def test_a_vehicle_is_put_on_a_free_place_with_two_clicks(gate, arrive):
    [visit] = arrive(vehicle_class="VT4")
    operator = gate.sign_in("yard_operator")
    operator.get(PLAN, visit=visit)
    assert 'value="slot:B1-01"' in operator.page
    operator.post(
        f"{PLAN}?visit={visit}", act="slot:B1-01", chosen=visit, nonce=operator.field("nonce")
    )
    assert f"{visit} → B1-01" in operator.page
    assert (last(gate, visit).kind, last(gate, visit).step) == ("moved", "B1-01")
    assert last(gate, visit).agency == "yard_operator"


def test_ticked_vehicles_take_the_next_free_places(gate, arrive):
    visits = arrive(3, vehicle_class="VT4")
    operator = gate.sign_in("yard_operator")
    operator.press(PLAN, "next", visit=visits[:2])
    assert [last(gate, visit).step for visit in visits] == ["B1-01", "B1-02", "yard_in"]


def test_a_refused_move_says_the_rule_and_who_only_looks_cannot_move(gate, arrive):
    first, second = arrive(2)
    operator = gate.sign_in("yard_operator")
    operator.press(PLAN, "slot", chosen=first, slot="B1-01")
    operator.press(PLAN, "slot", chosen=second, slot="B1-01")
    assert "Y8" in operator.page
    board = gate.sign_in("board")
    board.get(PLAN)
    assert 'name="act"' not in board.page
    assert board.post(PLAN, act="next", visit=[second], nonce="n").status_code == 403


def test_unknown_capacity_is_said(gate, arrive):
    operator = gate.sign_in("yard_operator")
    operator.get("yards/waiting_yard/")
    assert "unknown" in operator.page
    assert "a place may be written by hand" in operator.page


def test_a_script_is_answered_in_json_and_a_repeat_gets_the_first_answer(gate, arrive):
    [visit] = arrive()
    operator = gate.sign_in("yard_operator")
    address = operator._address(MARK)
    said = {"visit": visit, "word": "present", "nonce": "press-1", "ago_ms": "60000"}
    for _ in range(2):
        answer = operator.client.post(address, said, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()) == (200, {"visit": visit, "state": "present"})
    rows = [row for row in list_events(gate.zone.name, visit) if row.kind == "sighted"]
    assert len(rows) == 1
    assert rows[0].recorded_us - rows[0].happened_us == 60_000_000
    told = operator.client.post(
        address, {**said, "visit": "nobody", "nonce": "x"}, headers={"Accept": "application/json"}
    )
    assert told.status_code == 422
    assert json.loads(told.content)["rule"] == "Y5"


def test_a_form_without_a_script_is_led_back(gate, arrive):
    [visit] = arrive()
    operator = gate.sign_in("yard_operator")
    operator.get(COUNT)
    assert operator.post(MARK, visit=visit, word="absent", nonce="n").status_code == 302
    assert last(gate, visit).kind == "missing"


def test_two_officers_close_a_ghost_on_the_page(gate, arrive):
    [visit] = arrive()
    first, second = gate.sign_in("yard_operator"), gate.sign_in("dispatcher")
    first.post(MARK, visit=visit, word="absent", nonce="n")
    first.press("not-found/", f"ask:{visit}", **{f"reason-{visit}": "left_unseen"})
    assert f"close:{visit}" not in first.page
    first.post("not-found/", act=f"close:{visit}", nonce="again")
    assert "Y10" in first.page
    second.press("not-found/", f"close:{visit}")
    assert last(gate, visit).kind == "written_off"
    assert "closed as not found" in second.page
    gate.later(minutes=1)
    first.post(MARK, visit=visit, word="present", nonce="seen")
    first.get("not-found/")
    assert "seen again, open" in first.page


def test_who_has_no_right_cannot_count_or_close(gate, arrive):
    [visit] = arrive()
    customs = gate.sign_in("customs")
    assert customs.get(COUNT).status_code == 403
    assert customs.post(MARK, visit=visit, word="absent", nonce="n").status_code == 403
    assert customs.post("not-found/", act=f"ask:{visit}", nonce="n").status_code == 403


def test_a_long_count_is_turned_by_pages_and_found_by_the_last_digits(gate, arrive):
    visits = arrive(62, plate="12C-345.67")
    operator = gate.sign_in("yard_operator")
    operator.get(COUNT)
    assert operator.page.count('class="count-row"') == 60
    operator.post(MARK, visit=visits[61], word="present", nonce="n")
    operator.get(COUNT)
    assert 'data-present="1"' in operator.page
    operator.get(COUNT, page="2")
    assert operator.page.count('class="count-row"') == 2
    operator.get(COUNT, q=visits[61][-4:])
    assert operator.page.count('class="count-row"') == 1
    operator.get(COUNT, q="345.67")
    assert operator.page.count('class="count-row"') == 60

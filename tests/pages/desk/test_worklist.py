"""The worklist of an agency, in the hands of an officer."""

from cuakhau.journal.read import list_events


def test_a_vehicle_is_confirmed_by_one_click(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    officer.get("desk/border_guard/")
    assert f"confirm:{number}:border_guard_in" in officer.page
    officer.post(
        "desk/border_guard/",
        act=f"confirm:{number}:border_guard_in",
        nonce=officer.field("nonce"),
    )
    assert f"confirm:{number}:border_guard_in" not in officer.page
    assert "notice done" in officer.page


def test_a_double_click_writes_once(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    officer.get("desk/border_guard/")
    nonce = officer.field("nonce")
    for _ in range(2):
        officer.post("desk/border_guard/", act=f"confirm:{number}:border_guard_in", nonce=nonce)
        gate.later(seconds=1)
    assert [row.kind for row in list_events(gate.zone.name, number)] == ["declared", "confirmed"]


def test_the_visit_page_shows_who_confirmed_and_who_has_not(gate):
    number = gate.declare()
    gate.confirm(number, "border_guard_in")
    officer = gate.sign_in("customs")
    answer = officer.get(f"visit/{number}/")
    assert answer.status_code == 200
    assert "is-struck" not in officer.page
    assert number in officer.page

"""The worklist of an agency, in the hands of an officer."""

import re
from itertools import count

from cuakhau.journal.read import list_events
from cuakhau.journal.store.connection import fetch

ADDRESS = "desk/border_guard/"
IN = "border_guard_in"


def kinds(gate, number):
    return [row.kind for row in list_events(gate.zone.name, number)]


def press(officer, button, address=ADDRESS, **fields):
    return officer.press(address, button, **fields)


def test_a_vehicle_is_confirmed_by_one_click(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    officer.get(ADDRESS)
    assert f"confirm:{number}:{IN}" in officer.page
    press(officer, f"confirm:{number}:{IN}")
    assert f"confirm:{number}:{IN}" not in officer.page
    assert "notice done" in officer.page


def test_a_double_click_writes_once(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    officer.get(ADDRESS)
    nonce = officer.field("nonce")
    for _ in range(2):
        officer.post(ADDRESS, act=f"confirm:{number}:{IN}", nonce=nonce)
        gate.later(seconds=1)
    assert kinds(gate, number) == ["declared", "confirmed"]


def test_a_scan_confirms_the_only_vehicle_it_fits(gate):
    number = gate.declare("12C-123.45")
    gate.declare("29C-888.88")
    officer = gate.sign_in("border_guard")
    press(officer, "scan", scan="12345")
    assert kinds(gate, number) == ["declared", "confirmed"]


def test_the_code_on_a_drivers_slip_can_be_scanned(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    press(officer, "scan", scan=f"https://gate.example/d/{number}~abc~signature")
    assert kinds(gate, number) == ["declared", "confirmed"]


def test_a_scan_that_fits_two_asks_which(gate):
    one, two = gate.declare("12C-123.45"), gate.declare("29C-123.45")
    officer = gate.sign_in("border_guard")
    press(officer, "scan", scan="12345")
    assert "More than one vehicle fits" in officer.page
    assert kinds(gate, one) == kinds(gate, two) == ["declared"]


def test_a_scan_of_a_vehicle_that_waits_elsewhere_says_where(gate):
    number = gate.declare("12C-123.45")
    gate.confirm(number, IN, "customs_in")
    officer = gate.sign_in("health_quarantine")
    press(officer, "scan", "desk/health_quarantine/", scan="12345")
    assert "This vehicle awaits nothing here. It awaits:" in officer.page
    assert "Customs" in officer.page


def test_a_hold_needs_a_reason_and_stays_on_the_list_until_released(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    press(officer, f"hold:{number}:{IN}")
    assert kinds(gate, number) == ["declared"]
    press(officer, f"hold:{number}:{IN}", **{"reason-hold": "papers_missing"})
    assert kinds(gate, number) == ["declared", "held"]
    assert f"release:{number}:" in officer.page
    press(officer, f"release:{number}:")
    assert kinds(gate, number)[-1] == "released"


def test_another_reason_has_to_be_written_out(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    press(officer, f"turn_back:{number}:", **{"reason-turn_back": "other", "note": "  "})
    assert "Write the other reason" in officer.page
    press(officer, f"turn_back:{number}:", **{"reason-turn_back": "other", "note": "no tyres"})
    assert kinds(gate, number) == ["declared", "turned_back"]


def test_many_are_done_at_once_and_each_refused_one_is_named(gate):
    good = [gate.declare() for _ in range(30)]
    gone = "2024082299999"
    officer = gate.sign_in("border_guard")
    press(officer, "many:confirm", visit=[*good, gone], step=IN)
    assert all(kinds(gate, number) == ["declared", "confirmed"] for number in good)
    refused = re.findall(r'notice refused">\s*<p>.*?<strong>([^<]+)<', officer.page, re.S)
    assert refused == [gone]


def test_many_are_taken_back_within_two_minutes_and_not_later(gate):
    numbers = [gate.declare() for _ in range(3)]
    officer = gate.sign_in("border_guard")
    press(officer, "many:confirm", visit=numbers)
    undo, nonce = officer.field("undo"), officer.field("nonce")
    gate.later(seconds=119)
    officer.post(f"{ADDRESS}undo", undo=undo, nonce=nonce)
    assert [kinds(gate, one)[-1] for one in numbers] == ["voided"] * 3
    press(officer, "many:confirm", visit=numbers)
    undo, nonce = officer.field("undo"), officer.field("nonce")
    gate.later(seconds=121)
    officer.post(f"{ADDRESS}undo", undo=undo, nonce=nonce)
    assert "Two minutes are over" in officer.page
    assert [kinds(gate, one)[-1] for one in numbers] == ["confirmed"] * 3


def test_nobody_undoes_what_another_did(gate):
    number = gate.declare()
    officer, other = gate.sign_in("border_guard"), gate.sign_in("border_guard")
    press(officer, f"confirm:{number}:{IN}")
    other.get(ADDRESS)
    answer = other.post(f"{ADDRESS}undo", undo=officer.field("undo"), nonce="x")
    assert answer.status_code == 403
    assert kinds(gate, number) == ["declared", "confirmed"]


def test_one_agency_has_no_door_to_the_desk_of_another(gate):
    number = gate.declare()
    officer = gate.sign_in("customs")
    assert officer.get(ADDRESS).status_code == 403
    assert officer.post(ADDRESS, act=f"confirm:{number}:{IN}", nonce="x").status_code == 403


def test_a_page_that_is_open_asks_for_the_part_that_changes_alone(gate):
    number = gate.declare()
    officer = gate.sign_in("border_guard")
    answer = officer.client.get(f"/zone/{gate.zone.name}/{ADDRESS}", headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert number in part
    assert "<html" not in part
    assert 'id="notices"' not in part


def test_a_plate_on_an_open_worklist_is_one_look_in_five_minutes(gate):
    gate.declare("12C-123.45")
    officer = gate.sign_in("border_guard")
    looks = []
    for minutes in (0, 1, 6):
        gate.later(minutes=minutes)
        officer.get(ADDRESS)
        assert "12C-123.45" in officer.page
        looks.append(count_looks(gate, officer))
    assert looks == [1, 1, 2]


def count_looks(gate, officer):
    [(count,)] = fetch(
        "SELECT count(*) FROM journal_personal_access WHERE zone = $1 AND by = $2",
        [gate.zone.name, officer.person.username],
    )
    return count


def test_pages_of_desks_ask_the_database_as_often_as_is_written_down(gate, counts_hold):
    officer, numbers = gate.sign_in("border_guard"), count(1)
    first = gate.declare("12C-123.45", phone="0912345678")

    def fill():
        for _ in range(2):
            gate.declare(f"29C-123.{next(numbers):02}", phone="0912345678")
        for kind in ("held", "released"):
            gate.write(first, kind, agency="border_guard")

    counts_hold(
        fill,
        worklist=lambda: officer.get(ADDRESS),
        visit=lambda: officer.get(f"visit/{first}/"),
        find=lambda: officer.get("find", q="29C"),
        slip=lambda: officer.get(f"visit/{first}/slip"),
    )


def test_the_visit_page_shows_who_confirmed_and_who_has_not(gate):
    number = gate.declare()
    gate.confirm(number, IN)
    officer = gate.sign_in("customs")
    answer = officer.get(f"visit/{number}/")
    assert answer.status_code == 200
    assert "is-struck" not in officer.page
    assert number in officer.page


def test_a_row_says_how_long_its_promise_runs_and_when_it_is_broken(gate):
    number = gate.declare(procedure="import")
    gate.confirm(number, IN)
    officer = gate.sign_in("health_quarantine")
    for minutes, said, kind in ((10, "20 min left", "runs"), (10, "10 min left", "soon")):
        gate.later(minutes=minutes)
        officer.get("desk/health_quarantine/")
        assert f'<small class="promise {kind}" title="promised until 12:30 22/08">{said}<' in (
            officer.page
        )
    gate.later(minutes=25)
    officer.get("desk/health_quarantine/")
    assert "15 min overdue" in officer.page
    officer.get(f"visit/{number}/")
    assert "promised until 12:30 22/08: 15 min overdue" in officer.page


def test_a_step_that_nobody_promised_shows_no_time_left(gate):
    number = gate.declare()
    gate.confirm(number, IN)
    officer = gate.sign_in("yard_operator")
    officer.get("desk/yard_operator/")
    assert number in officer.page
    assert 'class="promise' not in officer.page

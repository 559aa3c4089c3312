"""The page of a visit: both clocks, corrections with what stood before, orders, partners."""

import pytest

from cuakhau.journal.read import list_events
from cuakhau.operations.orders.giving import Order, Signed, give

PLATE = "12C-345.67"


def test_every_row_has_both_clocks_and_that_of_the_other_side(gate):
    number = gate.declare()
    gate.confirm(number, "border_guard_in")
    officer = gate.sign_in("customs")
    officer.get(f"visit/{number}/")
    assert '<time datetime="2024-08-22T12:00:00+07:00">12:00</time>' in officer.page
    assert "recorded 12:00:00" in officer.page
    assert "13:00 in China" in officer.page


def test_a_correction_says_what_stood_before(gate):
    number = gate.declare()
    row = gate.write(number, "moved", place="inner_yard", agency="yard_operator")
    gate.later(minutes=5)
    gate.write(number, "moved", place="waiting_yard", agency="yard_operator", corrects=row.seq)
    officer = gate.sign_in("yard_operator")
    officer.get(f"visit/{number}/")
    before = officer.page.partition("Before, this stood here:")[2]
    assert gate.zone.name_of("inner_yard", "en") in before.partition("</s>")[0]
    assert "Corrected at 12:05" in officer.page


def test_what_was_taken_back_is_struck_out(gate):
    number = gate.declare()
    row = gate.write(number, "confirmed", step="customs_in", agency="customs")
    gate.write(number, "voided", agency="customs", corrects=row.seq)
    officer = gate.sign_in("customs")
    officer.get(f"visit/{number}/")
    assert "is-struck" in officer.page
    assert "Taken back at 12:00" in officer.page


@pytest.mark.parametrize("number", ["999", "20240822999999999", "x" * 300, "main_road@2024-08"])
def test_an_absent_or_forged_number_is_told_kindly(gate, number):
    officer = gate.sign_in("customs")
    answer = officer.get(f"visit/{number}/")
    assert answer.status_code == 404
    assert "There is no visit" in officer.page
    assert "Find a vehicle" in officer.page


def test_partners_of_a_transloading_lead_to_each_other(gate):
    giving = gate.declare(procedure="transload_giving")
    taking = gate.declare(procedure="transload_receiving")
    gate.write(giving, "linked", other=taking, agency="yard_operator")
    officer = gate.sign_in("yard_operator")
    for one, other in ((giving, taking), (taking, giving)):
        officer.get(f"visit/{one}/")
        assert f"/visit/{other}/" in officer.page


def test_the_police_see_the_plate_of_a_vehicle_that_they_have_to_stop(gate):
    number = gate.declare(PLATE)
    police = gate.sign_in("traffic_police")
    police.get(f"visit/{number}/")
    assert PLATE not in police.page
    assert "12C•••67" in police.page
    order = Order(verb="hold", visit=number, road="km 18", reason="yard_full")
    give(gate.zone, order, Signed("centre", "dispatcher", gate.now, f"order-{number}"))
    police.get(f"visit/{number}/")
    assert PLATE in police.page
    assert "Stop and wait at km 18" in police.page


def test_only_buttons_that_one_may_press_are_shown(gate):
    number = gate.declare()
    operator = gate.sign_in("yard_operator")
    operator.get(f"visit/{number}/")
    assert f"hold:{number}" not in operator.page
    assert f"correct:{number}" in operator.page


def test_who_may_declare_it_may_change_it(gate):
    number = gate.declare()
    for role, sees in (("declarant", True), ("dispatcher", True), ("customs", False)):
        browser = gate.sign_in(role)
        browser.get(f"visit/{number}/")
        assert (f"declare/{number}/change" in browser.page) == sees, role


def test_each_look_at_the_page_leaves_its_lines(gate):
    from cuakhau.journal.store.connection import fetch

    number = gate.declare(PLATE, driver="Lê Văn Thử", phone="0912345678")
    officer = gate.sign_in("yard_operator")
    officer.get(f"visit/{number}/")
    lines = fetch(
        "SELECT kind, why FROM journal_personal_access JOIN journal_personal p "
        "ON p.id = ref AND p.zone = journal_personal_access.zone WHERE by = $1",
        [officer.person.username],
    )
    assert {kind for kind, _ in lines} == {"plate", "phone"}, "the driver's name was masked"
    assert {why for _, why in lines} == {f"page of visit {number}"}
    assert "L. V. •••" in officer.page
    assert list_events(gate.zone.name, number)


@pytest.mark.parametrize(
    ("role", "may"), [("declarant", True), ("dispatcher", True), ("customs", False)]
)
def test_who_may_see_fees_is_led_to_those_of_the_visit(gate, role, may):
    number = gate.declare()
    person = gate.sign_in(role)
    person.get(f"visit/{number}/")
    assert (f"/fees/visit/{number}/" in person.page) is may

"""The slip that a driver carries."""

import re

import pytest

from cuakhau.operations.declaring import Paper

STOPS = re.compile(r"<ol class=\"slip-stops\">(.*?)</ol>", re.S)


def stops(page):
    return re.findall(r"<li><strong>([^<]+)<", STOPS.search(page)[1])


@pytest.fixture
def number(gate):
    papers = (Paper(kind="container", number="MSKU 123456 5"),)
    return gate.declare("12C-345.67", papers=papers)


@pytest.mark.parametrize("paper", ["80", "a5", ""])
def test_a_slip_tells_plate_place_and_the_next_three_stops(gate, number, paper):
    gate.confirm(number, "registration", "border_guard_in")
    officer = gate.sign_in("customs")
    assert officer.get(f"visit/{number}/slip", paper=paper).status_code == 200
    for word in ("12C-345.67", "MSKU", number, f"paper-{paper or '80'}"):
        assert word in officer.page
    assert stops(officer.page) == [
        "Customs: into the gate",
        "Into the yard",
        "Transport permit confirmed",
    ]


def test_its_code_leads_to_the_drivers_page_and_a_desk_can_scan_it(gate, number):
    officer = gate.sign_in("border_guard")
    officer.get(f"visit/{number}/slip")
    [code] = re.findall(r'<img src="([^"]+)qr\.svg"', officer.page)
    assert f"/driver/{number}~" in code
    officer.press("desk/border_guard/", "scan", scan=f"http://localhost{code}")
    assert "notice done" in officer.page


def test_a_selected_vehicle_has_the_same_slip(gate, number):
    gate.confirm(number, "registration", "border_guard_in")
    other = gate.sign_in("yard_operator")
    other.get(f"visit/{number}/slip")
    before = stops(other.page)
    gate.confirm(number, "selection")
    other.get(f"visit/{number}/slip")
    assert stops(other.page) == before


def test_a_slip_of_another_firm_is_refused(gate, number):
    assert gate.sign_in("declarant", firm="firm-b").get(f"visit/{number}/slip").status_code == 403


def test_no_slip_of_a_visit_that_is_not(gate):
    assert gate.sign_in("customs").get("visit/2024082299999/slip").status_code == 404

"""Many vehicles of a consignment on one page: each row declared, changed or refused by itself."""

import pytest

from cuakhau.operations.actions import get_declaration
from cuakhau.operations.declare.consignments import list_visits
from cuakhau.operations.declare.consignments.grid import FIELDS, MOST_ROWS
from pages.declare.consignments.test_consignments import open_consignment

PLATES = ("12C-111.11", "12C-222.22", "12C-333.33")


@pytest.fixture
def clerk(gate):
    return gate.sign_in("declarant", leads_firm=True)


@pytest.fixture
def consignment(clerk):
    return open_consignment(clerk)


def send(clerk, consignment, *rows, nonce=None, **more):
    """Send the grid as a browser does: one value of every column for each row."""
    path = f"consignments/{consignment}/vehicles"
    clerk.get(path)
    columns = {name: [row.get(name, "") for row in rows] for name in ("number", *FIELDS)}
    return clerk.post(path, nonce=nonce or clerk.field("nonce"), **columns, **more)


def said_of(gate, consignment):
    return [
        get_declaration(gate.zone.name, one) for one in list_visits(gate.zone.name, consignment)
    ]


def test_rows_become_trips_with_what_is_common(gate, clerk, consignment):
    rows = [{"plate": plate, "phone": "0912345678"} for plate in PLATES]
    answer = send(clerk, consignment, *rows, {}, {})
    assert answer.status_code == 302
    said = said_of(gate, consignment)
    assert len(said) == 3
    for one in said:
        assert (one.goods, one.procedure, one.place) == ("fruit", "export", "main_road")
        assert [paper["kind"] for paper in one.papers] == ["phytosanitary"]
    clerk.get(f"consignments/{consignment}/")
    assert all(plate in clerk.page for plate in PLATES)


def test_a_bad_row_stays_with_its_rules_and_keeps_no_good_one_back(gate, clerk, consignment):
    rows = [{"plate": PLATES[0]}, {"plate": "??"}, {"plate": PLATES[1], "phone": "12"}]
    answer = send(clerk, consignment, *rows)
    assert answer.status_code == 422
    assert len(said_of(gate, consignment)) == 1
    assert "1 vehicle is declared." in clerk.page
    assert "2 rows are to correct" in clerk.page
    assert '<span class="rule">D15</span>' in clerk.page
    assert '<span class="rule">D16</span>' in clerk.page
    for text in ("??", PLATES[1], PLATES[0]):
        assert f'value="{text}"' in clerk.page


def test_a_plate_that_is_so_indeed_is_taken_when_that_is_said(gate, clerk, consignment):
    send(clerk, consignment, {"plate": "ODD PLATE"}, as_typed=["0"])
    assert len(said_of(gate, consignment)) == 1


def test_one_vehicle_twice_is_told_with_its_row(gate, clerk, consignment):
    send(clerk, consignment, {"plate": PLATES[0]}, {"plate": "12c 11111"})
    assert "D27" in clerk.page
    assert "also in row 1" in clerk.page
    assert len(said_of(gate, consignment)) == 1


def test_a_declared_vehicle_is_changed_in_its_row_and_others_keep_their_revision(
    gate, clerk, consignment
):
    send(clerk, consignment, {}, {"driver": "Người Thử"}, {"plate": PLATES[1]})
    first, second = said_of(gate, consignment)
    rows = [
        {"number": first.number, "plate": PLATES[0], "driver": "Người Thử"},
        {"number": second.number, "plate": PLATES[1]},
    ]
    assert send(clerk, consignment, *rows).status_code == 302
    assert [one.revision for one in said_of(gate, consignment)] == [2, 1]
    clerk.get(f"consignments/{consignment}/")
    assert PLATES[0] in clerk.page


def test_a_vehicle_that_came_meanwhile_is_refused_in_its_row(gate, clerk, consignment):
    send(clerk, consignment, {"plate": PLATES[0]})
    [said] = said_of(gate, consignment)
    gate.confirm(said.number, "border_guard_in")
    answer = send(clerk, consignment, {"number": said.number, "plate": PLATES[1]})
    assert answer.status_code == 422
    assert "D1" in clerk.page
    assert [one.revision for one in said_of(gate, consignment)] == [1]
    clerk.get(f"consignments/{consignment}/vehicles")
    assert said.number not in clerk.page


def test_a_double_click_declares_once(gate, clerk, consignment):
    for _ in range(2):
        assert send(clerk, consignment, {"plate": PLATES[0]}, nonce="twice").status_code == 302
    assert len(said_of(gate, consignment)) == 1


def test_too_many_rows_are_refused_as_a_whole_and_nothing_typed_is_lost(gate, clerk, consignment):
    rows = [{"driver": f"Người {place}"} for place in range(MOST_ROWS + 1)]
    assert send(clerk, consignment, *rows).status_code == 422
    assert "D28" in clerk.page
    assert "Người 99" in clerk.page
    assert said_of(gate, consignment) == []


def test_another_firm_and_officers_have_no_such_grid(gate, clerk, consignment):
    stranger = gate.sign_in("declarant", firm="firm-b")
    assert stranger.get(f"consignments/{consignment}/vehicles").status_code == 404
    assert gate.sign_in("customs").get(f"consignments/{consignment}/vehicles").status_code == 403

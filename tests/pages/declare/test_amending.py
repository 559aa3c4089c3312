"""Plate, driver and gate may be filled in or changed until the vehicle arrives."""

import pytest

TRIP = {"procedure": "export", "place": "main_road", "plate": "12C-123.45", "goods-1": "fruit"}
WORDS = {"driver": "Người Thử", "phone": "0400000000"}


@pytest.fixture
def number(gate):
    return gate.declare("12C-123.45", **WORDS)


def change(clerk, number, **fields):
    clerk.get(f"declare/{number}/change")
    sent = {**TRIP, **WORDS, **fields, "nonce": clerk.field("nonce")}
    return clerk.post(f"declare/{number}/change", **sent)


def read_fields(clerk, number):
    clerk.get(f"declare/{number}/change")
    return {name: clerk.field(name) for name in ("driver", "phone")}


def test_before_arrival_all_may_change(gate, number):
    clerk = gate.sign_in("declarant")
    answer = change(clerk, number, plate="12C-999.99", driver="Người Khác", place="freight_road")
    assert answer.status_code == 302, clerk.page
    assert read_fields(clerk, number)["driver"] == "Người Khác"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"plate": "12C-999.99"}, "D1"),
        ({"driver": "Người Khác"}, "D2"),
        ({"phone": "0400000001"}, "D2"),
        ({"place": "freight_road"}, "D3"),
    ],
)
def test_after_arrival_it_is_said_who_may(gate, number, fields, rule):
    clerk = gate.sign_in("declarant")
    gate.confirm(number, "customs_in")
    assert change(clerk, number, **fields).status_code == 422
    assert f">{rule}<" in clerk.page
    assert "correction" in clerk.page or "another gate" in clerk.page


def test_after_arrival_the_rest_may_change_and_what_is_locked_stays(gate, number):
    clerk = gate.sign_in("declarant")
    gate.confirm(number, "customs_in")
    # Locked fields are not sent by a browser.
    answer = change(clerk, number, plate="", driver="", phone="", **{"gross_kg-1": "24500"})
    assert answer.status_code == 302, clerk.page
    assert read_fields(clerk, number) == WORDS


def test_a_plate_typed_otherwise_is_the_same_plate(gate, number):
    gate.confirm(number, "customs_in")
    assert change(gate.sign_in("declarant"), number, plate="12c12345").status_code == 302


def test_who_is_asked_for_a_correction_may_change_all_once(gate, number):
    clerk = gate.sign_in("declarant")
    gate.confirm(number, "customs_in")
    gate.later(minutes=1)
    gate.write(number, "correction_asked", agency="customs")
    gate.later(minutes=1)
    assert change(clerk, number, plate="12C-999.99").status_code == 302
    gate.later(minutes=1)
    assert change(clerk, number, plate="12C-123.45").status_code == 422


def test_a_trip_that_is_over_stays_as_it_is(gate, number):
    clerk = gate.sign_in("declarant")
    gate.write(number, "turned_back", agency="border_guard")
    assert change(clerk, number, driver="Người Khác").status_code == 422
    assert ">D4<" in clerk.page

"""Remembered vehicles: choose one, and what belongs to it fills in."""


def test_a_known_vehicle_brings_its_class_trailer_driver_and_phone(gate):
    clerk = gate.sign_in("declarant")
    words = {"driver": "Người Thử", "phone": "0400000000"}
    gate.declare("12C-123.45", vehicle_class="VT6", **words)
    clerk.get("declare/vehicle", plate="12c12345", driver="Người Khác")
    assert clerk.field("plate") == "12c12345"
    assert clerk.field("driver") == "Người Thử"
    assert clerk.field("phone") == "0400000000"
    assert "Filled in from the last trip" in clerk.page


def test_an_unknown_vehicle_leaves_what_was_typed(gate):
    clerk = gate.sign_in("declarant")
    answer = clerk.get("declare/vehicle", plate="12C-999.99", driver="Người Khác")
    assert answer.status_code == 204


def test_another_firms_vehicle_is_unknown(gate):
    gate.declare("12C-123.45", driver="Người Thử")
    stranger = gate.sign_in("declarant", firm="firm-b")
    assert stranger.get("declare/vehicle", plate="12C-123.45").status_code == 204

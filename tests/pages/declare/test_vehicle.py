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


def test_goods_are_offered_while_they_are_typed_and_fill_in_their_line(gate):
    clerk = gate.sign_in("declarant")
    clerk.get("declare/goods", line="1", **{"description-1": "sau rieng"})
    assert "081060" in clerk.page
    clerk.get(
        "declare/goods/chosen",
        line="1",
        chosen_code="081060",
        chosen_goods="fruit",
        chosen_text='Durians "Ri6"',
        **{"description-1": "sau", "gross_kg-1": "24500"},
    )
    assert clerk.field("hs-1") == "081060"
    assert clerk.field("description-1") == "Durians &quot;Ri6&quot;"
    assert clerk.field("gross_kg-1") == "24500"
    assert 'value="fruit" selected' in clerk.page


def test_a_repeat_trip_takes_at_most_twelve_typed_fields(gate):
    """Copied, and another vehicle of the firm chosen, only what is new is typed."""
    clerk = gate.sign_in("declarant")
    first = {"driver": "Người Thử", "phone": "0400000000", "vehicle_class": "VT6", "payer": "vn"}
    number = gate.declare("12C-123.45", **first)
    wanted = {
        "procedure": "export", "place": "main_road", "plate": "12C-123.45", "driver": "Người Thử",
        "phone": "0400000000", "vehicle_class": "VT6", "payer": "vn",
        "expected_at": "2024-08-23T14:30", "customs_declaration": "301234567890",
        "phytosanitary": "PQ-2", "container": "XXXU0123456", "gross_kg-1": "24700",
    }  # fmt: skip
    clerk.get("declare/", copy=number)
    chosen = [name for name in ("procedure", "place", "vehicle_class", "payer")
              if f'value="{wanted[name]}" selected' in clerk.page]  # fmt: skip
    typed = [
        name for name, value in wanted.items() if name not in chosen and clerk.field(name) != value
    ]
    assert typed == [
        "expected_at", "customs_declaration", "phytosanitary", "container", "gross_kg-1",
    ]  # fmt: skip
    assert len(typed) <= 12

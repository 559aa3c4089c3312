"""Declaring on the page."""

from cuakhau.journal.read import get_visit

TRIP = {"procedure": "export", "place": "main_road", "plate": "12C-123.45", "goods-1": "fruit"}


def declare(clerk, **more):
    clerk.get("declare/")
    return clerk.post("declare/", nonce=clerk.field("nonce"), **{**TRIP, **more})


def test_a_trip_gets_a_number_and_a_sentence_of_what_is_next(gate):
    clerk = gate.sign_in("declarant")
    answer = declare(clerk)
    assert answer.status_code == 302
    number = answer.headers["Location"].rstrip("/").rpartition("/")[2]
    assert get_visit(gate.zone.name, number).entries[0].kind == "declared"
    clerk.get(f"declare/{number}/")
    assert "Waiting for" in clerk.page


def test_all_mistakes_come_at_once_and_nothing_typed_is_lost(gate):
    clerk = gate.sign_in("declarant")
    wrong = {"gross_kg-1": "24,5", "value-1": "5.000"}
    answer = declare(clerk, place="", phone="12", driver="Người Thử", **wrong)
    assert answer.status_code == 422
    for name in ("place", "phone", "gross_kg-1", "currency-1"):
        assert f'href="#{name}"' in clerk.page
    assert "Người Thử" in clerk.page
    assert "24,5" in clerk.page


def test_a_plate_in_cyrillic_letters_is_said_so(gate):
    clerk = gate.sign_in("declarant")
    assert declare(clerk, plate="12С-123.45").status_code == 422
    assert "12C12345" in clerk.page


def test_a_trip_before_fills_the_form(gate):
    clerk = gate.sign_in("declarant")
    goods = {"gross_kg-1": "24.500", "value-1": "1.200.000.000", "currency-1": "VND"}
    declare(clerk, driver="Người Thử", **goods)
    clerk.get("declare/")
    number = clerk.page.partition("?copy=")[2].partition('"')[0]
    clerk.get("declare/", copy=number)
    assert 'value="24500"' in clerk.page
    assert clerk.field("value-1") == "1200000000"
    assert '<option value="VND" selected>' in clerk.page
    assert "Người Thử" in clerk.page


def test_another_firms_trip_cannot_be_copied(gate):
    number = gate.declare("12C-123.45")
    assert gate.sign_in("declarant", firm="firm-b").get("declare/", copy=number).status_code == 404

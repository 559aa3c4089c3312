"""Plate, driver and gate may be filled in or changed until the vehicle arrives."""

from datetime import UTC, datetime

import pytest

from cuakhau.journal.personal import reveal_many
from cuakhau.operations.actions import get_declaration
from cuakhau.operations.declaring import GoodsLine, Paper

LOOK = {"by": "test", "at": datetime(2026, 3, 2, tzinfo=UTC), "why": "test"}
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


PAPERS = (
    {"kind": "invoice", "number": "HD-1"},  # a program sent it: the form has no field for it
    {"kind": "container", "number": "CSQU3054383"},
    {"kind": "transport_permit", "number": "GP-77"},
)


def read_papers(gate, number):
    """Give the papers of the last revision, by kind, whoever may see them."""
    said = get_declaration(gate.zone.name, number)
    found = reveal_many(gate.zone.name, [one["number"] for one in said.papers], **LOOK)
    return {one["kind"]: found[one["number"]] for one in said.papers}


@pytest.fixture
def with_papers(gate):
    papers = tuple(Paper(**one) for one in PAPERS)
    lines = (GoodsLine(description="vải thiều", goods="fruit", origin="VN"),)
    return gate.declare("12C-555.55", papers=papers, goods_lines=lines, **WORDS)


def test_who_may_not_see_papers_does_not_lose_them(gate, with_papers):
    clerk = gate.sign_in("dispatcher")
    clerk.get(f"declare/{with_papers}/change")
    assert "CSQU3054383" not in clerk.page
    line = {"description-1": "vải thiều", "gross_kg-1": "24000"}
    sent = {**TRIP, "plate": "12C-555.55", **line, "nonce": clerk.field("nonce")}
    sent["transport_permit"] = "GP-78"
    assert clerk.post(f"declare/{with_papers}/change", **sent).status_code == 302, clerk.page
    # Said twice it is the same act.
    assert clerk.post(f"declare/{with_papers}/change", **sent).status_code == 302, clerk.page
    said = get_declaration(gate.zone.name, with_papers)
    assert said.revision == 2
    assert said.goods_lines[0]["origin"] == "VN"
    assert read_papers(gate, with_papers) == {
        "invoice": "HD-1",
        "container": "CSQU3054383",
        "transport_permit": "GP-78",
    }


def test_who_sees_a_paper_may_take_it_out(gate, with_papers):
    clerk = gate.sign_in("declarant")
    line = {"description-1": "vải thiều", "container": "", "transport_permit": "GP-77"}
    assert change(clerk, with_papers, plate="12C-555.55", **line).status_code == 302, clerk.page
    assert read_papers(gate, with_papers) == {"invoice": "HD-1", "transport_permit": "GP-77"}

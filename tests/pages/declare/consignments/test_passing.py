"""A change of what is common to a consignment, passed on to the vehicles not yet here."""

import pytest

from cuakhau.operations.actions import get_declaration
from pages.declare.consignments.test_consignments import COMMON, declare_in, open_consignment


@pytest.fixture
def clerk(gate):
    return gate.sign_in("declarant", leads_firm=True)


@pytest.fixture
def consignment(clerk):
    return open_consignment(clerk)


def change(clerk, consignment, **more):
    clerk.get(f"consignments/{consignment}/change")
    fields = {**COMMON, **more, "nonce": clerk.field("nonce")}
    return clerk.post(f"consignments/{consignment}/change", **fields)


def pass_on(clerk, consignment, *visits, nonce=None):
    path = f"consignments/{consignment}/pass-on"
    clerk.get(path)
    return clerk.post(path, nonce=nonce or clerk.field("nonce"), visit=list(visits))


def ready(page):
    return page.partition("These do not change")[0]


def said(gate, number):
    return get_declaration(gate.zone.name, number)


def test_the_preview_says_who_changes_what_before_anything_is_written(gate, clerk, consignment):
    number = declare_in(clerk, consignment, plate="12C-111.11")
    answer = change(clerk, consignment, **{"description-1": "Vải tươi"})
    assert answer.headers["Location"].endswith(f"consignments/{consignment}/pass-on")
    clerk.get(f"consignments/{consignment}/pass-on")
    assert "1 vehicle would change" in clerk.page
    assert "<s>Thanh long tươi</s> → <strong>Vải tươi</strong>" in clerk.page
    assert said(gate, number).revision == 1


def test_passed_on_it_is_a_new_revision_with_plate_driver_and_other_papers_as_they_were(
    gate, clerk, consignment
):
    typed = {"plate": "12C-111.11", "driver": "Người Thử", "customs_declaration": "301234567890"}
    number = declare_in(clerk, consignment, **typed)
    before = said(gate, number)
    change(clerk, consignment, **{"phytosanitary": "PQ-0002", "goods-1": "ore"})
    pass_on(clerk, consignment, number)
    assert "1 vehicle has the change." in clerk.page
    after = said(gate, number)
    assert (after.revision, after.goods, after.vehicle) == (2, "ore", before.vehicle)
    assert {paper["kind"] for paper in after.papers} == {"customs_declaration", "phytosanitary"}
    clerk.get(f"declare/{number}/change")
    names = ("plate", "driver", "customs_declaration", "phytosanitary")
    assert [clerk.field(name) for name in names] == [*typed.values(), "PQ-0002"]


def test_what_a_vehicle_weighs_stays_its_own(gate, clerk, consignment):
    number = declare_in(clerk, consignment, **{"gross_kg-1": "21500"})
    change(clerk, consignment, **{"description-1": "Vải tươi", "gross_kg-1": "20000"})
    pass_on(clerk, consignment, number)
    [line] = said(gate, number).goods_lines
    assert (line["description"], line["gross_kg"]) == ("Vải tươi", 21500)


def test_what_was_declared_otherwise_for_one_vehicle_stays(gate, clerk, consignment):
    number = declare_in(clerk, consignment, phytosanitary="OWN-1")
    change(clerk, consignment, phytosanitary="PQ-0002")
    clerk.get(f"consignments/{consignment}/pass-on")
    assert "No vehicle is left" in ready(clerk.page)
    assert "stays its own: Phytosanitary certificate" in clerk.page
    pass_on(clerk, consignment, number)
    assert said(gate, number).revision == 1


def test_a_vehicle_that_is_here_is_refused_by_its_row(gate, clerk, consignment):
    here, coming = declare_in(clerk, consignment), declare_in(clerk, consignment)
    gate.confirm(here, "border_guard_in")
    change(clerk, consignment, **{"description-1": "Vải tươi"})
    clerk.get(f"consignments/{consignment}/pass-on")
    assert here not in ready(clerk.page)
    assert "D29" in clerk.page
    pass_on(clerk, consignment, here, coming)
    assert [said(gate, one).revision for one in (here, coming)] == [1, 2]


def test_only_those_ticked_change_and_a_double_click_changes_once(gate, clerk, consignment):
    one, other = declare_in(clerk, consignment), declare_in(clerk, consignment)
    change(clerk, consignment, payer="cn")
    for _ in range(2):
        pass_on(clerk, consignment, one, nonce="twice")
    assert [said(gate, number).revision for number in (one, other)] == [2, 1]
    assert said(gate, one).payer == "cn"


def test_a_trip_that_is_over_is_told_so(gate, clerk, consignment):
    number = declare_in(clerk, consignment)
    gate.write(number, "turned_back", agency="border_guard")
    change(clerk, consignment, payer="cn")
    clerk.get(f"consignments/{consignment}/pass-on")
    assert "D4" in clerk.page
    assert number not in ready(clerk.page).partition("<form")[2]


def test_another_firm_cannot_pass_anything_on(gate, clerk, consignment):
    number = declare_in(clerk, consignment)
    change(clerk, consignment, payer="cn")
    stranger = gate.sign_in("declarant", firm="firm-b")
    answer = stranger.post(f"consignments/{consignment}/pass-on", nonce="n", visit=[number])
    assert answer.status_code == 404
    assert said(gate, number).revision == 1

"""Consignments on pages: common goods and papers are typed once."""

from cuakhau.operations.declare.consignments import find_consignment, list_visits

COMMON = {
    "contract": "HD-2024-77",
    "planned": "3",
    "procedure": "export",
    "place": "main_road",
    "description-1": "Thanh long tươi",
    "goods-1": "fruit",
    "phytosanitary": "PQ-0001",
}


def open_consignment(clerk, **more):
    clerk.get("consignments/new")
    answer = clerk.post("consignments/new", nonce=clerk.field("nonce"), **{**COMMON, **more})
    assert answer.status_code == 302, clerk.page
    return answer.headers["Location"].rstrip("/").rpartition("/")[2]


def declare_in(clerk, number, **more):
    """Declare with what the form offers, as a browser would send it."""
    clerk.get("declare/", consignment=number)
    fields = {"nonce": clerk.field("nonce"), "procedure": "export", "place": "main_road"}
    for name in ("phytosanitary", "description-1"):
        fields[name] = clerk.field(name)
    fields |= {"goods-1": "fruit", "consignment": number, **more}
    return clerk.post("declare/", **fields).headers["Location"].rstrip("/").rpartition("/")[2]


def test_what_is_common_is_typed_once_and_one_line_says_how_all_stand(gate):
    lead = gate.sign_in("declarant", leads_firm=True)
    number = open_consignment(lead)
    first = declare_in(lead, number, plate="12C-111.11")
    second = declare_in(lead, number, plate="12C-222.22")
    gate.confirm(first, "customs_in")
    lead.get(f"consignments/{number}/")
    assert "1 at the gate, 1 on the road, 1 not declared yet" in lead.page
    assert list_visits(gate.zone.name, number) == [first, second]
    assert find_consignment(gate.zone.name, first).contract == "HD-2024-77"
    lead.get(f"declare/{second}/change")
    assert lead.field("phytosanitary") == "PQ-0001"


def test_a_trip_of_no_consignment_has_none(gate):
    assert find_consignment(gate.zone.name, gate.declare("12C-111.11")) is None
    assert find_consignment(gate.zone.name, "nothing") is None


def test_another_firms_consignment_is_not_there(gate):
    number = open_consignment(gate.sign_in("declarant"))
    stranger = gate.sign_in("declarant", firm="firm-b")
    assert stranger.get(f"consignments/{number}/").status_code == 404
    assert stranger.get("declare/", consignment=number).status_code == 404
    stranger.get("consignments/")
    assert number not in stranger.page
    answer = stranger.post(
        "declare/", nonce="n", procedure="export", place="main_road", consignment=number
    )
    assert answer.status_code == 422
    assert "D24" in stranger.page


def test_a_change_of_what_is_common_leaves_declared_trips_as_they_were(gate):
    lead = gate.sign_in("declarant", leads_firm=True)
    number = open_consignment(lead)
    first = declare_in(lead, number)
    lead.get(f"consignments/{number}/change")
    changed = {**COMMON, "description-1": "Vải tươi", "nonce": lead.field("nonce")}
    lead.post(f"consignments/{number}/change", **changed)
    lead.get("declare/", consignment=number)
    assert lead.field("description-1") == "Vải tươi"
    lead.get(f"declare/{first}/change")
    assert lead.field("description-1") == "Thanh long tươi"


def test_a_consignment_leads_to_its_fees(gate):
    number = open_consignment(gate.sign_in("declarant"))
    clerk = gate.sign_in("declarant")
    clerk.get(f"consignments/{number}/")
    assert f"fees/consignment/{number}/" in clerk.page
    assert clerk.get(f"fees/consignment/{number}/").status_code == 200

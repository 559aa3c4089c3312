"""The find box: the last characters of whatever somebody remembers of a vehicle."""

import re

import pytest
from django.db import connection

from cuakhau.accounts.models import Firm
from cuakhau.operations.declaring import Paper
from desk import NOON

SAID = {
    "phone": "0912 345 678",
    "papers": (
        Paper(kind="customs_declaration", number="306712345678"),
        Paper(kind="trailer", number="29R-987.65"),
        Paper(kind="container", number="MSKU 123456 5"),
    ),
}


@pytest.fixture
def declared(gate):
    Firm.objects.create(
        zone=gate.zone.name,
        id="firm-a",
        name="Công ty Hoa Quả Đồng Đăng",
        tax_code="4900123456",
        made_at=NOON,
        made_by="test",
    )
    gate.declare("30E-111.11", owner="firm-b")
    return gate.declare("12C-345.67", **SAID)


def found(person, text):
    answer = person.client.get(
        f"/zone/{person.zone_name}/find", {"q": text}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    return re.findall(r"/visit/([^/]+)/", answer.content.decode())


@pytest.mark.parametrize(
    "text",
    [
        "34567",
        "45.67",
        "12c-345.67",
        "5678",
        "98765",
        "4565",
        "345 678",
        "hoa qua dong",
        "ĐỒNG ĐĂNG",
    ],
)
def test_a_vehicle_is_found_by_what_somebody_remembers(gate, declared, text):
    assert found(gate.sign_in("border_guard"), text) == [declared]


@pytest.mark.parametrize("text", ["67", "99999", "xin chao"])
def test_too_little_or_something_else_finds_nothing(gate, declared, text):
    assert found(gate.sign_in("border_guard"), text) == []


def test_a_number_is_found_by_its_end(gate, declared):
    assert found(gate.sign_in("border_guard"), declared[-5:]) == [declared]


def test_a_firm_finds_its_own_alone(gate, declared):
    assert found(gate.sign_in("declarant", firm="firm-a"), "34567") == [declared]
    assert found(gate.sign_in("declarant", firm="firm-b"), "34567") == []


def test_who_may_not_see_papers_finds_nothing_by_them(gate, declared):
    assert found(gate.sign_in("province"), "98765") == []


def test_a_trip_that_is_over_is_found_after_those_that_are_not(gate, declared):
    gate.write(declared, "turned_back", agency="border_guard")
    again = gate.declare("12C-345.67")
    assert found(gate.sign_in("border_guard"), "34567") == [again, declared]


def test_the_box_is_on_every_page_of_who_may_see_visits(gate):
    officer = gate.sign_in("border_guard")
    for address in ("", "desk/border_guard/", f"visit/{gate.declare()}/"):
        officer.get(address)
        assert 'id="find"' in officer.page, address


def test_each_way_of_finding_uses_an_index(gate, declared):
    """Without one each keystroke would read every declaration of the past years."""
    from cuakhau.operations.visits.search import FIRMS, NUMBERS

    asked = {"zone": gate.zone.name, "ends": "34567", "refs": ["a"], "firms": ["b"]}
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        try:
            for query in (NUMBERS, FIRMS):
                cursor.execute(f"EXPLAIN {query}", {**asked, "own": None, "most": 100})
                plan = "\n".join(row[0] for row in cursor.fetchall())
                assert "Seq Scan on operations_declaration" not in plan, plan
        finally:
            cursor.execute("RESET enable_seqscan")

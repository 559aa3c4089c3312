"""Channel, selection and reason of a check are seen by the agency that set them alone."""

import json

import pyarrow as pa
import pytest

from cuakhau.api.describe import ARROW
from journal.example import EXAMPLE

SECRET = "red-because-of-weight"
OTHERS = sorted({agency.id for agency in EXAMPLE.agencies} - {"customs"})


@pytest.fixture
def selected(caller, visit):
    answer = caller("customs").confirm(
        visit, "selection", payload={"channel": "red", "reason": SECRET}, looked_at=["weight"]
    )
    assert answer.status_code == 201, answer.content
    return visit


def test_the_agency_itself_sees_it(caller, selected):
    row = caller("customs").get(f"/visits/{selected}").json()["events"][1]
    assert row["payload"] == {"channel": "red", "reason": SECRET}


@pytest.mark.parametrize("agency", OTHERS)
def test_for_every_other_agency_the_row_is_not_there(caller, selected, agency):
    reader = caller(agency)
    for path in (f"/visits/{selected}", "/log?limit=100"):
        body = reader.get(path).json()
        assert SECRET not in json.dumps(body)
        assert "selection" not in json.dumps(body)
        assert [row["kind"] for row in body.get("events") or body["rows"]] == ["declared"]


@pytest.mark.parametrize("agency", OTHERS)
@pytest.mark.parametrize("query", ["", "?since=2024-08-01T00:00:00Z"])
def test_it_is_not_in_the_columns_either(caller, selected, agency, query):
    assert read_columns(caller(agency), query) == [("declared", None)]
    assert read_columns(caller("customs"), query)[-1] == ("confirmed", "selection")


@pytest.mark.parametrize("query", ["", "?since=2024-08-22T05:02:00Z"])
def test_what_takes_it_back_is_not_there_though_it_lies_elsewhere(caller, selected, query):
    caller("customs").post(
        "/events",
        {"visit": selected, "kind": "voided", "happened_at": "2024-08-22T12:03:00+07:00",
         "corrects": 2},
    )  # fmt: skip
    kinds = {kind for kind, _ in read_columns(caller("border_guard"), query)}
    assert kinds <= {"declared"}
    assert ("voided", None) in read_columns(caller("customs"), query)
    pages = caller("border_guard").get("/log?limit=1").json()
    after = caller("border_guard").get(f"/log?limit=1&after={pages['next']}").json()
    last = caller("border_guard").get(f"/log?limit=5&after={after['next']}").json()
    assert (len(pages["rows"]), after["rows"], last["rows"]) == (1, [], [])
    assert after["more"]


def read_columns(reader, query):
    answer = reader.get(f"/log{query}", Accept=ARROW)
    rows = pa.ipc.open_stream(b"".join(answer.streaming_content)).read_all().to_pylist()
    return [(row["kind"], row["step"]) for row in rows]


def test_the_firm_that_declared_sees_no_secret(caller, selected):
    firm = caller("", ["read"])
    answer = firm.get(f"/visits/{selected}")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_the_live_board_shows_no_secret(caller, selected, site, zone):
    page = site.get(f"/zone/{zone.name}/?language=en").content.decode()
    assert SECRET not in page
    assert zone.name_of("selection", "en") not in page

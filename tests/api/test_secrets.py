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
    assert not row["sealed"]


@pytest.mark.parametrize("agency", OTHERS)
def test_every_other_agency_sees_a_procedure_in_progress(caller, selected, agency):
    reader = caller(agency)
    for text in (reader.get(f"/visits/{selected}"), reader.get("/log?limit=100")):
        body = json.dumps(text.json())
        assert SECRET not in body
        assert "selection" not in body
    row = reader.get(f"/visits/{selected}").json()["events"][1]
    assert (row["agency"], row["kind"], row["step"], row["sealed"]) == (
        "customs", "started", None, True,
    )  # fmt: skip
    assert (row["looked_at"], row["payload"], row["device"]) == ([], None, None)


@pytest.mark.parametrize("agency", OTHERS)
@pytest.mark.parametrize("query", ["", "?since=2024-08-01T00:00:00Z"])
def test_arrow_is_sealed_alike(caller, selected, agency, query):
    answer = caller(agency).get(f"/log{query}", Accept=ARROW)
    rows = pa.ipc.open_stream(b"".join(answer.streaming_content)).read_all().to_pylist()
    assert [row["step"] for row in rows] == [None, None]
    assert [row["looked_at"] for row in rows] == [0, 0]


def test_the_firm_that_declared_sees_no_secret(caller, selected):
    firm = caller("", ["read"])
    answer = firm.get(f"/visits/{selected}")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_the_live_board_shows_no_secret(caller, selected, site, zone):
    page = site.get(f"/zone/{zone.name}/?language=en").content.decode()
    assert SECRET not in page
    assert zone.name_of("selection", "en") not in page
    assert "procedure of Customs in progress" in page

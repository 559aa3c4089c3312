"""Reading the log by pages and as Arrow, and the zone with its names."""

import pyarrow as pa
import pytest

from cuakhau.api.describe import ARROW
from cuakhau.movement.log import LOG_SCHEMA

STEPS = ["registration", "customs_in", "customs_check"]


def test_pages_of_the_log_follow_one_another_without_gap_or_repeat(caller, visit):
    customs = caller("customs")
    for step in STEPS:
        customs.confirm(visit, step)
    seen, after, more = [], "", True
    while more:
        page = customs.get(f"/log?limit=2&after={after}").json()
        seen += [row["step"] for row in page["rows"]]
        after, more = page["next"], page["more"]
    assert seen == [None, *STEPS]
    customs.confirm(visit, "yard_out_customs")
    rest = customs.get(f"/log?after={after}").json()
    assert [row["step"] for row in rest["rows"]] == ["yard_out_customs"]


def test_arrow_gives_the_columns_of_the_log_and_the_next_cursor(caller, visit):
    customs = caller("customs")
    customs.confirm(visit, "registration")
    answer = customs.get("/log?limit=10", Accept=ARROW)
    table = pa.ipc.open_stream(b"".join(answer.streaming_content)).read_all()
    assert table.schema == LOG_SCHEMA
    assert table["step"].to_pylist() == [None, "registration"]
    after = answer.headers["Next-Cursor"]
    assert customs.get(f"/log?after={after}").json()["rows"] == []


def test_a_slice_of_time_as_arrow(caller, visit):
    customs = caller("customs")
    customs.confirm(visit, "registration", minutes=-60)
    query = "since=2024-08-22T11:30:00%2B07:00&until=2024-08-22T12:00:00%2B07:00"
    answer = customs.get(f"/log?{query}", Accept=ARROW)
    table = pa.ipc.open_stream(b"".join(answer.streaming_content)).read_all()
    assert table["kind"].to_pylist() == ["declared"]


@pytest.mark.parametrize(("wish", "name"), [("vi", "Hải quan"), ("en", "Customs"), ("zh", "海关")])
def test_a_zone_is_read_with_its_names(site, zone, wish, name):
    answer = site.get(f"/api/v1/zones/{zone.name}", headers={"Accept-Language": wish})
    agencies = {row["id"]: row["name"] for row in answer.json()["agencies"]}
    assert agencies["customs"] == name
    assert answer.json()["on"] == "2024-08-22"


def test_a_zone_is_read_as_it_is_on_a_day(site, zone):
    assert site.get(f"/api/v1/zones/{zone.name}?on=2024-13-01").json()["rule"] == "P13"
    assert site.get(f"/api/v1/zones/{zone.name}?on=2030-01-01").json()["on"] == "2030-01-01"
    assert site.get("/api/v1/zones/nowhere").json()["rule"] == "P10"
    listed = site.get("/api/v1/zones").json()["zones"]
    assert [one["id"] for one in listed] == [zone.name]


def test_health_says_what_is_served(site, zone):
    assert site.get("/api/v1/health").json()["zones"] == [zone.name]

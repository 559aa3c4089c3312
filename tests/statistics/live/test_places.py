"""How places serve: what was said, what it is part of, and the hours of the zone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cuakhau.movement import place
from cuakhau.movement.event import Event
from cuakhau.statistics.live.places import classes_of, list_ways, serve, serve_all, serve_goods
from cuakhau.zone.load import load

EXAMPLE = load(Path(__file__).resolve().parents[3] / "zones/example")
HOUR_US = 3_600_000_000


def hour(of_day):
    """22 August 2024 at that hour in Việt Nam."""
    return int(datetime(2024, 8, 22, tzinfo=UTC).timestamp()) * 1_000_000 + (of_day - 7) * HOUR_US


def months(*said):
    """(place, kind, hour, more) → what stands of each place."""
    rows = {}
    for where, kind, at, more in said:
        rows.setdefault(where, []).append(
            Event(
                zone="example", subject_kind="place", subject=f"{where}@2024-08", kind=kind,
                happened_us=hour(at), happened_offset_min=420, recorded_us=hour(at),
                seq=len(rows.get(where, ())) + 1, **more,
            )
        )  # fmt: skip
    return {
        where: (place.fold("example", f"{where}@2024-08", events),)
        for where, events in rows.items()
    }


def word(said, where="main_road", side="vn", at=12, direction="export"):
    found = serve(EXAMPLE, months(*said), where, (side, direction), hour(at))
    return found.word, found.basis


@pytest.mark.parametrize(
    ("side", "at", "expected"),
    [("vn", 12, "open"), ("vn", 21, "closed"), ("vn", 6, "closed"), ("cn", 6, "closed"),
     ("cn", 7, "open"), ("cn", 19, "open"), ("cn", 20, "closed")],
)  # fmt: skip
def test_where_nobody_said_anything_the_hours_of_each_side_tell(side, at, expected):
    assert word([], side=side, at=at) == (expected, "hours")


def test_what_no_hours_tell_is_unknown():
    zone = load(Path(__file__).resolve().parents[3] / "zones/lang-son")
    assert serve(zone, {}, "chi_ma", ("cn", "export"), hour(12)).word == "unknown"


def test_a_word_comes_before_the_hours():
    closed = [("main_road", "closed", 9, {"step": "vn", "payload": {"reason": "accident"}})]
    assert word(closed) == ("closed", "said")
    assert word(closed, side="cn") == ("open", "hours")


def test_a_closed_gate_closes_its_routes_and_lanes():
    closed = [("north_gate", "closed", 9, {}), ("lane_out", "opened", 10, {})]
    assert word(closed) == ("closed", "said")
    assert word(closed, "lane_out") == ("closed", "said")
    found = serve(EXAMPLE, months(*closed), "lane_out", ("vn", "export"), hour(12))
    assert found.said_of == "north_gate"


def test_a_closed_route_leaves_its_gate_open():
    assert word([("main_road", "closed", 9, {})], "north_gate") == ("open", "hours")


def test_opened_in_the_morning_says_nothing_about_the_night():
    opened = [("main_road", "opened", 7, {})]
    assert word(opened, at=12) == ("open", "said")
    assert word(opened, at=21) == ("closed", "hours")


def test_opened_after_hours_it_is_open_until_the_next_morning():
    assert word([("main_road", "opened", 21, {})], at=23) == ("open", "said")


def test_a_slower_rate_and_its_end():
    slowed = [("main_road", "slowed", 9, {"amount": 20, "payload": {"until_us": hour(11)}})]
    found = serve(EXAMPLE, months(*slowed), "main_road", ("cn", "import"), hour(10))
    assert (found.word, found.rate_per_h) == ("slowed", 20)
    later = serve(EXAMPLE, months(*slowed), "main_road", ("cn", "import"), hour(12))
    assert (later.word, later.basis, later.stale.amount) == ("open", "hours", 20)
    assert serve(EXAMPLE, months(*slowed), "main_road", ("vn", "import"), hour(12)).stale is None


def test_a_notice_stops_its_goods_and_what_is_within():
    payload = {"document": "12/TB", "until_us": hour(18)}
    notice = [("north_gate", "closed", 9, {"goods": "farm_produce", "payload": payload})]
    way = ("vn", "export", classes_of(EXAMPLE, "fruit"))
    found = serve_goods(EXAMPLE, months(*notice), "main_road", way, hour(12))
    assert (found.word, found.basis, found.document) == ("closed", "notice", "12/TB")
    ore = ("vn", "export", classes_of(EXAMPLE, "ore"))
    assert serve_goods(EXAMPLE, months(*notice), "main_road", ore, hour(12)).word == "open"
    assert word(notice) == ("open", "hours")


def test_every_gate_is_followed_by_what_is_within():
    assert list_ways(EXAMPLE) == [
        "north_gate", "main_road", "lane_out", "lane_in", "freight_road",
    ]  # fmt: skip
    assert [one.place for one in serve_all(EXAMPLE, {}, hour(12))] == list_ways(EXAMPLE)

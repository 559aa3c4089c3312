"""The live board counts as the bulletin does, and as a fresh reading would."""

import gzip
from datetime import date

import msgspec
import pytest

from cuakhau.figures import build_data, live, measure
from cuakhau.figures.figure import DataVersion
from cuakhau.journal import read
from cuakhau.journal.batch import append_batch
from cuakhau.operations.board.drawn import draw_once
from cuakhau.operations.board.following import Following
from cuakhau.statistics.board import build_board, find_standing, looks_back_to, roll_up
from cuakhau.zone.bulletin.day import window_of
from desk import NOON

DAY = date(2024, 8, 22)
HOUR_US = 3_600_000_000
OF_A_STEP = ("waiting", "overdue", "given", "p90", "longest")


def count(zone, log, now_us):
    found = (find_standing(zone, visit, DAY) for visit in log.visits())
    return build_board(zone, [one for one in found if one], now_us)


@pytest.fixture(scope="session")
def evening(lang_son, replayed):
    """The board at the cut-off."""
    return count(lang_son, replayed.log(), window_of(lang_son, DAY).until_us)


def test_at_the_cut_off_it_shows_what_was_published(evening):
    assert evening.cleared["all"] == 1243
    assert evening.cleared["export_fruit"] == 234
    assert evening.cleared["export_other"] == 94
    assert evening.cleared["import_goods"] == 865
    assert evening.cleared["import_new"] == 50
    cleared = {line.id: line.cleared["all"] for line in evening.lines if line.is_on_log}
    assert cleared == {"huu_nghi": 784, "tan_thanh": 347, "coc_nam": 9, "chi_ma": 103}


def test_its_figures_are_those_of_the_bulletin(lang_son, replayed, evening):
    data = build_data(lang_son, replayed.log(), version="test")
    for line in evening.lines:
        if line.is_on_log:
            for heading, value in line.cleared.items():
                found = measure(
                    data, "bulletin.cleared", day="2024-08-22", line=line.id, heading=heading
                )
                assert found.value == value, (line.id, heading)


@pytest.mark.parametrize("hours_before", [0, 3, 8, 12])
def test_a_live_figure_resolves_to_the_same_value(lang_son, replayed, hours_before):
    now_us = window_of(lang_son, DAY).until_us - hours_before * HOUR_US
    log = replayed.log().recorded_until(now_us)
    board, data = count(lang_son, log, now_us), build_data(lang_son, log, version="test")
    version = DataVersion(zone=lang_son.name, zone_version=lang_son.version, log="test")
    for definition, more in {
        "live.cleared": {"line": "*", "heading": "all"},
        "live.waiting": {"line": "huu_nghi", "heading": "export"},
        "live.arrived": {"line": "*"},
        "live.expected": {},
        "live.longest_wait": {"line": "*"},
        "live.cleared_in_hour": {"hour_us": board.hours[11].since_us},
        "live.standing": {"yard": "bao_nguyen"},
        "live.capacity": {"yard": "bao_nguyen"},
        "live.way_waiting": {"way": "huu_nghi", "direction": "export"},
        "live.way_cleared": {"way": "hn_1119_1120", "direction": "import"},
        "live.way_last_hour": {"way": "huu_nghi"},
        "live.way_longest": {"way": "chi_ma"},
        "live.overdue": {},
        "live.out_of_order": {},
        **{f"live.step_{one}": {"step": board.steps[0].step} for one in OF_A_STEP},
    }.items():
        figure = live.take(board, definition, version=version, **more)
        again = measure(data, definition, **figure.parameters)
        assert (figure.value, figure.unit, figure.code) == (again.value, again.unit, again.code)


def test_hours_add_up_to_the_day(evening):
    assert sum(hour.cleared for hour in evening.hours) == 1243
    assert sum(hour.arrived for hour in evening.hours) == evening.arrived
    assert len(evening.hours) == 24


def test_the_ways_add_up_to_the_zone(evening):
    gates = [way for way in evening.ways if way.gate is None]
    assert sum(way.cleared_export + way.cleared_import for way in gates) == 1243
    assert sum(way.waiting_export + way.waiting_import for way in gates) == evening.waiting["all"]
    routes = [way for way in evening.ways if way.gate == "huu_nghi"]
    [gate] = [way for way in gates if way.id == "huu_nghi"]
    assert sum(way.cleared_import for way in routes) == gate.cleared_import
    assert gate.oldest_us == min(way.oldest_us for way in routes if way.oldest_us)


def test_just_after_the_cut_off_the_hours_still_show_the_day_that_was(lang_son, replayed):
    now_us = window_of(lang_son, DAY).until_us + HOUR_US // 2
    found = (find_standing(lang_son, visit, date(2024, 8, 23)) for visit in replayed.log().visits())
    night = build_board(lang_son, [one for one in found if one], now_us)
    assert night.cleared["all"] == 0
    assert sum(hour.cleared for hour in night.hours) > 1000
    assert looks_back_to(lang_son, now_us) < night.hours[0].since_us


def test_stock_is_what_came_less_what_went(lang_son, replayed):
    log, window = replayed.log(), window_of(lang_son, DAY)
    before, after = (count(lang_son, log, at) for at in (window.since_us + 1, window.until_us))
    out = after.cleared["all"] + after.turned_back
    assert before.waiting["all"] + after.arrived - before.arrived - out == after.waiting["all"]


def test_what_is_known_only_as_a_whole_leaves_its_parts_unknown():
    counts = roll_up({"export": 2, "export_fruit": 3, "import_new": 4})
    assert (counts["all"], counts["export"], counts["import"]) == (9, 5, 4)
    assert counts["export_fruit"] is None
    assert counts["import_goods"] == 0


def test_a_yard_of_unknown_capacity_stays_unknown(evening):
    yards = {yard.id: yard for yard in evening.yards}
    assert yards["xuan_cuong"].capacity is None
    assert yards["hn_non_tariff"].capacity == 800


def test_following_by_cursor_gives_what_a_fresh_reading_gives(desk_database, lang_son, replayed):
    zone = lang_son.renamed("following-demo")
    rows = [msgspec.structs.replace(event, zone=zone.name) for event in replayed.events[:6000]]
    follower, begun_late = Following(zone), Following(zone)
    for start in range(0, len(rows), 1500):
        part = rows[start : start + 1500]
        answer = append_batch(zone, part, nonce=f"p{start}", by="t", at=NOON, on_bad="refuse_all")
        assert not answer.refused
        now_us = part[-1].recorded_us
        board = follower.look(now_us).board
    fresh = begun_late.look(now_us)
    assert board == fresh.board
    assert follower.cursor == fresh.cursor
    assert [e.subject for e in follower.latest] == [e.subject for e in begun_late.latest]
    assert board.arrived + board.waiting["all"] > 0


def test_who_says_how_far_he_heard_needs_no_other_question(
    desk_database, lang_son, replayed, monkeypatch
):
    zone = lang_son.renamed("heard-demo")
    rows = [msgspec.structs.replace(event, zone=zone.name) for event in replayed.events[:200]]
    append_batch(zone, rows, nonce="heard", by="t", at=NOON, on_bad="refuse_all")
    follower, now_us = Following(zone), rows[-1].recorded_us
    seen = follower.look(now_us)
    asked = []
    monkeypatch.setattr(read, "rows_after", lambda *_: asked.append(1) or ([], seen.cursor))
    assert follower.look(now_us, after=seen.cursor) is seen
    assert asked == []
    further = read.Cursor(seen.cursor.xid + 1, 0)
    assert follower.look(now_us, after=further) is seen
    assert follower.look(now_us) is seen
    assert asked == [1, 1]


def test_a_part_is_drawn_once_for_all_who_look_at_the_same_things():
    drawn = []

    def draw():
        drawn.append(1)
        return "part"

    about = ("zone", "v", object())
    once, again = draw_once(about, draw), draw_once(about, draw)
    assert once is again
    assert (once.text, gzip.decompress(once.packed)) == ("part", b"part")
    assert draw_once((*about, "en"), draw).text == "part"
    assert len(drawn) == 2

"""The map: every place of the day once, what is unknown said to be, and nothing from elsewhere."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cuakhau.web.map.labels import wrap
from cuakhau.web.map.layers import build_layers
from cuakhau.web.map.plan import ROW, WIDTH, draw
from cuakhau.zone.load import load
from officers import Browser

LANG_SON = load(Path(__file__).resolve().parents[3] / "zones" / "lang-son")
DAYS = (date(2017, 6, 1), date(2024, 8, 22), date(2025, 6, 1))
TAN_THANH = (22.0044535, 106.6775894)


@pytest.mark.parametrize("day", DAYS)
def test_every_gate_route_and_yard_of_the_day_is_drawn_once(day):
    dated = LANG_SON.at(day)
    drawn = Counter(one.spot.id for one in draw(build_layers(dated)).drawn)
    assert drawn == Counter(row.id for row in (*dated.gates, *dated.routes, *dated.yards))


@pytest.mark.parametrize("day", DAYS)
def test_nothing_lies_on_another_or_outside_of_the_drawing(day):
    plan = draw(build_layers(LANG_SON.at(day)))
    points = [(one.x, one.y) for one in plan.drawn]
    assert all(0 < x < WIDTH and 0 < y < plan.height for x, y in points)
    near = [
        (a, b)
        for place, a in enumerate(points)
        for b in points[:place]
        if abs(a[0] - b[0]) < 36 and abs(a[1] - b[1]) < ROW // 2
    ]
    assert near == []


def test_tan_thanh_is_a_gate_in_2017_and_a_route_in_2025():
    before = {spot.id: spot for spot in build_layers(LANG_SON.at(DAYS[0]))}
    after = {spot.id: spot for spot in build_layers(LANG_SON.at(DAYS[2]))}
    assert (before["tan_thanh"].kind, before["tan_thanh"].at) == ("gate", TAN_THANH)
    assert "tan_thanh" not in after
    route = after["tt_1088_2_1089"]
    assert (route.kind, route.near, route.at) == ("route", "huu_nghi", TAN_THANH)


def test_north_is_up_and_east_is_right():
    at = {one.spot.id: one for one in draw(build_layers(LANG_SON.at(DAYS[2]))).drawn}
    route, gate, rail = at["tt_1088_2_1089"], at["huu_nghi"], at["dong_dang"]
    assert route.y < gate.y < rail.y
    assert route.x < rail.x < gate.x


def test_only_what_has_no_coordinates_is_schematic():
    spots = {spot.id: spot.is_schematic for spot in build_layers(LANG_SON.at(DAYS[2]))}
    assert {place for place, schematic in spots.items() if not schematic} == {
        "huu_nghi", "dong_dang", "tt_1088_2_1089",
    }  # fmt: skip


def test_a_name_is_broken_into_few_lines_in_any_letters():
    assert wrap("Lối thông quan Hữu Nghị", 12) == ["Lối thông", "quan Hữu", "Nghị"]
    assert wrap("友谊关通关通道", 8) == ["友谊关通", "关通道"]
    assert wrap("友谊关通道（1116–1117号）", 12) == ["友谊关通道", "（1116–1117", "号）"]
    assert wrap("one two three four five six", 5)[-1].endswith("…")


def places(page):
    return re.findall(r'data-place="([^"]*)"', page)


def spot_of(page, place):
    return re.search(rf'<g class="([^"]*)" data-place="{place}">(.*?)</g>', page, re.S)


def test_the_page_shows_each_place_and_marks_the_schematic_ones(gate):
    officer = gate.sign_in("dispatcher")
    assert officer.get("map/").status_code == 200
    shown = ["north_gate", "main_road", "freight_road", "inner_yard", "waiting_yard"]
    assert sorted(places(officer.page)) == sorted(shown)
    dashed = [one for one in shown if "is-schematic" in spot_of(officer.page, one)[1]]
    assert dashed == shown[1:]
    assert officer.page.count('<small class="map-schematic">') == len(dashed)


def test_a_gate_that_is_closed_is_closed_on_the_map(gate):
    officer = gate.sign_in("dispatcher")
    officer.get("gates/", place="main_road", side="cn")
    officer.post(
        "gates/?place=main_road&side=cn",
        act="close:fire:main_road:cn",
        nonce=officer.field("nonce"),
    )
    officer.get("map/")
    spot = spot_of(officer.page, "main_road")
    assert "bad" in spot[1].split()
    assert "#barrier-block" in spot[2]  # not told by colour alone


def test_what_waits_is_a_figure_and_what_nobody_counted_is_unknown(gate):
    officer = gate.sign_in("dispatcher")
    officer.get("map/")
    assert "export" not in spot_of(officer.page, "main_road")[2]
    number = gate.declare()
    gate.confirm(number, "border_guard_in", "customs_in")
    gate.later(minutes=1)
    officer.get("map/part")
    assert "export 1 · import 0" in spot_of(officer.page, "main_road")[2]
    assert re.search(r'data-key="main_road-1">export <a class="figure"[^>]*>1</a>', officer.page)
    assert spot_of(officer.page, "freight_road")[2].count("export") == 0


@pytest.mark.parametrize(
    ("language", "schematic"),
    [("vi", "vị trí sơ đồ"), ("en", "schematic place"), ("zh-hans", "示意位置")],
)
def test_it_is_told_in_three_languages_and_asks_no_other_host(gate, language, schematic):
    officer = Browser(gate.zone.name, gate.sign_in("dispatcher").person, language)
    officer.get("map/")
    assert schematic in officer.page
    loaded = re.findall(r'(?:src|href|data-part)="([^"]*)"', officer.page)
    assert [one for one in loaded if "//" in one] == []


def test_it_is_for_those_who_may_see_the_board(gate):
    assert gate.sign_in("driver").get("map/").status_code == 403


def read_places(browser):
    answer = browser.get("map/places.geojson")
    assert answer.headers["Content-Type"] == "application/geo+json"
    told = json.loads(browser.page)
    return {one["id"]: one for one in told["features"]}, told["without"]


def test_only_what_a_source_says_lies_on_the_map_and_the_rest_is_listed_beside_it(gate):
    officer = gate.sign_in("dispatcher")
    placed, without = read_places(officer)
    assert list(placed) == ["north_gate"]
    assert placed["north_gate"]["geometry"] == {"type": "Point", "coordinates": [106.71, 21.97]}
    assert placed["north_gate"]["properties"]["source"] == "Made up for the tutorial"
    assert sorted(without) == ["freight_road", "inner_yard", "main_road", "waiting_yard"]
    officer.get("map/")
    beside = officer.page.partition('id="unplaced-title"')[2].partition("</section>")[0]
    assert sorted(re.findall(r'href="#to-(\w+)"', beside)) == sorted(without)
    assert all(officer.page.count(f'id="to-{one}"') == 1 for one in without)


def test_a_place_leads_to_its_list_where_the_reader_may_see_it(gate):
    [found] = read_places(gate.sign_in("dispatcher"))[0].values()
    path = found["properties"]["list"]
    assert path == f"/zone/{gate.zone.name}/calls/north_gate/export/"
    assert gate.sign_in("dispatcher").client.get(path).status_code == 200
    [found] = read_places(gate.sign_in("administrator"))[0].values()
    assert found["properties"]["list"] == "#to-north_gate"


def loads_of(officer):
    officer.get("map/")
    found = re.findall(r'class="load (\w+)"></span> <a href="#to-(\w+)"', officer.page)
    return {place: load for load, place in found}


def test_colours_go_by_load_and_what_nobody_counted_is_unknown(gate):
    officer = gate.sign_in("dispatcher")
    assert loads_of(officer) == {
        "main_road": "unknown",
        "freight_road": "unknown",
        "inner_yard": "calm",
        "waiting_yard": "unknown",
    }
    for place, vehicles in (("main_road", 3), ("freight_road", 1)):
        for _ in range(vehicles):
            gate.confirm(gate.declare(place=place), "border_guard_in", "customs_in")
    gate.later(minutes=1)
    loads = loads_of(officer)
    assert (loads["main_road"], loads["freight_road"]) == ("heavy", "busy")


def test_the_places_are_for_those_who_may_see_the_board(gate):
    assert gate.sign_in("driver").get("map/places.geojson").status_code == 403

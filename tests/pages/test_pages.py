"""Pages as a reader gets them, and how often each asks the database."""

import json
import re
from pathlib import Path

import pytest

from cuakhau.server import clock, zones
from cuakhau.web.here import Pace
from journal.example import fresh_zone
from officers import Gate

COUNTS = Path(__file__).with_name("query_counts.json")


@pytest.fixture
def centre(site, zone):
    """The browser of a dispatcher."""
    return Gate(zone).sign_in("dispatcher").client


def fill(caller, visit):
    customs, guard = caller("customs"), caller("border_guard")
    customs.confirm(visit, "customs_in", minutes=-30)
    guard.confirm(visit, "border_guard_in", minutes=-25)


def test_pages_ask_the_database_as_often_as_is_written_down(
    site, centre, zone, caller, visit, journal_asks
):
    fill(caller, visit)
    customs = caller("customs")
    pages = {
        "live board": lambda: centre.get("/"),
        "live part": lambda: centre.get(f"/zone/{zone.name}/live"),
        "read a visit": lambda: customs.get(f"/visits/{visit}"),
        "read the log": lambda: customs.get("/log?limit=10"),
        "read a zone": lambda: site.get(f"/api/v1/zones/{zone.name}"),
        "manual": lambda: site.get("/api/v1/docs"),
    }
    counts = {name: journal_asks(get) for name, get in pages.items()}
    assert counts == json.loads(COUNTS.read_text("utf-8"))


@pytest.mark.parametrize("code", ["vi", "en", "zh-hans"])
def test_the_board_shows_what_arrived_and_waits(centre, zone, caller, visit, code):
    fill(caller, visit)
    body = centre.get(f"/zone/{zone.name}/?language={code}").content.decode()
    assert visit in body
    shown = dict(re.findall(r'data-key="(kpi-\w+)"><a [^>]+>([^<]+)</a>', body))
    assert (shown["kpi-waiting"], shown["kpi-cleared"]) == ("1", "0")


def test_a_demo_says_that_it_is_one(centre):
    body = centre.get("/?language=en").content.decode()
    assert 'data-mark="demo"' in body
    assert "made-up vehicles" in body


def test_unknown_capacity_is_said_and_is_no_zero(centre):
    body = centre.get("/?language=vi").content.decode()
    numbers = re.sub(r"</?a[^>]*>", "", body)
    assert "0 / chưa rõ" in numbers
    assert "0 / 200" in numbers


def test_a_zone_that_is_not_served_is_not_found(site):
    answer = site.get("/zone/nowhere/?language=en")
    assert answer.status_code == 404
    assert "There is nothing here." in answer.content.decode()


def test_nothing_personal_is_on_the_board(centre, caller):
    firm = caller("", ["declare"])
    said = {"plate": "12C-345.67", "driver": "Người Thử", "phone": "0000000000"}
    firm.post("/visits", {"procedure": "export", "place": "main_road", **said})
    body = centre.get("/").content.decode()
    for word in said.values():
        assert word not in body


def test_a_replay_without_its_first_row_shows_no_noughts(centre, visit, monkeypatch):
    monkeypatch.setattr(clock, "pace", lambda _: Pace(speed=60, until_us=1))
    assert "being written into the log" not in centre.get("/?language=en").content.decode()
    empty = fresh_zone()
    monkeypatch.setattr(zones, "served", lambda: {empty.name: empty})
    elsewhere = Gate(empty).sign_in("dispatcher").client
    body = elsewhere.get("/?language=en").content.decode()
    assert "being written into the log" in body
    assert "kpi-cleared" not in body

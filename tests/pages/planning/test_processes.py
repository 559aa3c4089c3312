"""The process map: drawn from the days asked for, with the visits behind an arrow."""

import json
import re
from html import unescape

import pytest

from cuakhau.planning.processes import kept

WALK = ("registration", "border_guard_in", "customs_in")


@pytest.fixture(autouse=True)
def forget():
    kept.forget()


@pytest.fixture
def filled(gate):
    """Six visits that went the same way; customs looked into all of them in secret."""
    for _ in range(6):
        subject = gate.declare()
        for step in WALK[:2]:
            gate.later(minutes=10)
            gate.confirm(subject, step)
        gate.confirm(subject, "selection", agency="customs")
        gate.later(minutes=10)
        gate.confirm(subject, WALK[2])
    return gate


def test_who_explores_finds_the_visits_behind_an_arrow(filled):
    board = filled.sign_in("board")
    board.get("plan/processes/")
    assert "plan/processes/map?day=" in board.page
    board.get("plan/processes/map", least="5")
    assert 'class="process-map"' in board.page
    assert "style=" not in board.page
    assert "Border guard: into the gate" in unescape(board.page)
    arrow = re.search(r'href="[^"]*/(plan/processes/visits\?[^"]*activity=customs_in)"', board.page)
    board.get(unescape(arrow[1]))
    assert len(re.findall(r'/visit/[^"]+/"', board.page)) == 6
    assert "10 min" in board.page
    board.get("plan/processes/map", direction="import")
    assert "No vehicle was declared" in board.page
    board.get("plan/processes/visits", before="customs_in", activity="nowhere")
    assert "Fewer than 5 visits" in board.page
    svg = board.get("plan/processes/map.svg")
    assert svg["Content-Type"].startswith("image/svg+xml")
    assert b"href" not in svg.content


def test_a_secret_step_is_there_for_its_agency_alone(filled):
    selection = filled.zone.name_of("selection", "en")
    pages = {}
    for role in ("customs", "board", "border_guard"):
        pages[role] = filled.sign_in(role).get("plan/processes/map").content.decode()
    assert selection in pages["customs"]
    assert selection not in pages["board"] + pages["border_guard"]
    assert "activity=selection" not in pages["board"]
    assert filled.sign_in("administrator").get("plan/processes/map").status_code == 403


def test_a_day_is_read_again_only_after_something_was_written(filled, monkeypatch):
    read, reads = kept.read.log, []
    monkeypatch.setattr(kept.read, "log", lambda *a, **k: reads.append(a) or read(*a, **k))
    board = filled.sign_in("board")
    board.get("plan/processes/map")
    assert board.page.count('class="value">6<') == 2
    filled.later(minutes=5)
    board.get("plan/processes/map", goods="fruit")
    assert len(reads) == 1
    filled.later(minutes=5)
    filled.declare()
    board.get("plan/processes/map")
    assert (len(reads), board.page.count('class="value">7<')) == (2, 2)


def test_the_days_are_given_to_programs_of_process_mining_without_what_is_secret(filled):
    board = filled.sign_in("board")
    board.get("plan/processes/map")
    assert "plan/processes/log.json?day=" in board.page
    told = json.loads(board.get("plan/processes/log.json").content)
    steps = [one["type"] for one in told["events"]]
    assert len([one for one in steps if one == "customs_in"]) == 6
    assert "selection" not in steps
    assert board.get("plan/processes/log.xes").content.startswith(b"<?xml")
    assert board.get("plan/processes/log.sqlite").content.startswith(b"SQLite format 3")
    assert board.get("plan/processes/log.json", day="2001-01-01").status_code == 404
    assert board.get("plan/processes/log.json", days="31").status_code == 404
    assert filled.sign_in("declarant").get("plan/processes/log.json").status_code == 403

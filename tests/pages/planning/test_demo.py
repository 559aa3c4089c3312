"""A demo zone has example runs, each asked for once; scenarios stand ready."""

from dataclasses import replace
from pathlib import Path

from cuakhau.journal import versions
from cuakhau.planning.demo import ask_examples
from cuakhau.planning.models import Run
from cuakhau.planning.runs import acts, runner
from cuakhau.planning.scenarios import ready
from journal.example import EXAMPLE


def test_examples_are_asked_for_once_and_can_be_made(twin_gate):
    board = twin_gate.sign_in("board")
    by = board.person.username
    first = ask_examples(twin_gate.zone, by=by, at=twin_gate.now)
    assert first >= 1
    assert ask_examples(twin_gate.zone, by=by, at=twin_gate.now) == 0
    assert acts.count_waiting(twin_gate.zone.name) == first
    runner.make_waiting(lambda: twin_gate.wall)
    assert {run.status for run in Run.objects.filter(zone=twin_gate.zone.name)} == {"done"}
    board.get("plan/runs/")
    assert "The zone as it is" in board.page


def test_a_real_zone_has_no_examples(twin_gate):
    zone = replace(twin_gate.zone, name="a-real-one")
    versions.keep(zone, versions.get_files(twin_gate.zone.name, twin_gate.zone.version))
    assert ask_examples(zone, by="x", at=twin_gate.now) == 0


def test_scenarios_of_the_zone_stand_ready(twin_gate, monkeypatch):
    folder = Path(__file__).resolve().parents[3] / "zones" / EXAMPLE.name
    monkeypatch.setattr(ready, "get_folder", lambda name: folder)
    board = twin_gate.sign_in("board")
    board.get("plan/", day="2024-08-22")
    assert "?ready=more_officers" in board.page
    board.get("plan/", ready="more_officers", day="2024-08-22")
    assert "customs_check" in board.page
    titles = {"vi": "Thêm hai cán bộ", "en": "Two more customs officers", "zh-hans": "增加两名"}
    for language, title in titles.items():
        board.get("plan/", ready="more_officers", day="2024-08-22", language=language)
        assert title in board.page

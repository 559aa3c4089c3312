"""How sure the twin is: published figures beside simulated ones, and what the log tells."""

from datetime import date

import pytest

from cuakhau.planning.calibration import page, tested
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network


@pytest.fixture(autouse=True)
def forget():
    """Each test has a log of its own in the same database."""
    page._fit.cache_clear()
    tested._test.cache_clear()


def test_the_page_is_reached_from_the_workbench_and_asks_for_its_parts(twin_gate):
    board = twin_gate.sign_in("board")
    board.get("plan/")
    assert 'plan/calibration/"' in board.page
    assert board.get("plan/calibration/").status_code == 200
    assert "plan/calibration/targets" in board.page
    assert "plan/calibration/fit?days=31" in board.page


def test_each_published_figure_is_told_with_its_source_and_verdict(twin_gate):
    board = twin_gate.sign_in("board")
    board.get("plan/calibration/targets")
    for word in ("Cleared a day", "made_up", "of 1 figures are hit"):
        assert word in board.page
    assert ("hit</span>" in board.page) != ("missed</span>" in board.page)


def test_what_the_log_tells_is_told_with_pictures_and_what_it_cannot(twin_gate):
    gate = twin_gate
    subject = gate.declare(procedure="export", goods="fruit", place="main_road")
    gate.confirm(subject, "border_guard_in", "customs_in")
    board = gate.sign_in("board")
    board.get("plan/calibration/fit?days=7")
    for word in ("What this log cannot tell", "Who comes", '<svg class="picture"', "say no start"):
        assert word in board.page
    assert "style=" not in board.page


def test_an_empty_log_is_refused_with_rule_and_cure(twin_gate):
    board = twin_gate.sign_in("board")
    assert board.get("plan/calibration/fit?days=7").status_code == 200
    assert "P61" in board.page


def test_days_that_are_no_choice_are_the_usual_ones(twin_gate):
    board = twin_gate.sign_in("board")
    board.get("plan/calibration/?days=100000")
    assert "fit?days=31" in board.page


def test_a_day_is_held_out_and_judged(twin_gate, monkeypatch):
    """The journal of the tests is short, so a simulated log stands in for it."""
    zone = twin_gate.zone
    made = build_network(zone, find_twin(zone), first_day=date(2024, 8, 19), days=3)
    log = log_of(run(made, seed=2, log="full"), run_id="seen")
    monkeypatch.setattr(tested.read, "log", lambda name, since: log)
    board = twin_gate.sign_in("board")
    board.get("plan/calibration/backtest?days=7")
    for word in ("21/08/2024 was held out", "Vehicles in the zone", 'class="band"', "Mean error"):
        assert word in board.page


def test_a_log_too_short_to_hold_a_day_out_is_refused(twin_gate):
    subject = twin_gate.declare()
    twin_gate.confirm(subject, "border_guard_in", "customs_in")
    board = twin_gate.sign_in("board")
    board.get("plan/calibration/backtest?days=7")
    assert "P63" in board.page

"""How sure the twin is: published figures beside simulated ones, and what the log tells."""

from datetime import date

import pytest

from cuakhau.planning.models import Study
from cuakhau.planning.studies import job, runner
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network


@pytest.fixture
def told(twin_gate):
    """Ask for an answer, let it be worked out and open the page: `told(kind)` gives the page."""

    def tell(kind):
        board = twin_gate.sign_in("board")
        board.post(f"plan/calibration/{kind}/ask", nonce="n", days="7")
        runner.make_waiting(lambda: twin_gate.wall)
        assert board.get("plan/calibration/?days=7").status_code == 200
        return board.page

    return tell


def test_the_page_is_reached_from_the_workbench_and_asks_for_its_parts(twin_gate):
    board = twin_gate.sign_in("board")
    board.get("plan/")
    assert 'plan/calibration/"' in board.page
    assert board.get("plan/calibration/?days=100000").status_code == 200
    for kind in ("targets", "fit", "backtest"):
        assert f"plan/calibration/{kind}/ask" in board.page
    assert '<option value="31" selected>' in board.page
    assert not Study.objects.filter(zone=twin_gate.zone.name).exists(), (
        "who only looks asks nothing"
    )


def test_an_answer_comes_into_its_page_when_it_is_there(twin_gate):
    board, zone = twin_gate.sign_in("board"), twin_gate.zone.name
    heard = {"HTTP_HX_REQUEST": "true"}
    board.client.post(f"/zone/{zone}/plan/calibration/targets/ask", **heard)
    path = f"/zone/{zone}/plan/calibration/studies/{Study.objects.get(zone=zone).pk}/"
    assert "every 700ms" in board.client.get(path, **heard).content.decode()
    runner.make_waiting(lambda: twin_gate.wall)
    answered = board.client.get(path, **heard).content.decode()
    assert "every 700ms" not in answered
    assert "Worked out at" in answered
    assert board.client.get(path).status_code == 302
    key = Study.objects.get(zone=zone).pk
    assert board.get("plan/budget/", study=key).status_code == 404, "it is no search"


def test_each_published_figure_is_told_with_its_source_and_verdict(told):
    page = told("targets")
    for word in ("Cleared a day", "made_up", "of 1 figures are hit"):
        assert word in page
    assert ("hit</span>" in page) != ("missed</span>" in page)


def test_what_the_log_tells_is_told_with_pictures_and_what_it_cannot(twin_gate, told):
    subject = twin_gate.declare(procedure="export", goods="fruit", place="main_road")
    twin_gate.confirm(subject, "border_guard_in", "customs_in")
    page = told("fit")
    for word in ("What this log cannot tell", "Who comes", '<svg class="picture"', "say no start"):
        assert word in page
    assert "style=" not in page


def test_an_empty_log_is_refused_with_rule_and_cure(told):
    assert "P61" in told("fit")


def test_a_day_is_held_out_and_judged(twin_gate, told, monkeypatch):
    """The journal of the tests is short, so a simulated log stands in for it."""
    zone = twin_gate.zone
    made = build_network(zone, find_twin(zone), first_day=date(2024, 8, 19), days=3)
    log = log_of(run(made, seed=2, log="full"), run_id="seen")
    monkeypatch.setattr(job.read, "log", lambda name, since, up_to: log)
    page = told("backtest")
    for word in ("21/08/2024 was held out", "Vehicles in the zone", 'class="band"', "Mean error"):
        assert word in page


def test_a_log_too_short_to_hold_a_day_out_is_refused(twin_gate, told):
    subject = twin_gate.declare()
    twin_gate.confirm(subject, "border_guard_in", "customs_in")
    assert "P63" in told("backtest")

"""`cuakhau plan`: three plans that keep the budget, as a table, for machines, and as scenarios."""

import json

import pytest
from click.testing import CliRunner

from cuakhau.cli import main
from cuakhau.zone.load import zone_folders

PRICED = ("--price", "officer_hour=100000")
ASKED = ("example", "--day", "2025-06-02", "--days", "1", "--tries", "9", "--people", "2")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path))
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, words)


def test_plans_keep_the_budget_and_can_be_simulated(home):
    result = run(
        "plan", *ASKED, *PRICED, "--budget", "2000000", "--json", "--save", str(home / "p")
    )
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert set(told["plans"]) == {"today", "proportional", "cheap", "balanced", "fast"}
    for plan in told["plans"].values():
        assert plan["cost_vnd"] <= 2_000_000
        assert plan["people"] <= 2
        assert told["bound_h"] <= plan["wait_h"]["mean"]
    fast = told["files"]["fast"]
    simulated = run("compare", "example", fast, *ASKED[1:5], "--reps", "2", "--json")
    assert simulated.exit_code == 0, simulated.output
    assert set(json.loads(simulated.stdout)["scenarios"]) == {"today", "fast"}


@pytest.mark.parametrize(
    ("language", "word"), [("vi", "Cân bằng"), ("en", "Balanced"), ("zh", "均衡")]
)
def test_people_get_three_named_plans(language, word):
    result = run("plan", *ASKED, *PRICED, "--budget", "1000000", "--lang", language)
    assert result.exit_code == 0, result.output
    assert word in result.stdout


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (("--budget", "1000000", "--turn", "places"), "P82"),
        (("--budget", "-1", *PRICED), "P84"),
        (("--budget", "1", *PRICED, "--turn", "opening", "--price", "opening_hour=9000"), "P81"),
        (("--budget", "1000000", "--price", "officer=1"), "P83"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_a_cure(words, rule):
    result = run("plan", *ASKED, *words, "--json")
    assert result.exit_code == 1, result.output
    told = json.loads(result.stdout)["refused"]
    assert told["rule"] == rule
    assert told["cure"]


def test_a_plan_for_a_season_holds_the_season(home):
    season = zone_folders()[-1] / "example" / "scenarios" / "fruit_season.toml"
    words = ("--budget", "2000000", "--scenario", str(season), "--json", "--save", str(home / "p"))
    result = run("plan", *ASKED, *PRICED, *words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["scenario"] == "fruit_season.toml"
    asked = ("compare", "example", str(season), told["files"]["fast"])
    compared = run(*asked, *ASKED[1:5], "--reps", "2", "--json")
    assert compared.exit_code == 0, compared.output
    fast = json.loads(compared.stdout)["scenarios"]["fast"]["all"]
    assert abs(fast["left_a_day"]["difference"]["mean"]) < 25  # as many come as in the season

"""`cuakhau backtest`: the last days of a log told from those before."""

import json

import pytest
from click.testing import CliRunner

from cuakhau.cli import main


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    folder = tmp_path_factory.mktemp("backtest")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUAKHAU_HOME", str(folder))
        words = ("--day", "2025-06-02", "--days", "3", "--reps", "1", "--out", folder / "a.parquet")
        done = CliRunner().invoke(main, ["simulate", "example", *map(str, words)])
    assert done.exit_code == 0, done.output
    return folder / "a.parquet"


def backtest(log, *words):
    asked = ["backtest", "example", "--from", str(log), "--reps", "9", *words]
    return CliRunner().invoke(main, asked)


def test_machines_get_counts_and_totals(log):
    result = backtest(log, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["fitted_days"], told["days"], told["reps"]) == (2, ["2025-06-04"], 9)
    assert {"in_zone", "yard/inner_yard"} <= {one["name"] for one in told["counts"]}
    assert all(0 <= one["coverage"] <= 1 for one in told["counts"])
    assert {one["name"] for one in told["totals"]} >= {"left", "wait.mean", "wait.p90"}


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_people_read_it_in_their_language(log, language):
    result = backtest(log, "--lang", language)
    assert result.exit_code == 0, result.output
    words = {"vi": "Bao phủ", "en": "Coverage", "zh": "覆盖率"}
    assert words[language] in result.output


def test_more_days_held_out_than_there_are_is_refused(log):
    result = backtest(log, "--held", "3", "--lang", "vi")
    assert result.exit_code == 1
    assert "P63" in result.output
    assert "nhật ký dài hơn" in result.output

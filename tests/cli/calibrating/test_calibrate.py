"""`cuakhau calibrate`: a log in, a twin out; and the twin against what is published."""

import json

import pytest
from click.testing import CliRunner

from cuakhau.cli import main
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import find_zone


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUAKHAU_HOME", str(folder))
        words = ("--day", "2025-06-02", "--days", "3", "--reps", "1", "--out", folder / "a.parquet")
        done = CliRunner().invoke(main, ["simulate", "example", *map(str, words)])
    assert done.exit_code == 0, done.output
    return folder / "a.parquet"


def calibrate(*words):
    return CliRunner().invoke(main, ["calibrate", *map(str, words)])


def test_the_fitted_twin_is_written_and_told(log, tmp_path):
    out = tmp_path / "twin.toml"
    words = ("example", "--from", log, "--out", out, "--source", "made_up", "--json")
    result = calibrate(*words)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["days"], told["zone"]) == (3, "example")
    assert {"stream", "service", "share", "post"} <= {row["table"] for row in told["rows"]}
    assert all(one["text"] for one in told["unknown"])
    twin = load_twin(find_zone("example"), {"twin.toml": out.read_bytes()})
    assert {row.basis for row in twin.services} == {"fitted"}


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_people_read_it_in_their_language(log, language):
    result = calibrate("example", "--from", log, "--lang", language)
    assert result.exit_code == 0, result.output
    expected = {"vi": "Nhật ký này không cho biết", "en": "does not tell", "zh": "无法得知"}
    assert expected[language] in result.output


def test_a_file_that_is_no_log_is_refused_with_its_cure(tmp_path):
    file = tmp_path / "b.parquet"
    file.write_text("nothing")
    result = calibrate("example", "--from", file, "--lang", "en")
    assert result.exit_code == 1
    assert "P62" in result.output
    assert "Cure" in result.output


def test_targets_are_told_with_source_value_and_verdict():
    result = calibrate("example", "--targets", "--json")
    assert result.exit_code == 0, result.output
    (target,) = json.loads(result.stdout)["targets"]
    assert target["source"] == "made_up"
    assert target["is_hit"] == (target["low"] <= target["simulated"] <= target["high"])

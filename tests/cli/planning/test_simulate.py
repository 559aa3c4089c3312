"""`cuakhau simulate`: one question, one answer, in three languages and for machines."""

import json
import shutil

import pytest
from click.testing import CliRunner

from cuakhau.cli import main
from cuakhau.movement.log import read
from cuakhau.zone.load import zone_folders

ASKED = ("example", "--day", "2025-06-02", "--days", "1", "--reps", "2", "--seed", "5")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path))
    return tmp_path


def simulate(*words):
    return CliRunner().invoke(main, ["simulate", *words])


def test_machines_get_what_was_promised(home):
    result = simulate(*ASKED, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert {"visits", "events", "wall_s", "seed", "by_gate", "by_class", "unstable"} <= set(told)
    assert told["seed"] == 5
    assert told["seeds"] == [5, 6]
    assert told["visits"] > 400
    assert sum(g["visits"]["mean"] for g in told["by_gate"].values()) * 2 == told["visits"]
    again = json.loads(simulate(*ASKED, "--json").stdout)
    assert {**again, "wall_s": 0} == {**told, "wall_s": 0}
    assert len(list((home / "cache" / "simulations").glob("??/*.json"))) == 2


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Toàn khu"), ("en", "Whole zone"), ("zh", "全区")]
)
def test_people_get_tables_in_their_language(language, words):
    result = simulate(*ASKED, "--lang", language)
    assert result.exit_code == 0, result.output
    assert words in result.stdout
    assert "±" in result.stdout


def test_the_log_of_the_first_run_is_written(home):
    result = simulate(*ASKED, "--json", "--out", str(home / "log.parquet"))
    told = json.loads(result.stdout)["log"]
    log = read("example", home / "log.parquet")
    assert len(log) == told["rows"] > 1_000


@pytest.mark.parametrize(("size", "rule"), [(("--days", "0"), "P41"), (("--reps", "0"), "P42")])
def test_what_cannot_be_run_is_refused_with_a_cure(size, rule):
    result = simulate(*ASKED, *size, "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)["refused"]
    assert told["rule"] == rule
    assert told["cure"]


def test_a_zone_without_a_twin_is_told_what_to_do(home, monkeypatch):
    zones = home / "zones"
    shutil.copytree(zone_folders()[-1] / "example", zones / "bare")
    (zones / "bare" / "twin.toml").unlink()
    text = (zones / "bare" / "zone.toml").read_text("utf-8").replace('"example"', '"bare"')
    (zones / "bare" / "zone.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("CUAKHAU_ZONES", str(zones))
    result = simulate("bare", "--json", "--day", "2025-06-02")
    assert result.exit_code == 1, result.output
    (mistake,) = json.loads(result.stdout)["mistakes"]
    assert mistake["rule"] == "T1"
    assert mistake["cure"]


def test_vehicles_come_as_a_log_has_recorded_it(home):
    log = home / "june.parquet"
    assert simulate(*ASKED, "--out", str(log)).exit_code == 0
    result = simulate(*ASKED, "--arrivals", str(log), "--json")
    assert result.exit_code == 0, result.output
    arrivals = json.loads(result.stdout)["arrivals"]
    assert (arrivals["file"], arrivals["left_out"]) == ("june.parquet", 0)
    assert arrivals["come"] > 100
    assert "june.parquet" in simulate(*ASKED, "--arrivals", str(log)).stdout
    on_other_days = ("example", "--day", "2026-06-02", "--days", "1", "--reps", "1")
    refused = simulate(*on_other_days, "--arrivals", str(log), "--lang", "en")
    assert refused.exit_code != 0
    assert "P48" in refused.output


def test_a_run_ends_once_it_is_sure_enough():
    asked = ("example", "--day", "2025-06-02", "--days", "1", "--seed", "5", "--reps", "12")
    few = json.loads(simulate(*asked, "--until", "90", "--json").stdout)
    assert 5 <= len(few["seeds"]) < 12
    wait = few["all"]["wait.mean"]
    assert wait["high"] - wait["mean"] <= 0.9 * wait["mean"]
    assert len(json.loads(simulate(*asked, "--until", "0.01", "--json").stdout)["seeds"]) == 12

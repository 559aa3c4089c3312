"""`cuakhau compare`: pairs on the same luck, in the reader's language and for machines."""

import json
import sys

import pytest
from click.testing import CliRunner

from cuakhau.cli import main
from cuakhau.cli.planning import _way
from cuakhau.planning.experiments.replicate import Watch
from cuakhau.planning.experiments.running import Way
from cuakhau.zone.load import zone_folders

SCENARIOS = zone_folders()[-1] / "example" / "scenarios"
MORE = str(SCENARIOS / "more_officers.toml")
SEASON = str(SCENARIOS / "fruit_season.toml")
SIZE = ("--day", "2025-06-02", "--days", "1", "--reps", "3")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("CUAKHAU_HOME", str(tmp_path))
    return tmp_path


def compare(*words):
    return CliRunner().invoke(main, ["compare", "example", *words])


def test_one_scenario_is_compared_with_today():
    told = json.loads(compare(SEASON, *SIZE, "--json").stdout)["scenarios"]
    assert list(told) == ["today", "fruit_season"]
    more = told["fruit_season"]["all"]["left_a_day"]["difference"]
    assert more["low"] <= more["mean"] <= more["high"]
    assert more["mean"] > 0
    assert more["pairs"] == 3
    assert "difference" not in told["today"]["all"]["left_a_day"]


def test_the_first_of_several_is_the_base():
    told = json.loads(compare(SEASON, MORE, *SIZE, "--json").stdout)["scenarios"]
    assert list(told) == ["fruit_season", "more_officers"]
    assert "difference" in told["more_officers"]["all"]["wait.mean"]
    cost = {name: told[name]["all"]["cost_vnd"] for name in told}
    assert cost["fruit_season"]["value"]["mean"] > 0
    assert cost["more_officers"]["difference"]["low"] > 0  # more officers cost more, for sure
    groups = told["more_officers"].items()
    assert [name for name, measures in groups if "cost_vnd" in measures] == ["all"]


@pytest.mark.parametrize(("language", "words"), [
    ("vi", ("hôm nay", "Trực, đồng/ngày")), ("en", ("today", "On duty")), ("zh", ("现状", "当班"))
])  # fmt: skip
def test_people_read_it_in_their_language(language, words):
    result = compare(SEASON, *SIZE, "--lang", language)
    assert result.exit_code == 0, result.output
    assert all(word in result.stdout for word in words)
    assert "fruit_season" in result.stdout


def test_two_files_of_one_name_are_refused(tmp_path):
    other = tmp_path / "fruit_season.toml"
    other.write_text((SCENARIOS / "fruit_season.toml").read_text("utf-8"), encoding="utf-8")
    result = compare(SEASON, str(other), *SIZE, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["refused"]["rule"] == "P44"


def test_every_mistake_of_a_scenario_is_told_with_its_place(tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('base = "example"\n[[servers]]\npost = "nobody"\nadd = 1\n', encoding="utf-8")
    result = compare(str(wrong), *SIZE, "--json")
    assert result.exit_code == 1, result.output
    (mistake,) = json.loads(result.stdout)["mistakes"]
    assert mistake["rule"].startswith("T")
    assert mistake["line"] == 2
    assert "nobody" in mistake["reason"]


def test_control_c_says_what_was_finished(monkeypatch):
    class Pressed:
        def __enter__(self):
            return Way(watch=Watch(told=self.press), threads=1)

        def __exit__(self, *_):
            return None

        def press(self, done, wanted):
            if done == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(_way, "running", lambda *_, **__: Pressed())
    result = compare(SEASON, *SIZE, "--json")
    assert result.exit_code == 130
    told = json.loads(result.stdout)["stopped"]
    assert told["wanted"] == 6
    assert 2 <= told["done"] < 6


def test_without_ray_the_reader_learns_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    result = compare(SEASON, *SIZE, "--ray", "local", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["refused"]["rule"] == "P43"


def test_what_cannot_keep_up_is_named(tmp_path):
    crowd = tmp_path / "crowd.toml"
    crowd.write_text('base = "example"\n[[demand]]\nfactor = 6\n', encoding="utf-8")
    words = ("--day", "2025-06-02", "--days", "2", "--reps", "2")
    told = json.loads(compare(str(crowd), *words, "--json").stdout)
    assert told["unstable"]["today"] == []
    assert told["unstable"]["crowd"]
    result = compare(str(crowd), *words, "--lang", "en")
    assert "Cannot keep up" in result.stdout
    assert told["unstable"]["crowd"][0] not in result.stdout  # by its name, not its id

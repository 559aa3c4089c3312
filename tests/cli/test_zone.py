"""`cuakhau zone`: every mistake in the reader's language, and the zone of a date."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cuakhau.cli import main
from cuakhau.zone.load import files_of, zone_folders

LANG_SON = str(zone_folders()[-1] / "lang-son")


def run(*arguments: str):
    return CliRunner().invoke(main, ["zone", *arguments])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    folder.mkdir()
    for path, content in files_of(zone_folders()[-1] / "example").items():
        (folder / path).write_bytes(content.replace(b"capacity = 200", b"capacty = -2"))
    (folder / "tariffs.csv").write_text("id,amount_vnd\nx,1.5\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("folder", [LANG_SON, "lang-son", "example"])
def test_the_zones_of_the_clone_have_no_error(folder):
    result = run("check", folder)
    assert result.exit_code == 0, result.output
    assert "0 error(s)" in result.stdout


def test_a_mistake_is_told_with_file_line_rule_and_cure(broken):
    result = run("check", str(broken))
    assert result.exit_code == 1
    assert f"{broken / 'zone.toml'}:" in result.stdout
    assert 'Z9: The field "capacty" is not known here.' in result.stdout
    assert 'the closest is "capacity"' in result.stdout


@pytest.mark.parametrize(("lang", "word"), [("vi", "Trường"), ("zh", "此处没有字段")])
def test_a_mistake_is_told_in_the_language_of_the_reader(broken, lang, word):
    assert word in run("check", str(broken), "--lang", lang).stdout


def test_json_gives_every_mistake_with_stable_keys(broken):
    result = run("check", str(broken), "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert set(answer) == {"zone", "version", "files", "errors", "warnings", "mistakes"}
    assert answer["errors"] == sum(m["severity"] == "error" for m in answer["mistakes"]) > 3
    keys = {"file", "line", "column", "rule", "severity", "reason", "cure"}
    assert all(set(mistake) == keys for mistake in answer["mistakes"])


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        ("twin.toml", "per_day = 70", "per_day = -70", "T15"),
        ("scenarios/fruit_season.toml", 'goods = "fruit"', 'goods = "frut"', "T52"),
        ("scenarios/fruit_season.toml", "factor = 1.6", "factor = -1.6", "T42"),
    ],
)
def test_the_twin_and_the_scenarios_are_checked_too(tmp_path, path, old, new, rule):
    folder = tmp_path / "example"
    shutil.copytree(zone_folders()[-1] / "example", folder)
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), "utf-8")
    result = run("check", str(folder), "--json")
    assert result.exit_code == 1
    assert [(m["rule"], m["file"]) for m in json.loads(result.stdout)["mistakes"]] == [(rule, path)]


def test_a_copied_folder_is_right_with_the_scenarios_of_another_zone(tmp_path):
    shutil.copytree(zone_folders()[-1] / "example", tmp_path / "mine")
    answer = json.loads(run("check", str(tmp_path / "mine"), "--json").stdout)
    assert answer["errors"] == 0
    assert "T51" in {mistake["rule"] for mistake in answer["mistakes"]}


def test_a_folder_that_is_not_there_is_told():
    result = run("check", "atlantis")
    assert result.exit_code == 2
    assert "atlantis" in result.stderr


def test_a_folder_without_a_zone_is_told_what_it_lacks(tmp_path):
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "zone.toml" in result.stdout


@pytest.mark.parametrize(("day", "gates", "routes"), [("2017-06-01", 12, 0), ("2025-06-01", 10, 5)])
def test_the_zone_of_a_date_as_json(day, gates, routes):
    answer = json.loads(run("show", LANG_SON, "--on", day, "--json").stdout)
    assert (answer["on"], len(answer["gates"]), len(answer["routes"])) == (day, gates, routes)


def test_the_zone_of_a_date_for_people_says_what_is_unknown():
    result = run("show", "lang-son", "--on", "2025-06-01", "--lang", "vi")
    assert result.exit_code == 0
    assert "Đường chuyên dụng Tân Thanh – Pò Chài, mốc 1088/2–1089" in result.stdout
    assert "sức chứa chưa rõ" in result.stdout
    assert "09/2025/NQ-HĐND" in result.stdout


def test_a_broken_zone_is_not_shown(broken):
    result = run("show", str(broken), "--on", "2025-06-01")
    assert result.exit_code == 1
    assert "Z9" in result.stdout


def test_a_day_that_is_none_is_told():
    assert run("show", "lang-son", "--on", "22/8/2024").exit_code == 2


@pytest.mark.parametrize("verb", ["check", "show"])
def test_each_verb_shows_an_example(verb):
    assert "Example" in run(verb, "--help").stdout

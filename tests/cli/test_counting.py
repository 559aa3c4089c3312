"""`cuakhau replay`, `bulletin`, `figure` and `day-sheet`, as people and scripts run them."""

import json

import pytest

from cuakhau.movement.log import read as read_log

DAY = "2024-08-22"
WAGONS = "day,place,measure,direction,goods,amount\n2024-08-22,dong_dang,cleared,export,,18\n"


@pytest.fixture(scope="module")
def replayed(cuakhau):
    """The published day, in the demo zone."""
    result = cuakhau("replay", "lang-son", "--day", DAY, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_replay_writes_its_day_once(cuakhau, replayed):
    assert replayed["written"] == replayed["rows"] > 20_000
    assert {"vi", "en", "zh"} == set(replayed["assumptions"][0])
    again = json.loads(cuakhau("replay", "lang-son-demo", "--day", DAY, "--json").stdout)
    assert (again["written"], again["refused"]) == (0, 0)


def test_another_seed_of_the_same_day_is_refused_with_its_cure(cuakhau, replayed):
    result = cuakhau("replay", "lang-son", "--day", DAY, "--seed", 2, "--lang", "en")
    assert result.exit_code == 1
    assert "R5: " in result.stderr
    assert "Cure: " in result.stderr


def test_a_replay_as_a_file_needs_no_database(cuakhau, tmp_path):
    file = tmp_path / "day.parquet"
    result = cuakhau("replay", "lang-son", "--day", "22/8/2024", "--log", file)
    assert result.exit_code == 0, result.output
    assert len(read_log("lang-son-demo", file)) > 20_000


@pytest.mark.parametrize(("lang", "words"), [("vi", "1.243 xe"), ("en", "1,243 vehicles")])
def test_the_bulletin_is_printed_from_the_log(cuakhau, replayed, lang, words):
    result = cuakhau("bulletin", DAY, "--lang", lang)
    assert result.exit_code == 0, result.output
    assert words in result.stdout


def test_a_bulletin_is_issued_and_its_figures_open(cuakhau, replayed):
    issued = json.loads(cuakhau("bulletin", DAY, "--issue", "--json").stdout)
    assert issued["issued"]["digest"]
    cell = issued["whole"]["cells"]["cleared"]["all"]
    opened = json.loads(cuakhau("figure", cell["code"], "--json").stdout)
    assert (opened["value"], opened["computed"], opened["agrees"]) == (1243, 1243, True)
    assert "Đã phát hành" in cuakhau("bulletin", DAY).stdout


@pytest.mark.parametrize("code", ["F-00000-000001", "hello"])
def test_a_code_that_is_wrong_is_told(cuakhau, code):
    assert cuakhau("figure", code).exit_code == 1


def test_a_day_without_rows_is_refused_with_its_cure(cuakhau, replayed):
    result = cuakhau("bulletin", "2024-08-25", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["refused"]["rule"] == "B4"


def test_a_published_day_is_shown_with_sources_and_marks(cuakhau):
    result = cuakhau("bulletin", "2024-08-29", "--published", "--json")
    answer = json.loads(result.stdout)
    assert answer["whole"]["cells"]["cleared"]["all"]["value"] == 1429
    assert {one["precision"] for one in answer["sources"]} == {"exact"}
    nothing = cuakhau("bulletin", "2024-08-23", "--published", "--lang", "en")
    assert (nothing.exit_code, DAY in nothing.stderr) == (1, True)


def test_a_day_sheet_is_taken_and_a_bad_one_told(cuakhau, tmp_path):
    sheet = tmp_path / "wagons.csv"
    sheet.write_text(WAGONS, encoding="utf-8")
    words = ("day-sheet", "import", sheet, "--zone", "lang-son", "--json")
    answers = [json.loads(cuakhau(*words).stdout) for _ in range(2)]
    assert [(one["written"], one["known"]) for one in answers] == [(1, 0), (0, 1)]
    sheet.write_text(WAGONS.replace("18", "1.8"), encoding="utf-8")
    bad = cuakhau("day-sheet", "import", sheet, "--zone", "lang-son")
    assert bad.exit_code == 1
    assert "dòng 2 amount: B15" in bad.stderr


@pytest.mark.parametrize("command", ["replay", "bulletin", "figure", "day-sheet"])
def test_help_has_an_example(cuakhau, command):
    assert "Example: cuakhau " in cuakhau(command, "--help").stdout

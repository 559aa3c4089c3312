"""`cuakhau trade forecast` on a file: JSON with a promise, words in three languages, refusals."""

import json

import pytest
from click.testing import CliRunner

from cuakhau.cli import main

HOLE = (2022, 11)


@pytest.fixture
def file(tmp_path):
    rows = [
        f"{gate},{year},{month},{base * (1 + month / 20)}"
        for year in (2021, 2022, 2023)
        for month in range(1, 13)
        for gate, base in (("a", 400), ("b", 900))
        if (year, month) != HOLE
    ]
    path = tmp_path / "months.csv"
    path.write_text("\n".join(["gate,year,month,value", *rows]), encoding="utf-8")
    return path


def run(*words):
    return CliRunner().invoke(main, ["trade", "forecast", *map(str, words)])


def test_a_file_is_forecast_tested_and_its_holes_are_told(file):
    asked = (file, "--by", "gate", "--date", "year,month", "--ahead", 6, "--today", "2024-01-05")
    done = run(*asked, "--backtest", "--json", "--lang", "vi")
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert (told["file"], told["rows"]) == ("months.csv", 70)
    assert [one["unknown_months"] for one in told["series"]] == [["2022-11"]] * 2
    first = told["months"][0]
    assert first["month"] == "2024-01"
    assert first["low_95"] < first["low_80"] < first["forecast"] < first["high_80"]
    assert first["naive"] == pytest.approx(400 * 1.05)
    assert first["forecast"] == pytest.approx(first["naive"], rel=0.1)
    assert {one["period"] for one in told["totals"] if one["series"] == "a"} == {
        "2024-Q1",
        "2024-Q2",
    }
    (judged,) = told["back_test"]
    assert (judged["first_month"], judged["last_month"]) == ("2023-01", "2023-12")


def test_it_says_why_not_in_the_readers_language_and_wants_one_source(file):
    file.write_text("gate,month,value\na,2024-01,-4\n", encoding="utf-8")
    done = run(file, "--by", "gate", "--today", "2024-03-05", "--lang", "zh")
    assert done.exit_code == 1
    assert "N4" in done.output
    assert "小于零" in done.output
    assert run().exit_code == 2
    assert run(file, "--zone", "lang-son").exit_code == 2

"""What is wrong in a log is counted or told by every command that reads it, never hidden."""

import json

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from cuakhau.cli import main
from made_logs import HOUR_US, IN, OUT, crossing, log_of, row

AHEAD_H = 1.5


def quick(number):
    """A visit past two agencies, the clock of customs ahead of the other one."""
    late, name = number * 0.01, f"q{number:03d}"
    hours = {"border_guard_in": 1, "customs_in": 1.02 + late, "exit_border_guard": 2 + late * 2,
             "exit_customs": 2.1 + late * 2}  # fmt: skip
    rows = [row(name, 1, "declared", 0.5, procedure="empty", place="main_road")]
    for seq, (step, at) in enumerate(hours.items(), start=2):
        agency = "customs" if "customs" in step else "border_guard"
        ahead = AHEAD_H if agency == "customs" else 0
        rows.append(row(name, seq, "confirmed", at + ahead, step=step, agency=agency))
    return rows


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A log with one visit of each trouble, and forty whose clocks disagree."""
    negative = crossing("negative", {**IN, **OUT})
    negative[2] = row("negative", 3, "confirmed", 2, step="customs_in", agency="customs",
                      started_us=negative[2].happened_us + HOUR_US)  # fmt: skip
    log = log_of(
        crossing("equal", dict.fromkeys((*IN, *OUT), 3)),
        crossing("no-arrival", OUT),
        crossing("no-exit", IN),
        crossing("backwards", dict.fromkeys((*IN, *OUT), -5)),
        negative,
        *(quick(number) for number in range(40)),
    )
    path = tmp_path_factory.mktemp("bad") / "day.parquet"
    log.write(path)
    return path


def ask(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_clock_counts_what_cannot_be_timed_and_shows_clocks_that_disagree(file):
    told = json.loads(ask("clock", file, "--zone", "example", "--json").stdout)
    [whole] = [one for one in told["rows"] if one["cause"] == "all"]
    assert (whole["visits"], told["open"], told["left_out"]["no_time"]) == (43, 1, 1)
    assert told["starts_after_end"] == 1
    parts = [one["total_us"] for one in told["rows"] if one["cause"] != "all"]
    assert sum(parts) == whole["total_us"]
    assert not any(part < 0 for part in parts)
    [customs] = [one for one in told["offsets"] if one["agency"] == "customs"]
    assert customs["low_s"] <= AHEAD_H * 3600 / 2 <= customs["high_s"]  # the other half is theirs
    [removal] = [one for one in told["release_times"] if one["name"] == "arrival_removal"]
    assert removal["count"] == 43  # of 44 that went: nobody knows when one of them came
    said = " ".join(ask("clock", file, "--zone", "example", "--lang", "en").output.split())
    assert "no time is shifted" in said
    assert "1 with no positive time" in said
    assert "begin after their end: 1" in said
    for visit, minutes in (
        ("equal", 300),
        ("no-arrival", 480),
        ("no-exit", None),
        ("negative", 480),
    ):
        rows = json.loads(
            ask("clock", file, "--zone", "example", "--visit", visit, "--json").stdout
        )["rows"]
        spent = sum(one["micros"] for one in rows) / 60_000_000
        assert minutes is None or spent == minutes
        assert rows


def test_a_log_of_open_visits_alone_is_refused_by_what_it_holds(tmp_path):
    log_of(crossing("open", IN), crossing("also", IN)).write(tmp_path / "open.parquet")
    answer = ask("clock", tmp_path / "open.parquet", "--zone", "example", "--lang", "vi", "--json")
    refused = json.loads(answer.stdout)["refused"]
    assert (refused["rule"], "2 lượt chưa xong" in refused["reason"]) == ("L5", True)
    assert "--visit" in refused["cure"]


def test_maps_overlaps_and_exports_take_the_same_log(file, tmp_path):
    told = json.loads(ask("process", file, "--zone", "example", "--json").stdout)
    assert (told["visits"], told["open_visits"]) == (45, 1)
    assert all(one["mean_s"] >= 0 for one in told["arcs"])
    assert ask("overlap", file, "--zone", "example", "--json").exit_code == 0
    assert (
        ask("log", "export", file, "--zone", "example", "--to", tmp_path / "a.xes").exit_code == 0
    )


@pytest.mark.parametrize(
    ("command", "rule"), [("clock", "L1"), ("process", "Q1"), ("overlap", "P62")]
)
def test_what_is_no_log_of_the_zone_is_refused_in_the_language_of_the_reader(
    file, tmp_path, command, rule
):
    log = pq.read_table(file)
    pq.write_table(log.drop_columns(["seq", "way"]), tmp_path / "lacks.parquet")
    words = log.set_column(log.schema.get_field_index("seq"), "seq", log["subject"])
    pq.write_table(words, tmp_path / "words.parquet")
    (tmp_path / "text.parquet").write_text("subject,kind", encoding="utf-8")
    for name, zone, vi, zh in (
        (file, "lang-son", "của khu example", "example区的记录"),
        (tmp_path / "lacks.parquet", "example", "thiếu các cột seq, way", "缺少以下各列：seq, way"),
        (tmp_path / "words.parquet", "example", "cột seq chứa loại", "seq列的数据类型"),
        (tmp_path / "text.parquet", "example", "không phải Parquet", "不是Parquet"),
    ):
        for language, told in (("vi", vi), ("zh", zh)):
            answer = ask(command, name, "--zone", zone, "--lang", language, "--json")
            assert answer.exit_code == 1
            refused = json.loads(answer.output)["refused"]
            assert (refused["rule"], bool(refused["cure"])) == (rule, True)
            assert told in refused["reason"], refused["reason"]

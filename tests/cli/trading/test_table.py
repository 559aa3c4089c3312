"""`cuakhau trade table` answers from a file with no database, and says what it does not know."""

import json

import pyarrow.parquet as pq
from click.testing import CliRunner

from cuakhau.cli.trading._table import command
from trade.cube.test_table import lines, table_of


def test_a_file_is_enough(tmp_path):
    file = tmp_path / "facts.parquet"
    rows = [*lines(2022), *lines(2023, range(1, 6)), *lines(2023, [6], value_usd_cents=None)]
    pq.write_table(table_of(rows), file)
    asked = ["--by", "half", "--growth", "--facts", str(file), "--lang", "en"]
    told = CliRunner().invoke(command, [*asked, "--json"])
    assert told.exit_code == 0, told.output
    answer = json.loads(told.stdout)
    assert (answer["scope"], len(answer["version"])) == ("s", 16)
    last = answer["rows"][-1]
    assert (last["half"], last["value_usd_cents"], last["months"]) == ("2023-H1", 1500, 5)
    assert (last["value_usd_cents_unknown"], last["growth_year_pct"]) == (1, None)
    plain = CliRunner().invoke(command, asked).stdout
    assert "21.00" in plain
    assert "months missing" in plain
    assert "On the year (%)" in plain
    there = CliRunner().invoke(command, [*asked[:-1], "vi"]).stdout
    assert "21,00" in there
    assert "Trị giá: dòng chưa rõ" in there
    assert not {"value_usd_cents", "exact"} & set(there.split())
    assert "no facts" in CliRunner().invoke(command, [*asked, "--since", "2031-01-01"]).stdout


def test_growth_of_the_first_period_asked_for_stands_beside_the_year_before(tmp_path):
    file = tmp_path / "facts.parquet"
    pq.write_table(table_of([*lines(2022), *lines(2023)]), file)
    asked = ["--by", "month", "--compare", "year,before,rolling", "--since", "2023-01-01",
             "--facts", str(file), "--json"]  # fmt: skip
    rows = json.loads(CliRunner().invoke(command, asked).stdout)["rows"]
    assert [row["month"] for row in rows][:2] == ["2023-01", "2023-02"]
    assert (rows[0]["growth_year_pct"], rows[0]["period_before"]) == (0.0, 1200)
    assert rows[0]["last_12_months"] == 7800


def test_a_total_of_a_source_without_gates_is_told_beside_the_gates(tmp_path):
    file = tmp_path / "facts.parquet"
    total = lines(2023, place=None, source="y", value_usd_cents=5_000, row=None, hs=None,
                  partner=None, regime=None)  # fmt: skip
    pq.write_table(table_of([*lines(2023), *total]), file)
    asked = ["--by", "gate,year", "--facts", str(file), "--lang", "en"]
    told = CliRunner().invoke(command, asked).stdout
    assert "The gates add up to 78.00, all gates together are 600.00" in told
    answer = json.loads(CliRunner().invoke(command, [*asked, "--json"]).stdout)
    assert answer["all_gates_usd_cents"] == 60_000

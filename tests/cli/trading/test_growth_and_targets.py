"""Printed growth beside computed growth, and targets attained, at the terminal."""

import json

from click.testing import CliRunner

from cuakhau.cli.trading import _growth, _targets
from cuakhau.turnover.demo import seed
from officers import desk_database, gate, lang_son  # noqa: F401


def ask(command, monkeypatch, zone, *asked):
    monkeypatch.setattr("cuakhau.cli.counting._told.find_zone", lambda _name: zone)
    told = CliRunner().invoke(command, [*asked, "--json"], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def test_printed_growth_stands_beside_computed(lang_son, monkeypatch, tmp_path, settings):  # noqa: F811
    settings.TRADE_FOLDER = tmp_path
    asked = ("--scope", "seed_series")
    rows = ask(_growth.command, monkeypatch, lang_son.zone, *asked)["growth"]
    told = {row["first_day"]: (row["printed_pct"], row["why"]) for row in rows}
    assert told["2017-01-01"] == (27.1, "from_itself")
    said = CliRunner().invoke(_growth.command, [*asked, "--lang", "vi"]).stdout
    assert "hai chiều: công bố +27,1 %" in said


def test_a_target_is_told_with_what_is_attained(gate, monkeypatch, tmp_path, settings):  # noqa: F811
    settings.TRADE_FOLDER = tmp_path
    seed(gate.zone, by="demo", at=gate.now)
    rows = ask(_targets.command, monkeypatch, gate.zone, "--year", "2024")["targets"]
    assert [(row["measure"], row["amount"]) for row in rows] == [("value", "4700"), ("tax", "8600")]
    assert 0 < float(rows[0]["attained"]) < 200
    assert 58 < float(rows[0]["gone"]) < 59
    said = CliRunner().invoke(_targets.command, ["--year", "2024", "--lang", "vi"]).stdout
    assert "của 4.700 triệu USD; đã qua 58,2 % của năm" in said

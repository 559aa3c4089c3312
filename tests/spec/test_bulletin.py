"""What the bulletin of a replayed day says, number by number, as it was printed.

`bulletin.csv` is the table that people read; each of its rows is checked here.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cuakhau.simulation.replay import make_day
from cuakhau.statistics.bulletin import count_day
from cuakhau.zone.history import load_history
from cuakhau.zone.load import load

FOLDER = Path(__file__).resolve().parents[2] / "zones" / "lang-son"
with Path(__file__).with_name("bulletin.csv").open(encoding="utf-8", newline="") as lines:
    CASES = {row["case"]: row for row in csv.DictReader(lines)}


@cache
def counted(day):
    zone = load(FOLDER).renamed("lang-son-demo")
    made = make_day(zone, load_history(FOLDER).counts, date.fromisoformat(day), seed=3)
    return count_day(zone, made.log(), made.day)


@pytest.mark.parametrize("case", CASES)
def test_bulletin(case):
    row = CASES[case]
    value = counted(row["day"]).line(row["line"]).value(row["measure"], row["heading"])
    assert value == (int(row["value"]) if row["value"] else None)

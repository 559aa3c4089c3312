"""The fee for the use of the border gate at Lạng Sơn, case by case.

`fees.csv` is the table that people read; each of its rows is checked here.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from cuakhau.movement.fees import FeeCase, owed
from cuakhau.zone.load import load

LANG_SON = load(Path(__file__).resolve().parents[2] / "zones" / "lang-son")
with Path(__file__).with_name("fees.csv").open(encoding="utf-8", newline="") as lines:
    CASES = {row["case"]: row for row in csv.DictReader(lines)}


def answer_to(row):
    case = FeeCase(
        direction=row["direction"],
        regime=row["regime"],
        goods=tuple(row["goods"].split()),
        vehicle_class=row["vehicle_class"] or None,
        use=row["use"] or None,
    )
    return owed(LANG_SON, case, date.fromisoformat(row["day"]))


@pytest.mark.parametrize("case", CASES)
def test_fee(case):
    row = CASES[case]
    answer = answer_to(row)
    assert answer.total_vnd == (int(row["total_vnd"]) if row["total_vnd"] else None)
    assert answer.why == tuple(row["why"].split())

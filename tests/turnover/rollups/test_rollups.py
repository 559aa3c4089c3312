"""Sums of months in the database are the sums of the cube, and a page reads them in one query."""

from datetime import date

import pyarrow.parquet as pq
import pytest

from cuakhau.trade.cube import Within, table
from cuakhau.trade.facts import table_of
from cuakhau.turnover.rollups import reading, rolling
from cuakhau.turnover.rollups.rolling import roll
from desk import NOON, desk_database  # noqa: F401
from trade.cube.test_table import LINE

pytestmark = pytest.mark.django_db


def made():
    """Lines of two years: gates, ways, chapters and partners, some of unknown value."""
    rows = []
    for number in range(700):
        year, month, day = 2022 + number % 2, 1 + number % 12, 1 + number % 28
        rows.append(
            LINE
            | {
                "fact": str(number),
                "first_day": date(year, month, day),
                "last_day": date(year, month, day),
                "place": ("a", "b", "c")[number % 3],
                "direction": ("export", "import")[number % 5 % 2],
                "hs": ("08106000", "85171300", "07")[number % 7 % 3],
                "partner": ("CN", "TH", None)[number % 11 % 3],
                "value_usd_cents": None if number % 97 == 0 else number * 1_000_003,
                "weight_g": number * 7,
                "duty_vnd": number,
                "vat_vnd": number,
                "other_tax_vnd": 0,
            }
        )
    return table_of(rows)


def ask(**more):
    whole = {"zone": "z", "scope": "s", "since": date(2023, 1, 1), "until": date(2023, 12, 1)}
    return reading.Ask(**(whole | more))


def cube(by, **within):
    within = {"since": date(2023, 1, 1), "until": date(2023, 12, 31)} | within
    return table(made(), by=by, scope="s", within=Within(**within)).to_pylist()


def test_the_sums_are_those_of_the_cube(desk_database, django_assert_num_queries):  # noqa: F811
    facts = made()
    assert roll("z", facts, version="1", at=NOON) > 200
    assert roll("z", facts, version="1", at=NOON) == 0
    assert reading.find_rolled("z", "s").agrees
    assert reading.find_rolled("z", "t") is None

    found = {(c.row, c.column): (c.amount, c.unknown) for c in reading.matrix(ask(), "gate", "hs2")}
    assert found == {
        (row["gate"], row["hs2"]): (row["value_usd_cents"], row["value_usd_cents_unknown"])
        for row in cube(("gate", "hs2"))
    }

    with django_assert_num_queries(1):
        points = reading.series(ask(gate="a", hs2="08", partner="CN"))
    wanted = table(
        facts, by=("month",), scope="s", growth=("year",),
        within=Within(gates=("a",), hs=("08",), partners=("CN",)),
    ).to_pylist()  # fmt: skip
    wanted = [row for row in wanted if row["first_day"].year == 2023]
    assert [(p.month, p.amount, p.unknown, p.year_before) for p in points] == [
        (row["first_day"], row["value_usd_cents"], row["value_usd_cents_unknown"],
         row["year_before"]) for row in wanted
    ]  # fmt: skip

    parts = reading.top(ask(direction="export"), "partner", 2)
    exports = {row["partner"] or "": row for row in cube(("partner",), directions=("export",))}
    greatest = sorted(exports.values(), key=lambda row: -row["value_usd_cents"])[:2]
    assert [(p.name, p.amount) for p in parts] == [
        (row["partner"] or "", row["value_usd_cents"]) for row in greatest
    ]
    whole = sum(row["value_usd_cents"] for row in exports.values())
    assert parts[0].share_pct == 100.0 * greatest[0]["value_usd_cents"] / whole


def test_sums_that_a_printed_total_contradicts_say_so(desk_database):  # noqa: F811
    total = LINE | {"fact": "total", "first_day": date(2023, 1, 1), "last_day": date(2023, 1, 31),
                    "place": None, "row": None, "value_usd_cents": 10, "hs": None}  # fmt: skip
    roll("z", table_of([*made().to_pylist(), total]), version="2", at=NOON)
    assert not reading.find_rolled("z", "s").agrees


def test_a_beat_makes_the_sums_of_new_facts_once(desk_database, monkeypatch, tmp_path):  # noqa: F811
    assert rolling.roll_new("w", NOON) == 0
    pq.write_table(made(), tmp_path / "facts.parquet")
    monkeypatch.setattr(rolling, "find_version", lambda _: 4)
    monkeypatch.setattr(rolling, "snapshot", lambda _: tmp_path / "facts.parquet")
    assert rolling.roll_new("w", NOON) == 0  # so few facts are read themselves
    monkeypatch.setattr(rolling, "count_facts", lambda _: rolling.LEAST_FACTS)
    assert rolling.roll_new("w", NOON) > 200
    assert rolling.roll_new("w", NOON) == 0
    assert reading.find_rolled("w", "s").version == "4"

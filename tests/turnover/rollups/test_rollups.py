"""Sums of months in the database are those of the cube, and are made once for new facts."""

from datetime import date

import pyarrow.parquet as pq
import pytest

from cuakhau.trade.cube import Within, table
from cuakhau.trade.facts import table_of
from cuakhau.turnover.rollups import rolling
from cuakhau.turnover.rollups.asking import CUTS, sum_months
from cuakhau.turnover.rollups.models import Rolled
from cuakhau.turnover.rollups.rolling import find_sums, roll
from cuakhau.turnover.store.models import PUBLISHED, Import
from desk import NOON, desk_database  # noqa: F401
from trade.cube.test_table import LINE

pytestmark = pytest.mark.django_db
LATEST = 2**62


def made():
    """Lines of two years, some told by two sources, some of a whole year, and a printed total."""
    rows = []
    for number in range(700):
        year, month, day = 2022 + number % 2, 1 + number % 12, 1 + number % 28
        rows.append(
            LINE
            | {
                "fact": str(number),
                "first_day": date(year, month, day),
                "last_day": date(year, month, day),
                "place": ("a", "b", None)[number % 3],
                "direction": ("export", "import")[number % 5 % 2],
                "source": "xy"[number % 13 == 0],
                "hs": ("08106000", "85171300", "07")[number % 7 % 3],
                "partner": ("CN", "TH", None)[number % 11 % 3],
                "value_usd_cents": None if number % 97 == 0 else number * 1_000_003,
                "weight_g": number * 7,
                "duty_vnd": number,
                "vat_vnd": number,
                "other_tax_vnd": 0,
            }
        )
    year = {"first_day": date(2022, 1, 1), "last_day": date(2022, 12, 31), "value_usd_cents": 9}
    rows += [LINE | year | {"fact": place, "place": place} for place in ("a", "far")]
    return [*rows, LINE | year | {"fact": "print", "place": None, "hs": None, "partner": None,
                                  "regime": None, "row": None}]  # fmt: skip


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "facts.parquet"
    pq.write_table(table_of(made()), file)
    return file


def plain(found):
    return sorted((tuple(row.values()) for row in found.to_pylist()), key=repr)


def test_the_sums_are_those_of_the_cube_and_leave_out_what_was_printed(desk_database, file):  # noqa: F811
    assert roll("z", file, version="1", at=NOON) > 200
    assert roll("z", file, version="1", at=NOON) == 0
    for cut in ("gate", "partner"):  # goods go the same way, and the cube has an oracle for them
        words, found = CUTS[cut], find_sums("z", 1, "s", cut, LATEST)
        assert plain(found) == plain(sum_months(file, "s", cut))
        wanted = table(file, by=("gate", "direction", *words, "month"), scope="s",
                       within=Within(said="lines"))  # fmt: skip
        by_month = [row for row in found.to_pylist() if row["since"].month == row["until"].month]
        assert sorted((str(r["place"]), r["direction"], r["since"], str(r["hs"] or r["partner"]),
                       str(r["value_usd_cents"])) for r in by_month) == \
            sorted((str(r["gate"]), r["direction"], r["first_day"],
                    str(r[words[0]] if words else None), str(r["value_usd_cents"]))
                   for r in wanted.to_pylist())  # fmt: skip
    longer = [row for row in found.to_pylist() if row["since"].month != row["until"].month]
    assert [(row["place"], row["value_usd_cents"]) for row in longer] == [("far", 9)]


def test_sums_of_another_version_or_of_an_earlier_day_are_not_given(desk_database, file):  # noqa: F811
    roll("z", file, version="2", at=NOON)
    known = Rolled.objects.get(zone="z", scope="s").known_us
    assert find_sums("z", 2, "s", "gate", known) is not None
    assert find_sums("z", 2, "s", "gate", known - 1) is None
    assert find_sums("z", 1, "s", "gate", known) is None


def test_a_beat_makes_the_sums_of_new_facts_once(desk_database, monkeypatch, file):  # noqa: F811
    assert rolling.roll_new("w", NOON) == 0
    monkeypatch.setattr(rolling, "find_version", lambda _: 4)
    monkeypatch.setattr(rolling, "snapshot", lambda _: file)
    assert rolling.roll_new("w", NOON) == 0  # so few facts the cube adds up at once
    monkeypatch.setattr(rolling, "count_facts", lambda _: rolling.LEAST_FACTS)
    assert rolling.roll_new("w", NOON) > 200
    assert rolling.roll_new("w", NOON) == 0
    assert Rolled.objects.get(zone="w", scope="s").version == "4"


def test_pages_do_not_wait_for_sums_of_facts_without_lines(desk_database, monkeypatch, tmp_path):  # noqa: F811
    file = tmp_path / "printed.parquet"
    pq.write_table(table_of(made()[-1:]), file)
    counted = dict.fromkeys(("rows", "good", "new"), rolling.LEAST_FACTS)
    counted |= dict.fromkeys(("revised", "alike", "aside", "doubted"), 0)
    taken = Import.objects.create(
        zone="p", kind=PUBLISHED, source="x", digest="d", by="b", at=NOON, nonce="n", **counted
    )
    monkeypatch.setattr(rolling, "snapshot", lambda _: file)
    assert rolling.find_ready("p").is_behind
    assert rolling.roll_new("p", NOON) == 0
    assert rolling.find_ready("p") == rolling.Ready(taken.pk, taken.pk)

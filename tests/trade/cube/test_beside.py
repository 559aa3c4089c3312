"""Printed growth beside computed growth, and targets beside the year so far."""

from datetime import date
from pathlib import Path

import pytest

from cuakhau.trade.cube.printed import printed_growth
from cuakhau.trade.cube.refusals import TableRefused
from cuakhau.trade.cube.targets import attain, read_targets
from cuakhau.trade.facts import facts_of_history, table_of
from cuakhau.zone.history import load_history
from trade.cube.test_table import lines

LANG_SON = Path(__file__).resolve().parents[3] / "zones" / "lang-son"
PRINTED = {"row": None, "last_day": date(2023, 12, 31), "first_day": date(2023, 1, 1)}


def test_growth_that_was_printed_is_told_beside_what_the_values_give():
    told = {
        (one.first_day.year, one.last_day.month, one.direction): (one.why, one.printed_pct)
        for one in printed_growth(
            facts_of_history(load_history(LANG_SON)), "declared_lang_son_customs"
        )
    }
    assert told[2023, 12, "both"] == ("from_itself", 62.6)
    assert told[2024, 9, "both"] == ("no_year_before", 10.4)
    assert "differs" not in {why for why, _ in told.values()}


@pytest.mark.parametrize(
    ("pct", "precision", "why"),
    [(10.0, "exact", "agrees"), (12.0, "exact", "differs"), (12.0, "at_least", "rounded")],
)
def test_a_growth_that_does_not_come_out_says_why(pct, precision, why):
    year = {"value_usd_cents": 1100, "growth_published_pct": pct, "precision": precision}
    before = {"first_day": date(2022, 1, 1), "last_day": date(2022, 12, 31)}
    facts = [*lines(months=[1], **(PRINTED | year)),
             *lines(months=[1], **(PRINTED | before | {"value_usd_cents": 1000}))]  # fmt: skip
    [one] = printed_growth(table_of(facts), "s")
    assert (one.computed_pct, one.why) == (10.0, why)


def test_a_target_stands_beside_its_own_scope_and_way():
    targets = read_targets(
        "scope,year,direction,gate,target_usd\ns,2023,export,,156\ns,2023,both,,156\n"
        "s,2023,export,a,39.00\ns,2030,export,,1\n"
    )
    export, both, gate, later = attain(table_of(lines()), targets)
    assert (export.usd_cents, export.attained_pct, export.months) == (7800, 50.0, 12)
    assert (both.usd_cents, later.attained_pct) == (None, None)
    assert gate.attained_pct == 200.0
    with pytest.raises(TableRefused) as refused:
        read_targets("scope,year,direction,gate,target_usd\ns,soon,export,,1\n")
    assert (refused.value.rule, refused.value.facts["row"]) == ("U8", 2)

"""How a fee is told: cell, resolution, multipliers, the day that counts; never 0 for unknown."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import given as examples
from hypothesis import strategies

from cuakhau.movement.fees import FeeCase, owed, owed_by_visit
from cuakhau.movement.fees.owed import _multiplied
from cuakhau.movement.view import view
from movement.rows import HOUR, LANG_SON, declared, given, row, visit_of

DAY = date(2026, 5, 8)
WAYS = ("export", "import")
LORRY = {"goods": "other", "vehicle_class": "VT4"}


def fee_of(*events, **asked):
    return owed_by_visit(LANG_SON, view(LANG_SON, visit_of(*events)), **asked)


def entered(minute=0):
    return given("border_guard_in", minute), given("customs_in", minute)


def test_a_line_names_cell_resolution_and_rules():
    case = FeeCase(direction="import", goods=("ore",), vehicle_class="VT4", use="inland")
    (line,) = owed(LANG_SON, case, DAY).lines
    assert line.tariff == "nq09_ordinary_both_other_vt4"
    assert line.resolution == "09/2025/NQ-HĐND"
    assert (line.basic_vnd, line.rules, line.percents) == (300_000, ("inland",), (130,))


def test_an_unknown_rate_still_names_its_resolution():
    case = FeeCase(direction="export", goods=("other",), vehicle_class="VT4")
    (line,) = owed(LANG_SON, case, date(2025, 5, 7)).lines
    assert (line.resolution, line.amount_vnd) == ("01/2019/NQ-HĐND", None)


def test_a_known_rate_under_an_unknown_multiplier_is_unknown():
    case = FeeCase(direction="export", goods=("other",), vehicle_class="VT4")
    bare = replace(LANG_SON, fee_rules=(), version="bare")
    assert owed(bare, case, DAY).total_vnd == 300_000
    inland = msgspec.structs.replace(case, use="inland")
    assert owed(bare, inland, DAY).why == ("no_rule_for_use",)


def test_the_cell_of_the_exact_direction_goes_before_both():
    cells = [cell for cell in LANG_SON.tariffs if cell.id == "nq09_ordinary_both_other_vt4"]
    cells += [replace(cells[0], id="export_only", direction="export", amount_vnd=1)]
    zone = replace(LANG_SON, tariffs=tuple(cells), version="two cells")
    for direction, total_vnd in (("export", 1), ("import", 300_000)):
        case = FeeCase(direction=direction, goods=("other",), vehicle_class="VT4")
        assert owed(zone, case, DAY).total_vnd == total_vnd


def test_a_visit_owes_by_its_procedure_its_use_and_its_lines():
    ways = {way: [declared(way, minute=-10 * HOUR, **LORRY), *entered()] for way in WAYS}
    assert fee_of(*ways["export"]).total_vnd == 300_000
    assert fee_of(*ways["import"], use="inland").total_vnd == 390_000
    assert fee_of(*ways["export"], goods=("other", "ore")).total_vnd == 1_500_000


def test_the_tariff_is_that_of_the_day_of_entry():
    entry = date(2025, 5, 8)
    first_day = (entry - date(2025, 12, 15)).days * 24 * HOUR - 8 * HOUR  # its first minute
    eve = declared(minute=first_day - HOUR, **LORRY)
    assert fee_of(eve, *entered(first_day)).total_vnd == 300_000
    assert fee_of(eve, *entered(first_day - 1)).why == ("no_rate",)


def test_a_visit_that_has_not_entered_owes_nothing_yet():
    answer = fee_of(declared(**LORRY), given("payment"))
    assert (answer.total_vnd, answer.why) == (None, ("not_chargeable_yet",))


@pytest.mark.parametrize(
    ("lacking", "why"),
    [({"goods": None}, "goods_unknown"), ({"vehicle_class": None}, "class_unknown")],
)
def test_what_was_not_declared_leaves_the_fee_unknown(lacking, why):
    assert fee_of(declared(**LORRY | lacking), *entered()).why == (why,)


def test_an_empty_vehicle_has_a_cell_without_a_rate():
    answer = fee_of(declared("empty", goods="empty", vehicle_class="VT4"), *entered())
    assert (answer.total_vnd, answer.why) == (None, ("no_rate",))


def test_an_undeclared_visit_has_no_tariff():
    assert fee_of(row("crossed")).why == ("no_tariff",)


@examples(strategies.integers(0, 10**9), strategies.lists(strategies.integers(1, 1000), max_size=3))
def test_whole_dong_rounded_once(basic_vnd, percents):
    exact = basic_vnd
    for percent in percents:
        exact = exact * percent
    amount = _multiplied(basic_vnd, tuple(percents))
    assert abs(amount * 100 ** len(percents) - exact) * 2 <= 100 ** len(percents)


def test_an_exemption_asks_for_nothing_even_where_the_rate_is_unknown():
    free = replace(LANG_SON.fee_rules[0], id="aid", goods="fruit", direction="export", percent=0)
    zone = replace(LANG_SON, fee_rules=(*LANG_SON.fee_rules, free))
    case = FeeCase(direction="export", goods=("fruit",), vehicle_class="VT6")
    assert owed(LANG_SON, case, DAY).total_vnd is None
    answer = owed(zone, case, DAY)
    assert (answer.total_vnd, answer.why, answer.lines[0].rules) == (0, (), ("aid",))

"""Goods that went through on a day become facts once it is over."""

from datetime import timedelta

import pytest

from cuakhau.operations.declaring import GoodsLine
from cuakhau.server.running import trading
from cuakhau.trade.rates import Rate
from cuakhau.turnover.rates.acts import enter_rates
from cuakhau.turnover.store.models import Import
from cuakhau.turnover.store.reading import read_facts
from cuakhau.turnover.store.sent import Signed
from officers import gate  # noqa: F401

LINES = (
    GoodsLine(description="fruit", hs_code="081090", gross_kg=18_000, origin="vn"),
    GoodsLine(description="nuts", hs_code="081", value=720, currency="CNY"),
)
OUT = (
    "border_guard_in", "customs_in", "yard_in", "permit", "customs_check", "payment",
    "yard_out_border_guard", "yard_out_customs", "exit_border_guard", "exit_customs",
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path, settings, monkeypatch):
    settings.TRADE_FOLDER = tmp_path
    monkeypatch.setattr(trading, "_done", set())


def own(zone):
    facts = read_facts(zone.name, at_us=2**60, scope="own_visits").to_pylist()
    return sorted(facts, key=lambda fact: fact["weight_g"] or 0)


def test_goods_lines_of_a_past_day_become_facts_once(gate, monkeypatch):  # noqa: F811
    number = gate.declare(goods_lines=LINES)
    waiting = gate.declare(goods_lines=LINES)
    gate.confirm(number, "border_guard_in", "customs_in")
    gate.write(number, "confirmed", step="yard_in", agency="yard_operator", place="inner_yard")
    gate.confirm(number, *OUT[3:])
    assert waiting != number
    assert trading.take_due(gate.zone, gate.now) == 0
    gate.later(days=1)
    assert trading.take_due(gate.zone, gate.now) == 2
    assert trading.take_due(gate.zone, gate.now) == 0
    bare, fruit = own(gate.zone)
    assert (fruit["hs"], fruit["weight_g"], fruit["value"]) == ("081090", 18_000_000, None)
    assert (fruit["place"], fruit["direction"], fruit["partner"]) == ("main_road", "export", None)
    assert fruit["first_day"] == (gate.now - timedelta(days=1)).date()
    assert (bare["hs"], bare["weight_g"]) == (None, None)
    assert (bare["value"], bare["currency"], bare["value_usd_cents"]) == (72_000, "CNY", None)
    rate = Rate("CNY", gate.now.date() - timedelta(days=3), 7.2, "bank")
    enter_rates(gate.zone, [rate], Signed(by="clerk", at=gate.now, nonce="rate"))
    bare, fruit = own(gate.zone)
    assert (bare["value_usd_cents"], bare["rate_source"]) == (10_000, f"bank, {rate.day}")
    monkeypatch.setattr(trading, "_done", set())  # as another process would
    gate.later(days=1)
    assert trading.take_due(gate.zone, gate.now) == 0
    assert Import.objects.filter(zone=gate.zone.name, kind="own_visits").count() == 1

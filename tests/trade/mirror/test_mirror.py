"""Two accounts of one trade: the reasons add up to the gap, and each one is the planted one."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cuakhau.trade.facts import table_of
from cuakhau.trade.mirror import (
    Fee,
    Paper,
    Side,
    Stated,
    Vehicle,
    against_fees,
    against_papers,
    reconcile,
)
from trade.cube.test_table import lines

NOTHING = Stated()


def year_of(theirs, *, ours=None, scopes=("s", "s"), stated=NOTHING, **more):
    mine = Side(facts=table_of(ours or lines()), scope=scopes[0])
    other = Side(facts=table_of(theirs), scope=scopes[1], **more)
    [one] = reconcile(mine, other, by=("direction", "year"), stated=stated)
    assert sum(reason.cents or 0 for reason in one.reasons) == one.gap
    return one, {reason.code: (reason.cents, reason.what) for reason in one.reasons}


def test_what_was_planted_is_what_is_told():
    one, why = year_of(lines())
    assert (one.gap, why, one.our_rows.count, len(one.their_rows.facts)) == (0, {}, 12, 12)
    assert year_of(lines(months=range(1, 12)))[1] == {"missing_month": (1200, "2023-12")}
    half = [*lines(months=range(1, 12)), *lines(months=[12], value_usd_cents=1000)]
    assert year_of(half)[1] == {"unknown": (200, "")}
    printed = {"row": None, "first_day": date(2023, 1, 1), "last_day": date(2023, 12, 31)}
    about = lines(months=[12], value_usd_cents=8000, precision="approx", scope="t", **printed)
    _, why = year_of(about, scopes=("s", "t"))
    assert why == {"scope": (None, "s / t"), "rounding": (-200, "approx")}
    least = lines(months=[12], value_usd_cents=7000, precision="at_least", **printed)
    assert year_of(least)[1] == {"rounding": (800, "at_least")}
    evening = [fact | {"day_ends": "20:00"} for fact in lines()]
    assert year_of(evening)[1] == {"timing": (None, "00:00 / 20:00")}
    assert year_of([*lines(), *lines(months=[3], value_usd_cents=None, hs="07")])[1] == {
        "no_value": (None, "1")
    }


def test_the_partner_counts_imports_with_freight_and_another_rate():
    theirs = [fact | {"direction": "import", "value_usd_cents": fact["value_usd_cents"] * 11 // 10}
              for fact in lines()]  # fmt: skip
    one, why = year_of(theirs, is_partner=True, stated=Stated(cif_fob_pct=10))
    assert (one.names, one.gap) == (("export",), -780)
    assert why == {"cif_fob": (-780, "10 %")}
    yuan = {"currency": "CNY", "usd_rate": 7.0}
    dearer = [fact | yuan | {"usd_rate": 7.7, "value_usd_cents": fact["value_usd_cents"] * 10 // 11}
              for fact in lines(months=[11])]  # fmt: skip
    mine = [fact | yuan for fact in lines(months=[11])]
    assert year_of(dearer, ours=mine)[1]["rate"] == (100, "7 / 7.7")


@settings(max_examples=15)
@given(st.lists(st.integers(0, 10**12), min_size=12, max_size=12), st.sets(st.integers(1, 12)))
def test_reasons_add_up_to_the_gap(values, left_out):
    theirs = [fact | {"value_usd_cents": value}
              for fact, value in zip(lines(), values, strict=True)
              if fact["first_day"].month not in left_out]  # fmt: skip
    if theirs:
        year_of(theirs)


NOON = date(2024, 8, 22)


def vehicle(visit, **more):
    return Vehicle(**({"visit": visit, "day": NOON, "gate": "a", "direction": "export"} | more))


def paper(number, visit, value=5, **more):
    said = {"declaration": number, "visit": visit, "value": value, "day": NOON,
            "gate": "a", "direction": "export"}  # fmt: skip
    return Paper(**(said | more))


def test_vehicles_and_papers_and_fees_tell_what_the_other_lacks():
    odd = against_papers(
        [vehicle("1"), vehicle("2"), vehicle("3"), vehicle("4")],
        [paper("A", "1"), paper("A", "1", None), paper("B", "2", None), paper("C", None),
         paper("D", "9"), paper("E", "4", gate="b", day=date(2024, 8, 23))],
    )  # fmt: skip
    assert [(one.code, one.visit, one.declaration) for one in odd] == [
        ("no_vehicle", "", "C"),
        ("no_vehicle", "9", "D"),
        ("no_value", "2", "B"),
        ("no_declaration", "3", ""),
        ("other_day", "4", "E"),
        ("other_gate", "4", "E"),
    ]
    fees = [Fee(visit="1", vnd=5), Fee(visit="2", vnd=None), Fee(visit="2", vnd=1),
            Fee(visit="8", vnd=1)]  # fmt: skip
    assert [(one.code, one.visit) for one in against_fees([vehicle("1"), vehicle("2"),
            vehicle("3")], fees)] == [
        ("no_fee", "3"), ("fee_unknown", "2"), ("two_fees", "2"), ("fee_without_vehicle", "8"),
    ]  # fmt: skip

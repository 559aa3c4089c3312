"""Growth as it was printed beside growth as it comes out of the printed values, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.trade.facts import known_on

_SAME = ("place", "direction", "hs", "partner", "regime", "scope")
_EXACT = ("exact", "derived", "approx", "at_least")
_LATEST_US = 2**62
Why = Literal["agrees", "rounded", "no_value", "no_year_before", "from_itself", "differs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """One printed growth. `computed_pct` is null where a value is missing, and `why` says which.

    agrees: to the digit printed · rounded: one of the values was printed as "about" or "over" ·
    from_itself: the value before was itself derived from this growth · differs: nobody knows why.
    """

    fact: str
    first_day: date
    last_day: date
    direction: str
    place: str | None
    printed_pct: float
    computed_pct: float | None
    source: str
    why: Why


def printed_growth(facts: pa.Table, scope: str, *, known_on_us: int = _LATEST_US) -> list[Growth]:
    """List each growth that was printed of a scope, beside what the values give."""
    known = known_on(facts.filter(pc.equal(facts["scope"], scope)), known_on_us).to_pylist()
    usable = [row for row in known if row["precision"] != "suspect"]
    told = [row for row in usable if row["growth_published_pct"] is not None]
    return sorted((_beside(row, usable) for row in told), key=lambda one: (one.first_day, one.fact))


def _beside(row: dict[str, Any], usable: list[dict[str, Any]]) -> Growth:
    before = min(
        _year_before(row, usable), key=lambda one: _EXACT.index(one["precision"]), default=None
    )
    computed = None
    if before is not None and row["value_usd_cents"] is not None:
        gap = row["value_usd_cents"] - before["value_usd_cents"]
        computed = gap * 100.0 / before["value_usd_cents"]
    return Growth(
        fact=row["fact"],
        first_day=row["first_day"],
        last_day=row["last_day"],
        direction=row["direction"],
        place=row["place"],
        printed_pct=row["growth_published_pct"],
        computed_pct=computed,
        source=row["source"],
        why=_why(row, before, computed),
    )


def _year_before(row: dict[str, Any], usable: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    days = (_shift(row["first_day"]), _shift(row["last_day"]))
    for one in usable:
        is_same = all(one[name] == row[name] for name in _SAME)
        if is_same and (one["first_day"], one["last_day"]) == days and one["value_usd_cents"]:
            yield one


def _shift(day: date) -> date:
    """The same day a year before; 29 February stands beside 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _why(row: dict[str, Any], before: dict[str, Any] | None, computed: float | None) -> Why:
    if row["value_usd_cents"] is None:
        return "no_value"
    if before is None or computed is None:
        return "no_year_before"
    if before["precision"] == "derived":
        return "from_itself"
    digits = len(repr(row["growth_published_pct"]).rpartition(".")[2])
    if abs(computed - row["growth_published_pct"]) <= 0.5 * 10**-digits + 1e-9:
        return "agrees"
    loose = {row["precision"], before["precision"]} & {"approx", "at_least"}
    return "rounded" if loose else "differs"

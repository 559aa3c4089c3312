"""Values in dollars, by the rate of the last day of a period; where none is known, unknown.

A rate counts for 31 days. It is never guessed, carried further, or taken from another currency.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import pyarrow as pa

from cuakhau.trade.facts import FACT_SCHEMA, minor_units

LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of a currency for one dollar on a day, and who says so."""

    currency: str
    day: date
    per_usd: float
    source: str


class Named(Protocol):
    """Whatever has the day and the source of a rate."""

    @property
    def day(self) -> date: ...
    @property
    def source(self) -> str: ...


def name_rate(rate: Named) -> str:
    """Name a rate as a fact that it values does: its source and its day."""
    return f"{rate.source}, {rate.day}"


def find_rate(rates: Sequence[Rate], currency: str, day: date) -> Rate | None:
    """Find the newest rate of a currency on a day or in the 31 days before it."""
    of_it = [one for one in rates if one.currency == currency and day - LONGEST <= one.day <= day]
    return max(of_it, key=lambda one: one.day, default=None)


def value_facts(facts: pa.Table, rates: Sequence[Rate]) -> pa.Table:
    """Give facts their value in dollars where a rate is known; others stay unknown.

    Dollars are what they are, and a value that has dollars already keeps them.
    """
    import duckdb

    pairs = {
        (currency, last_day)
        for currency, last_day in zip(
            *(facts.group_by(["currency", "last_day"]).aggregate([])[name].to_pylist()
              for name in ("currency", "last_day")), strict=True)
        if currency not in (None, "USD")
    }  # fmt: skip
    found = [
        {
            "currency": currency,
            "last_day": day,
            "per_usd": rate.per_usd,
            "digits": minor_units(currency),
            "said": name_rate(rate),
        }
        for currency, day in sorted(pairs)
        if (rate := find_rate(rates, currency, day)) is not None
    ]
    if not found:
        return facts
    made = {
        "value_usd_cents": "coalesce(f.value_usd_cents, "
        "round(f.value / pow(10, r.digits) / r.per_usd * 100)::bigint)",
        "usd_rate": "case when f.value_usd_cents is null and f.value is not null "
        "then r.per_usd else f.usd_rate end",
        "rate_source": "case when f.value_usd_cents is null and f.value is not null "
        "then r.said else f.rate_source end",
    }
    selected = ", ".join(f"{made.get(name, 'f.' + name)} as {name}" for name in FACT_SCHEMA.names)
    with duckdb.connect() as db:
        db.register("facts", facts)
        db.register("rates", pa.Table.from_pylist(found))
        valued: pa.Table = db.sql(
            f"select {selected} from facts f left join rates r using (currency, last_day)"
        ).to_arrow_table()
    return valued.cast(FACT_SCHEMA)

"""The facts behind one figure of an account: how many, which, and how they were counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.trade.facts import known_on

MOST_SHOWN = 20
_LATEST_US = 2**62
_WORST = ("exact", "derived", "approx", "at_least")


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """`facts` are the keys of the first rows. `rate`: units of their one currency for a dollar."""

    count: int
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    day_ends: str
    precision: str
    rate: float | None


def behind(
    facts: Path | pa.Table,
    scope: str,
    *,
    days: tuple[date, date],
    place: str | None = None,
    direction: str | None = None,
    partners: Sequence[str] = (),
) -> Behind:
    """Find the newest facts of a scope within some days, at a gate, in a way."""
    wanted = (
        (pc.field("scope") == scope)
        & (pc.field("first_day") >= pa.scalar(days[0]))
        & (pc.field("last_day") <= pa.scalar(days[1]))
        & (pc.field("precision") != "suspect")
    )
    if place is not None:
        wanted &= pc.field("place") == place
    if direction is not None:
        wanted &= pc.field("direction") == direction
    if partners:
        wanted &= pc.field("partner").isin(list(partners))
    rows = known_on(_read(facts, wanted), _LATEST_US)
    return Behind(
        count=rows.num_rows,
        facts=tuple(rows["fact"].slice(0, MOST_SHOWN).to_pylist()),
        sources=tuple(sorted(set(rows["source"].to_pylist()))),
        day_ends="/".join(sorted(set(rows["day_ends"].to_pylist()))),
        precision=max(rows["precision"].to_pylist(), key=_WORST.index, default="exact"),
        rate=_rate(rows),
    )


def _read(facts: Path | pa.Table, wanted: Any) -> pa.Table:
    if isinstance(facts, pa.Table):
        return facts.filter(wanted)
    import pyarrow.parquet as pq

    return pq.read_table(facts, filters=wanted)


def _rate(rows: pa.Table) -> float | None:
    """The mean rate of facts in one foreign currency; null where there are none or several."""
    valued = rows.filter(pc.and_(rows["value_usd_cents"].is_valid(), rows["usd_rate"].is_valid()))
    currencies = set(valued["currency"].to_pylist()) - {"USD", None}
    cents = pc.sum(valued["value_usd_cents"]).as_py()
    if len(currencies) != 1 or not cents or "USD" in valued["currency"].to_pylist():
        return None
    rates = zip(valued["usd_rate"].to_pylist(), valued["value_usd_cents"].to_pylist(), strict=True)
    weighted = sum(float(rate) * int(weight) for rate, weight in rates)
    return weighted / float(cents)

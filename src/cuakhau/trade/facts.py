"""Facts of trade as columns: what a source said of a period, with every later revision of it.

One row is one revision. A fact keeps its key through all revisions; what was known on a day is
the newest revision recorded until then. Unknown is null, never 0. Needs pyarrow only.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.zone.history import History
from cuakhau.zone.published import Precision, PublishedTurnover

FACT_SCHEMA = pa.schema(
    [
        ("fact", pa.string()),  # the key, see `fact_key`
        ("revision", pa.int32()),  # 1, 2 …
        ("known_us", pa.int64()),  # when the revision was recorded
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),  # inclusive
        ("day_ends", pa.string()),  # "00:00", or "20:00" where the source counts so
        ("place", pa.string()),  # gate or customs office; null for all of the scope
        ("scope", pa.string()),  # never mixed
        ("direction", pa.string()),  # export, import, both
        ("regime", pa.string()),
        ("hs", pa.string()),  # 2, 4, 6 or 8 digits
        ("hs_edition", pa.string()),
        ("partner", pa.string()),  # ISO 3166 alpha-2
        ("value", pa.int64()),  # in the smallest unit of `currency`
        ("currency", pa.string()),
        ("value_usd_cents", pa.int64()),
        ("usd_rate", pa.float64()),  # units of `currency` for one dollar
        ("rate_source", pa.string()),
        ("weight_g", pa.int64()),
        ("duty_vnd", pa.int64()),
        ("vat_vnd", pa.int64()),
        ("other_tax_vnd", pa.int64()),
        ("growth_published_pct", pa.float64()),
        ("source", pa.string()),
        ("precision", pa.string()),  # exact, approx, at_least, derived, suspect
        ("doubts", pa.string()),  # ids joined by ";"
        ("note", pa.string()),
        ("import_id", pa.string()),
        ("row", pa.int32()),  # of the file
    ]
)
KEY_FIELDS = (
    "source", "first_day", "last_day", "place", "scope", "direction", "regime", "hs", "partner",
    "line",
)  # fmt: skip
KEY_LENGTH = 32
OWN_VISITS = "own_visits"  # the scope of the zone's own declarations
SCOPE_INFERRED = "scope_inferred"  # the doubt of a figure whose text does not name its scope
MINOR_UNITS = {"VND": 0, "JPY": 0, "KRW": 0, "LAK": 0}  # digits after the point; others have two
_PRECISION: dict[Precision, str] = {"avg": "approx", "range": "approx"}
_HANOI = timedelta(hours=7)


class NotFacts(ValueError):
    """Raised when a table lacks the columns of `FACT_SCHEMA`."""


def minor_units(currency: str) -> int:
    """How many digits an amount of this currency has after its point."""
    return MINOR_UNITS.get(currency, 2)


def fact_key(row: Mapping[str, Any]) -> str:
    """Give the stable key of a fact from its `KEY_FIELDS`; one that is absent counts as null.

    `line` tells apart facts that are alike in all else, such as the goods lines of a declaration.
    """
    words = ("" if row.get(name) is None else str(row[name]) for name in KEY_FIELDS)
    return sha256("\x1f".join(words).encode()).hexdigest()[:KEY_LENGTH]


def key_in_sql(columns: Mapping[str, str]) -> str:
    """Give the DuckDB expression that equals `fact_key`; `columns` names an expression a field.

    A field that `columns` leaves out counts as null.
    """
    words = (
        f"coalesce(cast({columns[name]} as varchar), '')" if name in columns else "''"
        for name in KEY_FIELDS
    )
    return f"left(sha256(concat_ws(chr(31), {', '.join(words)})), {KEY_LENGTH})"


def table_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Make a table of facts of rows; a column that a row leaves out is null."""
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in FACT_SCHEMA.names} for row in rows], FACT_SCHEMA
    )


def known_on(facts: pa.Table, at_us: int) -> pa.Table:
    """Keep the newest revision of each fact among those recorded until an instant.

    Raises `NotFacts` where a column is missing.
    """
    lacking = set(FACT_SCHEMA.names) - set(facts.column_names)
    if lacking:
        raise NotFacts(f"no column {', '.join(sorted(lacking))}")
    known = facts.filter(pc.less_equal(facts["known_us"], at_us))
    revised = pc.unique(known.filter(pc.greater(known["revision"], 1))["fact"])
    # Few facts are ever revised: only those are grouped.
    has_many = pc.is_in(known["fact"], value_set=revised)
    once, often = known.filter(pc.invert(has_many)), known.filter(has_many)
    if not often.num_rows:
        return once
    newest = often.group_by("fact").aggregate([("revision", "max")])
    kept = often.join(
        newest, keys=["fact", "revision"], right_keys=["fact", "revision_max"], join_type="inner"
    )
    return pa.concat_tables([once, kept.select(facts.column_names)])


def facts_of_history(history: History) -> pa.Table:
    """Make facts of the turnover that has been published about a zone.

    A figure counts as known from the end of its last day, the earliest it can have been printed.
    """
    return table_of(_fact_of(row) for row in history.turnovers)


def _fact_of(row: PublishedTurnover) -> dict[str, Any]:
    doubts = [SCOPE_INFERRED] if row.scope_basis == "inferred" else []
    fact: dict[str, Any] = {
        "revision": 1,
        "known_us": _end_us(row.last_day),
        "first_day": row.first_day,
        "last_day": row.last_day,
        "day_ends": "00:00",
        "scope": row.scope,
        "direction": row.direction,
        "weight_g": None if row.weight_t is None else row.weight_t * 1_000_000,
        "growth_published_pct": row.growth_pct,
        "source": row.source,
        "precision": _PRECISION.get(row.precision, row.precision),
        "doubts": ";".join(doubts) or None,
        "note": row.note or None,
    }
    if row.value_thousand_usd is not None:
        cents = row.value_thousand_usd * 1_000 * 100
        fact |= {"value": cents, "currency": "USD", "value_usd_cents": cents, "usd_rate": 1.0}
    elif row.value_million_cny is not None:
        fact |= {"value": row.value_million_cny * 1_000_000 * 100, "currency": "CNY"}
    return {"fact": fact_key(fact)} | fact


def _end_us(day: date) -> int:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1) - _HANOI
    return int(midnight.timestamp()) * 1_000_000

"""Facts as pages need them: totals as they were printed, lines added up by the month.

Of ten million lines a page wants sums by month, gate, goods and partner. They are added up once
for each version of the facts and instant of knowledge, and kept beside the snapshot.
"""

import os
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cuakhau.journal.versions import database_name
from cuakhau.turnover.store.reading import snapshot

if TYPE_CHECKING:
    import pyarrow as pa

HS_DIGITS = 4  # what deeper codes are rolled up to; deeper questions read the lines themselves
KEPT = 12  # files of a zone, of the versions and days that were asked for last
# Of facts that are no print at least one word says which part of the trade they are.
IS_PRINT = "(place IS NULL AND hs IS NULL AND partner IS NULL AND regime IS NULL)"
# Few facts are ever revised, so that only those are looked up.
NEWEST = """
known AS (SELECT * FROM facts WHERE known_us <= $known AND coalesce(number, 0) <= $version),
again AS (SELECT fact, max(revision) AS newest FROM known WHERE revision > 1 GROUP BY fact),
one AS (SELECT known.* FROM known LEFT JOIN again USING (fact)
        WHERE newest IS NULL OR revision = newest)
"""
MONTH = "date_trunc('month', first_day) = date_trunc('month', last_day)"
CUTS = ("gate", "hs4", "partner")  # what lines are told apart by, besides month, way and gate
ROLLED = f"""
WITH {NEWEST}
SELECT fact, revision, known_us, first_day, last_day, day_ends, place, scope, direction, regime, hs,
  hs_edition, partner, value, currency, value_usd_cents, usd_rate, rate_source, weight_g, duty_vnd,
  vat_vnd, other_tax_vnd, growth_published_pct, source, precision, doubts, note, import_id, row,
  1::BIGINT AS lines, (value_usd_cents IS NULL)::BIGINT AS unknown
FROM one WHERE {IS_PRINT}
UNION ALL
SELECT '', 1, max(known_us),
  CASE WHEN {MONTH} THEN date_trunc('month', first_day)::DATE ELSE first_day END AS since,
  CASE WHEN {MONTH} THEN last_day(first_day) ELSE last_day END AS until,
  '00:00', place, scope, direction, 'rolled', $$heading AS heading, NULL, $$partner AS country,
  NULL, NULL, sum(value_usd_cents)::BIGINT, NULL, NULL, sum(weight_g)::BIGINT,
  sum(duty_vnd)::BIGINT, sum(vat_vnd)::BIGINT, sum(other_tax_vnd)::BIGINT, NULL, source, 'exact',
  NULL, NULL, NULL, NULL,
  count(*), count(*) - count(value_usd_cents)
FROM one WHERE NOT {IS_PRINT} AND precision <> 'suspect'
GROUP BY since, until, place, scope, direction, heading, country, source
"""


WORDS = {
    "gate": {"heading": "NULL::VARCHAR", "partner": "NULL::VARCHAR"},
    "hs4": {"heading": f"left(hs, {HS_DIGITS})", "partner": "NULL::VARCHAR"},
    "partner": {"heading": "NULL::VARCHAR", "partner": "partner"},
}


def rolled(
    zone_name: str, version: int, published: "pa.Table", known_us: int, cut: str
) -> "pa.Table":
    """Give rows of `FACT_SCHEMA` with `lines` and `unknown`: how many lines, how many of no value.

    Lines are of a month each, by gate and way; by `cut` also by four digits of HS, or by partner.
    Their fact has no key.
    """
    return _rolled(database_name(), zone_name, version, Held(published), known_us, cut)


class Held:
    """A table as a key of what is remembered: it is the same while it is the same object."""

    def __init__(self, table: "pa.Table") -> None:
        self.table = table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.table is self.table

    def __hash__(self) -> int:
        return id(self.table)


@lru_cache(maxsize=24)
def _rolled(
    _database: str, zone_name: str, version: int, published: Held, known_us: int, cut: str
) -> "pa.Table":
    import pyarrow.parquet as pq

    query = ROLLED
    for name, expression in WORDS[cut].items():
        query = query.replace(f"$${name}", expression)
    asked = {"known": known_us, "version": version}
    if not version:
        return run(zone_name, version, published.table, query, asked)
    folder: Path = settings.TRADE_FOLDER / zone_name
    kept = folder / f"rolled-{version}-{known_us}-{published.table.num_rows}-{cut}.parquet"
    if kept.exists():
        return pq.read_table(kept)
    table = run(zone_name, version, published.table, query, asked)
    beside = kept.with_name(f".{kept.name}.{os.getpid()}")
    pq.write_table(table, beside, compression="zstd")
    beside.replace(kept)
    _forget(folder)
    return table


def newest_known(zone_name: str, version: int, published: "pa.Table", known_us: int) -> int:
    """Give the last instant at which anything became known, until one; 0 for never."""
    times = _times(database_name(), zone_name, version, Held(published))
    before = bisect_right(times, known_us)
    return times[before - 1] if before else 0


@lru_cache(maxsize=32)
def _times(_database: str, zone_name: str, version: int, published: Held) -> tuple[int, ...]:
    """List the instants at which anything became known, once for each version."""
    query = "SELECT DISTINCT known_us FROM facts ORDER BY known_us"
    return tuple(run(zone_name, version, published.table, query, {})["known_us"].to_pylist())


def run(
    zone_name: str, version: int, published: "pa.Table", query: str, asked: dict[str, Any]
) -> "pa.Table":
    """Run SQL over `facts`: all revisions of what was taken in and of what was published.

    `number` is the import as a number, null for what no import brought.
    """
    import duckdb

    with duckdb.connect(config={"memory_limit": "2GB"}) as database:
        database.execute("SET enable_progress_bar = false")
        database.register("published", published)
        taken = "SELECT *, NULL::BIGINT AS number FROM published"
        if version:
            database.read_parquet(str(snapshot(zone_name))).create_view("taken")
            taken = f"""
            SELECT *, import_id::BIGINT AS number FROM taken
            UNION ALL BY NAME {taken} WHERE fact NOT IN (SELECT fact FROM taken WHERE {IS_PRINT})
            """
        database.execute(f"CREATE VIEW facts AS {taken}")
        answer: pa.Table = database.sql(query, params=asked or None).to_arrow_table()
    return answer


def _forget(folder: Path) -> None:
    """Throw the oldest files away; each can be made again."""
    files = sorted(folder.glob("rolled-*.parquet"), key=lambda one: one.stat().st_mtime)
    for old in files[:-KEPT]:
        old.unlink(missing_ok=True)

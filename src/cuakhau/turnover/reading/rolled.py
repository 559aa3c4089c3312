"""Facts as pages need them: totals as they were printed, lines added up by the month.

Of ten million lines a page wants sums by month, gate, goods and partner. The cube makes them once
for each version of the facts, and PostgreSQL holds them; as known on a day before, they are asked
from the cube and kept beside the snapshot.
"""

import os
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cuakhau.journal.versions import database_name
from cuakhau.turnover.rollups.asking import list_line_scopes, sum_months
from cuakhau.turnover.rollups.rolling import find_sums
from cuakhau.turnover.store.reading import snapshot

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

KEPT = 48  # files of a zone, of the versions and days that were asked for last
# Of facts that are no print at least one word says which part of the trade they are.
IS_PRINT = "(place IS NULL AND hs IS NULL AND partner IS NULL AND regime IS NULL)"
# Few facts are ever revised, so that only those are looked up.
NEWEST = """
known AS (SELECT * FROM facts WHERE known_us <= $known AND coalesce(number, 0) <= $version),
again AS (SELECT fact, max(revision) AS newest FROM known WHERE revision > 1 GROUP BY fact),
one AS (SELECT known.* FROM known LEFT JOIN again USING (fact)
        WHERE newest IS NULL OR revision = newest)
"""
PRINTS = f"""
WITH {NEWEST}
SELECT fact, revision, known_us, first_day, last_day, day_ends, place, scope, direction, regime, hs,
  hs_edition, partner, value, currency, value_usd_cents, usd_rate, rate_source, weight_g, duty_vnd,
  vat_vnd, other_tax_vnd, growth_published_pct, source, precision, doubts, note, import_id, row,
  1::BIGINT AS lines, (value_usd_cents IS NULL)::BIGINT AS unknown
FROM one WHERE {IS_PRINT}
"""


def rolled(
    zone_name: str, version: int, published: "pa.Table", known_us: int, about: tuple[str, str]
) -> "pa.Table":
    """Give rows of `FACT_SCHEMA` with `lines` and `unknown`: how many lines, how many of no value.

    Lines are of a month each, by gate and way; `about` says by which cut of `CUTS` besides, and of
    which scope, empty for all. Their fact has no key, and all their taxes stand in `other_tax_vnd`.
    """
    return _rolled(database_name(), zone_name, version, Held(published), known_us, about)


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
    _database: str,
    zone_name: str,
    version: int,
    published: Held,
    known_us: int,
    about: tuple[str, str],
) -> "pa.Table":
    import pyarrow as pa

    cut, only = about
    asked = {"known": known_us, "version": version}
    prints = run(zone_name, version, published.table, PRINTS, asked)
    tables = [prints]
    for scope, told in line_scopes(zone_name, version).items():
        if only not in ("", scope):
            continue
        known = min(known_us, told["known_us"])
        found = find_sums(zone_name, version, scope, cut, known_us)
        if found is None:
            found = _asked(zone_name, version, scope, cut, known)
        tables.append(_as_facts(found, scope, known, prints.schema))
    return pa.concat_tables(tables)


def line_scopes(zone_name: str, version: int) -> dict[str, dict[str, Any]]:
    """Tell of each scope with lines when the last became known, and how many sources it has."""
    return list_line_scopes(snapshot(zone_name, version)) if version else {}


def _asked(zone_name: str, version: int, scope: str, cut: str, known_us: int) -> "pa.Table":
    """Ask the cube for sums, once for a version and what was known."""
    import pyarrow.parquet as pq

    facts = snapshot(zone_name, version)
    named = sha256(scope.encode()).hexdigest()[:12]  # a scope is a word of a mapping
    kept = facts.with_name(f"rolled-{version}-{known_us}-{named}-{cut}.parquet")
    if kept.exists():
        return pq.read_table(kept)
    table = sum_months(facts, scope, cut, known_us)
    beside = kept.with_name(f".{kept.name}.{os.getpid()}")
    pq.write_table(table, beside, compression="zstd")
    beside.replace(kept)
    _forget(facts.parent)
    return table


def _as_facts(sums: "pa.Table", scope: str, known_us: int, schema: "pa.Schema") -> "pa.Table":
    import pyarrow as pa

    same = {
        "fact": "", "revision": 1, "known_us": known_us, "day_ends": "00:00", "scope": scope,
        "regime": "rolled", "source": "rolled", "precision": "exact",
    }  # fmt: skip
    named = {
        "first_day": "since", "last_day": "until", "place": "place", "direction": "direction",
        "hs": "hs", "partner": "partner", "value_usd_cents": "value_usd_cents",
        "weight_g": "weight_g", "other_tax_vnd": "tax_vnd", "lines": "facts",
        "unknown": "value_usd_cents_unknown",
    }  # fmt: skip
    columns = [
        sums[named[one.name]].cast(one.type)
        if one.name in named
        else pa.repeat(pa.scalar(same.get(one.name), one.type), sums.num_rows)
        for one in schema
    ]
    return pa.table(columns, schema=schema)


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


REPLACED = f"""
WITH {NEWEST}
SELECT known.file_row_number AS spot FROM known JOIN again USING (fact)
WHERE known.revision < newest AND known.file_row_number IS NOT NULL
"""


def replaced(zone_name: str, version: int, published: "pa.Table", known_us: int) -> "pa.Table":
    """Give the places in the snapshot of revisions that were replaced by an instant, as `spot`.

    To find them reads the key of every fact, so that it is done once for a version and an instant.
    """
    return _replaced(database_name(), zone_name, version, Held(published), known_us)


@lru_cache(maxsize=8)
def _replaced(
    _database: str, zone_name: str, version: int, published: Held, known_us: int
) -> "pa.Table":
    asked = {"known": known_us, "version": version}
    return run(zone_name, version, published.table, REPLACED, asked)


def run(
    zone_name: str,
    version: int,
    published: "pa.Table",
    query: str,
    asked: dict[str, Any],
    beside: "Mapping[str, pa.Table]" = MappingProxyType({}),
) -> "pa.Table":
    """Run SQL over `facts`: all revisions of what was taken in and of what was published.

    `number` is the import as a number, null for what no import brought, as is `file_row_number`,
    the place in the snapshot; `beside` are more tables.
    """
    file = str(snapshot(zone_name, version)) if version else ""
    with _opened(database_name(), file, Held(published)).cursor() as database:
        for name, table in beside.items():
            database.register(name, table)
        answer: pa.Table = database.sql(query, params=asked or None).to_arrow_table()
    return answer


@lru_cache(maxsize=4)
def _opened(_database: str, file: str, published: Held) -> Any:
    """Open a database over a snapshot that stays open: to open one takes as long as to ask it."""
    import duckdb

    base = duckdb.connect(config={"memory_limit": "2GB"})
    base.execute("SET enable_progress_bar = false; SET parquet_metadata_cache = true")
    base.register("given", published.table)
    base.execute("CREATE TABLE published AS SELECT * FROM given")
    taken = "SELECT *, NULL::BIGINT AS file_row_number, NULL::BIGINT AS number FROM published"
    if file:
        base.read_parquet(file, file_row_number=True).create_view("taken")
        taken = f"""
        SELECT *, import_id::BIGINT AS number FROM taken
        UNION ALL BY NAME {taken} WHERE fact NOT IN (SELECT fact FROM taken WHERE {IS_PRINT})
        """
    base.execute(f"CREATE VIEW facts AS {taken}")
    return base


def _forget(folder: "Path") -> None:
    """Throw the oldest files away; each can be made again."""
    files = sorted(folder.glob("rolled-*.parquet"), key=lambda one: one.stat().st_mtime)
    for old in files[:-KEPT]:
        old.unlink(missing_ok=True)

"""Facts as pages need them: totals as they were printed, lines added up by the month.

Of ten million lines a page wants sums by month, gate, goods and partner. The cube makes them once
for each version of the facts, and PostgreSQL holds them; as known on a day before, they are asked
from the cube and kept beside the snapshot.
"""

from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cuakhau.journal.versions import database_name
from cuakhau.turnover.rollups.asking import list_line_scopes, sum_months
from cuakhau.turnover.rollups.beside import keep_beside
from cuakhau.turnover.rollups.rolling import find_sums
from cuakhau.turnover.store.reading import snapshot

if TYPE_CHECKING:
    import pyarrow as pa

# Of facts that are no print at least one word says which part of the trade they are.
IS_PRINT = "(place IS NULL AND hs IS NULL AND partner IS NULL AND regime IS NULL)"
# Of each fact the newest revision among those that were known.
ONE = "known_us <= $known AND (replaced_us IS NULL OR replaced_us > $known)"
PRINTS = f"""
SELECT fact, revision, known_us, first_day, last_day, day_ends, place, scope, direction, regime, hs,
  hs_edition, partner, value, currency, value_usd_cents, usd_rate, rate_source, weight_g, duty_vnd,
  vat_vnd, other_tax_vnd, growth_published_pct, source, precision, doubts, note, import_id, row,
  1::BIGINT AS lines, (value_usd_cents IS NULL)::BIGINT AS unknown
FROM facts WHERE {ONE} AND {IS_PRINT}
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
    prints = run(zone_name, version, published.table, PRINTS, {"known": known_us})
    tables = [prints]
    for scope, told in line_scopes(zone_name, version).items():
        if only not in ("", scope):
            continue
        known = min(known_us, told["known_us"])
        found = sums_of(zone_name, version, scope, cut, known)
        tables.append(_as_facts(found, scope, known, prints.schema))
    return pa.concat_tables(tables)


def line_scopes(zone_name: str, version: int) -> dict[str, dict[str, Any]]:
    """Tell of each scope with lines when the last became known, and how many sources it has."""
    return list_line_scopes(snapshot(zone_name, version)) if version else {}


def sums_of(zone_name: str, version: int, scope: str, cut: str, known_us: int) -> "pa.Table":
    """Give the sums of a scope: those of the database, else of the cube, read there once."""
    facts = snapshot(zone_name, version)
    named = sha256(scope.encode()).hexdigest()[:12]  # a scope is a word of a mapping

    def ask_once() -> "pa.Table":
        found = find_sums(zone_name, version, scope, cut, known_us)
        return sum_months(facts, scope, cut, known_us) if found is None else found

    return keep_beside(facts, f"{known_us}-{named}-{cut}", ask_once)


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


def run(
    zone_name: str, version: int, published: "pa.Table", query: str, asked: dict[str, Any]
) -> "pa.Table":
    """Run SQL over `facts`: all revisions of what was taken in and of what was published.

    `file_row_number` is the place in the snapshot, null for what no import brought; `replaced_us`
    is when a later revision became known.
    """
    with _cursor(zone_name, version, published) as database:
        answer: pa.Table = database.sql(query, params=asked or None).to_arrow_table()
    return answer


def ask(
    zone_name: str,
    version: int,
    published: "pa.Table",
    query: str,
    asked: dict[str, Any],
    beside: "Mapping[str, pa.Table]" = MappingProxyType({}),
) -> list[dict[str, Any]]:
    """Give the rows of some SQL as `run` takes it; `beside` are more tables.

    For few rows this is half of what a table costs, which is planned twice.
    """
    with _cursor(zone_name, version, published) as database:
        for name, table in beside.items():
            database.register(name, table)
        answer = database.execute(query, asked or None)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _cursor(zone_name: str, version: int, published: "pa.Table") -> Any:
    file = str(snapshot(zone_name, version)) if version else ""
    return _opened(database_name(), file, Held(published)).cursor()


@lru_cache(maxsize=4)
def _opened(_database: str, file: str, published: Held) -> Any:
    """Open a database over a snapshot that stays open: to open one takes as long as to ask it."""
    import duckdb

    base = duckdb.connect(config={"memory_limit": "2GB"})
    # Of the database, not of this connection: without it each question reads the file's index anew.
    base.execute("SET enable_progress_bar = false; SET GLOBAL parquet_metadata_cache = true")
    base.register("given", published.table)
    more = "SELECT *, NULL::BIGINT AS replaced_us, NULL::BIGINT AS file_row_number FROM given"
    if not file:
        base.execute(f"CREATE TABLE facts AS {more}")
        return base
    base.read_parquet(file, file_row_number=True).create_view("taken")
    known = f"SELECT fact FROM taken WHERE {IS_PRINT}"
    base.execute(f"CREATE TABLE published AS {more} WHERE fact NOT IN ({known})")
    [[missing]] = base.execute("SELECT count(*) FROM published").fetchall()
    # A union costs each question, and mostly all that was published has been taken in.
    also = "UNION ALL BY NAME SELECT * FROM published" if missing else ""
    base.execute(f"CREATE VIEW facts AS SELECT * FROM taken {also}")
    return base

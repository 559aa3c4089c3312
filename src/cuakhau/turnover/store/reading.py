"""Facts of a zone as columns: the newest of a source, and an immutable file of all revisions."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max

from cuakhau.trade.facts import FACT_SCHEMA, known_on
from cuakhau.turnover.store.copying import read_facts_where
from cuakhau.turnover.store.models import Import

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

PREFIX = "facts-"  # and the version: how a snapshot is called
AROUND = timedelta(days=366)  # neighbours of a month are looked for so far away
# The greatest lines of a year or a month stand near one another, so that few groups are unpacked.
ORDER = """
scope, date_trunc('year', first_day), value_usd_cents DESC NULLS LAST, first_day, place, direction,
hs, partner, fact, revision
"""
GROUP = 40_960
# Few facts are ever revised, so that only those are looked up.
REPLACED = """
SELECT fact, revision, min(known_us) OVER (
  PARTITION BY fact ORDER BY revision ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
) AS replaced_us
FROM given WHERE fact IN (SELECT fact FROM given WHERE revision > 1)
"""


def find_version(zone_name: str) -> int:
    """Give the version of a zone's facts: the number of the last import; 0 for none."""
    found = Import.objects.filter(zone=zone_name).aggregate(last=Max("pk"))["last"]
    return found or 0


def read_newest(zone_name: str, source: str, first: date, last: date) -> "pa.Table":
    """Give the newest revisions of a source from a year before `first` to a year after `last`."""
    return read_facts_where(
        "zone = %s AND source = %s AND first_day BETWEEN %s AND %s",
        [zone_name, source, first - AROUND, last + AROUND],
        distinct="DISTINCT ON (fact)",
        order="fact, revision DESC",
    )


def read_fact(zone_name: str, fact: str) -> "pa.Table":
    """Give all revisions of one fact, in their order."""
    return read_facts_where("zone = %s AND fact = %s", [zone_name, fact], order="revision")


def snapshot(zone_name: str, version: int = 0) -> Path:
    """Give a Parquet file of all revisions of a zone's facts, of the newest version or of one.

    Besides `FACT_SCHEMA` it has `replaced_us`: when a later revision became known; null for never.
    It is made once for each version: only what was added since the file before is read from the
    database. The file of a version never changes, and may be thrown away.
    """
    version = version or find_version(zone_name)
    folder: Path = settings.TRADE_FOLDER / zone_name
    path = folder / f"{PREFIX}{version}.parquet"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    before = max((one for one in _list_made(folder) if one < version), default=0)
    added = read_facts_where(
        "zone = %s AND import_id > %s AND import_id <= %s", [zone_name, before, version]
    )
    _write(added, folder / f"{PREFIX}{before}.parquet" if before else None, path)
    return path


def read_facts(zone_name: str, *, at_us: int, scope: str = "", source: str = "") -> "pa.Table":
    """Give the facts of a zone as known at an instant; of one scope or source where it is named."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    wanted = [
        pc.field(name) == value for name, value in (("scope", scope), ("source", source)) if value
    ]
    filters = None
    for one in wanted:
        filters = one if filters is None else filters & one
    table = pq.read_table(snapshot(zone_name), filters=filters)
    return known_on(table.select(FACT_SCHEMA.names).cast(FACT_SCHEMA), at_us)


def _list_made(folder: Path) -> list[int]:
    return [int(path.stem.removeprefix(PREFIX)) for path in folder.glob(f"{PREFIX}*.parquet")]


def _write(added: "pa.Table", before: Path | None, path: Path) -> None:
    import duckdb

    columns = ", ".join(FACT_SCHEMA.names)
    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(path.parent)}) as base:
        base.register("added", added)
        old = f"SELECT {columns} FROM read_parquet('{before}') UNION ALL" if before else ""
        write_snapshot(base, f"{old} SELECT {columns} FROM added", path)


def write_snapshot(base: "duckdb.DuckDBPyConnection", rows: str, path: Path) -> None:
    """Write what a query gives, all revisions of facts, as a snapshot."""
    # Two processes may write the same version at once; the content is the same, the last stays.
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    base.execute(f"CREATE TEMP VIEW given AS {rows}")
    base.execute(f"CREATE TEMP TABLE replaced AS {REPLACED}")
    base.execute(
        f"COPY (SELECT given.*, replaced_us FROM given LEFT JOIN replaced USING (fact, revision) "
        f"ORDER BY {ORDER}) TO '{beside}' "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP})"
    )
    beside.replace(path)

"""All facts of a zone in one file: those that were taken in, and those that were published."""

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from cuakhau.journal import versions
from cuakhau.trade.facts import FACT_SCHEMA
from cuakhau.turnover.reading.known import published_facts
from cuakhau.turnover.store.reading import find_version, snapshot
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import duckdb


def whole_file(zone: Zone) -> Path:
    """Give a Parquet file of every revision of every fact of a zone, for the cube.

    Where all that was published has been taken in, it is the snapshot itself.
    """
    import duckdb

    versions.ensure(zone)
    version, published = find_version(zone.name), published_facts(zone)
    named = sha256("".join(sorted(published["fact"].to_pylist())).encode()).hexdigest()[:12]
    folder: Path = settings.TRADE_FOLDER / zone.name
    kept = folder / f"whole-{version}-{named}.parquet"
    if kept.exists():
        return kept
    folder.mkdir(parents=True, exist_ok=True)
    columns = ", ".join(FACT_SCHEMA.names)
    with duckdb.connect(config={"memory_limit": "2GB"}) as base:
        base.register("published", published.select(FACT_SCHEMA.names))
        if not version:
            return _write(base, f"SELECT {columns} FROM published", kept)
        base.read_parquet(str(snapshot(zone.name, version))).create_view("taken")
        more = "FROM published WHERE fact NOT IN (SELECT fact FROM taken WHERE place IS NULL)"
        [[missing]] = base.execute(f"SELECT count(*) {more}").fetchall()
        if not missing:
            return snapshot(zone.name, version)
        union = f"SELECT {columns} FROM taken UNION ALL SELECT {columns} {more}"
        return _write(base, union, kept)


def _write(base: "duckdb.DuckDBPyConnection", query: str, kept: Path) -> Path:
    beside = kept.with_name(f".{kept.name}.{os.getpid()}")
    base.execute(f"COPY ({query}) TO '{beside}' (FORMAT parquet, COMPRESSION zstd)")
    beside.replace(kept)
    return kept

"""What was worked out from a snapshot is kept beside it, for every process and the next start."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

KEPT = 48  # files of a zone, of the versions and days that were asked for last


def keep_beside(facts: Path, name: str, make: "Callable[[], pa.Table]") -> "pa.Table":
    """Read what is kept under a name beside the snapshot of a version; else make and keep it."""
    import pyarrow.parquet as pq

    kept = facts.with_name(f"rolled-{facts.stem}-{name}.parquet")
    if kept.exists():
        return pq.read_table(kept)
    table = make()
    beside = kept.with_name(f".{kept.name}.{os.getpid()}")
    pq.write_table(table, beside, compression="zstd")
    beside.replace(kept)
    _forget(facts.parent)
    return table


def _forget(folder: Path) -> None:
    """Throw the oldest files away; each can be made again."""
    files = sorted(folder.glob("rolled-*.parquet"), key=lambda one: one.stat().st_mtime)
    for old in files[:-KEPT]:
        old.unlink(missing_ok=True)

"""The stops beside a log: from when until when a place or a post stood still, and why.

An event is about a vehicle or a place and has no column for a reason (decision 0001), so a log in a
file carries its stops as a small table in the file itself: one file, that any reader of Parquet
opens, and nothing that can be lost on the way (decision 0033).
"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cuakhau.movement.log import EventLog

KEY = b"cuakhau.stops"
STOPS_SCHEMA = pa.schema(
    [
        ("kind", pa.string()),  # closure, planned, breakdown
        ("place", pa.string()),
        ("side", pa.string()),  # of a closure: vn, cn
        ("post", pa.string()),  # of a planned stop or a breakdown
        ("reason", pa.string()),
        ("servers", pa.int32()),  # so many were lost; null: all
        ("goods", pa.string()),  # only these were kept from coming; null: all
        ("direction", pa.string()),
        ("from_us", pa.int64()),  # microseconds since 1970 UTC
        ("to_us", pa.int64()),
    ]
)


def write_with_stops(log: EventLog, stops: pa.Table, path: Path) -> None:
    """Write a log as Parquet with its stops in the metadata of the file."""
    told = {KEY: json.dumps(stops.to_pylist(), ensure_ascii=False).encode()}
    table = log.table.replace_schema_metadata({**(log.table.schema.metadata or {}), **told})
    pq.write_table(table, path, compression="zstd")


def read_stops(path: Path) -> pa.Table:
    """Read the stops of a log in a file; a table without rows where it carries none."""
    told = (pq.read_schema(path).metadata or {}).get(KEY, b"[]")
    return pa.Table.from_pylist(json.loads(told), schema=STOPS_SCHEMA)

"""Rows of the log as Arrow columns: COPY as CSV, read by pyarrow a chunk at a time.

Parsing COPY BINARY row by row in Python would take ten times as long; a driver that does it in C
would be one more library.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import islice
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.csv as csv

from cuakhau.journal.store.connection import cursor
from cuakhau.movement.log import LOG_SCHEMA

CHUNK_ROWS = 50_000

_COLUMNS = ", ".join(LOG_SCHEMA.names)
# An empty text is written as "", an unknown value as nothing.
_CONVERT = csv.ConvertOptions(
    column_types=LOG_SCHEMA,
    null_values=[""],
    strings_can_be_null=True,
    quoted_strings_can_be_null=False,
)
_READ = csv.ReadOptions(column_names=LOG_SCHEMA.names, block_size=1 << 22)
_PARSE = csv.ParseOptions(newlines_in_values=True)


def fetch_columns(where: str, values: Sequence[Any]) -> pa.Table:
    """Read the analytic columns of all rows that meet a condition, in no order."""
    query = f"COPY (SELECT {_COLUMNS} FROM journal_event WHERE {where}) TO STDOUT (FORMAT csv)"
    # COPY takes no parameters, so psycopg quotes them into the text.
    with cursor() as raw, psycopg.Cursor(raw.connection) as here, here.copy(query, values) as copy:
        rows: Iterator[Any] = iter(copy)
        chunks = iter(lambda: _join(islice(rows, CHUNK_ROWS)), b"")
        # A chunk is read into columns, without the GIL, while the next one comes.
        with ThreadPoolExecutor(1) as beside:
            tables = beside.map(_parse, chunks)
            return pa.concat_tables([LOG_SCHEMA.empty_table(), *tables])


def _parse(chunk: bytes) -> pa.Table:
    source = pa.BufferReader(chunk)
    return csv.read_csv(source, _READ, parse_options=_PARSE, convert_options=_CONVERT)


def _join(rows: Iterator[bytes]) -> bytes:
    """Put rows together one by one: to hold many of libpq's buffers at once takes twice as long."""
    joined = BytesIO()
    joined.writelines(rows)
    return joined.getvalue()

"""Rows of the log as Arrow columns: COPY as CSV, read by pyarrow while the server still writes."""

from collections.abc import Sequence
from io import RawIOBase
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.csv as csv

from cuakhau.journal.store.connection import cursor
from cuakhau.movement.log import LOG_SCHEMA

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
        stream = _Stream(copy)
        if stream.is_empty():
            return LOG_SCHEMA.empty_table()
        return csv.read_csv(
            pa.PythonFile(stream, mode="r"), _READ, parse_options=_PARSE, convert_options=_CONVERT
        )


class _Stream(RawIOBase):
    """A COPY as a file that is read once."""

    def __init__(self, copy: psycopg.Copy) -> None:
        self._copy = copy
        self._left = b""

    def readable(self) -> bool:
        return True

    def is_empty(self) -> bool:
        """Tell whether there is nothing to read."""
        self._left = self._left or bytes(self._copy.read())
        return not self._left

    def read(self, size: int = -1) -> bytes:
        wanted = size if size >= 0 else 1 << 62
        parts: list[Any] = [self._left]
        waiting, read = len(self._left), self._copy.read
        while waiting < wanted and (row := read()):
            parts.append(row)
            waiting += len(row)
        joined = b"".join(parts)
        self._left = joined[wanted:]
        return joined[:wanted]

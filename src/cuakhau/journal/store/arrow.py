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
        if not stream.fill(1):
            return LOG_SCHEMA.empty_table()
        return csv.read_csv(
            pa.PythonFile(stream, mode="r"), _READ, parse_options=_PARSE, convert_options=_CONVERT
        )


class _Stream(RawIOBase):
    """A COPY as a file that is read once."""

    def __init__(self, copy: psycopg.Copy) -> None:
        self._copy = copy
        self._waiting = bytearray()

    def readable(self) -> bool:
        return True

    def fill(self, size: int) -> int:
        """Take rows until `size` bytes wait or the rows end; give how many bytes wait."""
        read = self._copy.read
        while len(self._waiting) < size and (row := read()):
            self._waiting += row
        return len(self._waiting)

    def read(self, size: int = -1) -> bytes:
        self.fill(size if size >= 0 else 1 << 62)
        taken = bytes(self._waiting[:size]) if size >= 0 else bytes(self._waiting)
        del self._waiting[: len(taken)]
        return taken

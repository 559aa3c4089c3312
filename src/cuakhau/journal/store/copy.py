"""Many rows at once: COPY for what is new, one UPDATE for what stands already."""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg

from cuakhau.journal.store.columns import EVENT_COLUMNS, SUBJECT_COLUMNS, TYPES
from cuakhau.journal.store.connection import cursor, execute

CHUNK_ROWS = 50  # small, so that the server works while the next rows are decided

# Stand for what needs a backslash, while the backslashes of texts are escaped.
_UNKNOWN, _BYTES = "\x01", "\x02"
_UNNESTED = ", ".join(
    f"${number}::{TYPES.get(column, 'text')}[]"
    for number, column in enumerate(SUBJECT_COLUMNS, start=1)
)
_CHANGED = SUBJECT_COLUMNS[2:]
_UPDATE = f"""
UPDATE journal_subject s SET ({", ".join(_CHANGED)}) = ({", ".join(f"n.{c}" for c in _CHANGED)})
FROM unnest({_UNNESTED}) AS n ({", ".join(SUBJECT_COLUMNS)})
WHERE s.zone = n.zone AND s.subject = n.subject
"""


def copy_events(rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of the log, each in the order of `EVENT_COLUMNS`."""
    with cursor() as here:
        copy_on(here.connection, "journal_event", EVENT_COLUMNS, rows)


def copy_subjects(rows: Iterable[Sequence[Any]]) -> None:
    """Write new rows of the projection, each in the order of `SUBJECT_COLUMNS`."""
    with cursor() as here:
        copy_on(here.connection, "journal_subject", SUBJECT_COLUMNS, rows)


def update_subjects(rows: Sequence[Sequence[Any]]) -> None:
    """Change rows of the projection that stand already and are locked."""
    execute(_UPDATE, [list(column) for column in zip(*rows, strict=True)])


def line_of(values: Sequence[Any]) -> str:
    """Write a row as COPY reads it; values are text without control characters, bytes or None.

    Names are printable (rule M23) and JSON writes control characters out, so that only the
    backslash needs an escape; should another slip through, the row is refused, not misread.
    """
    marked = [
        v if v.__class__ is str else _UNKNOWN if v is None else _BYTES + v.hex() for v in values
    ]
    line = "\t".join(marked)
    if line.count("\t") >= len(marked) or "\n" in line or "\r" in line:
        raise ValueError("a text of this row has a control character")
    return line.replace("\\", "\\\\").replace(_UNKNOWN, "\\N").replace(_BYTES, "\\\\x")


def copy_on(
    raw: psycopg.Connection[Any],
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Write rows into a table over a given connection."""
    into = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with psycopg.Cursor(raw) as here, here.copy(into) as copy:
        waiting: list[str] = []
        for row in rows:
            waiting.append(line_of(row))
            if len(waiting) == CHUNK_ROWS:
                copy.write("\n".join(waiting) + "\n")
                waiting.clear()
        if waiting:
            copy.write("\n".join(waiting) + "\n")

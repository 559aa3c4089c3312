"""Many rows at once: COPY for what is new, one UPDATE for what stands already."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import msgspec
import psycopg
from msgspec.structs import astuple

from cuakhau.journal.store.columns import EVENT_COLUMNS, SUBJECT_COLUMNS, TYPES
from cuakhau.journal.store.connection import cursor, execute
from cuakhau.journal.store.rows import FLAGS, PAYLOAD, Placed, flags_text, payload_text

CHUNK_ROWS = 100  # the server works on these while the next are decided; each costs it a waking

# A JSON array without its brackets is a line of CSV whose escape is the backslash: one call of
# msgspec writes a row. Only control characters JSON writes in a way of its own.
_FORMAT = r"(FORMAT csv, ESCAPE '\', NULL 'null')"
_json = msgspec.json.Encoder()
_CONTROL = re.compile(rb"\\[bfnrtu]")
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


def copy_events(placed: Iterable[Placed]) -> None:
    """Write rows of the log."""
    with cursor() as here:
        _copy(here.connection, "journal_event", EVENT_COLUMNS, map(event_line, placed))


def copy_subjects(rows: Iterable[Sequence[Any]]) -> None:
    """Write new rows of the projection, each in the order of `SUBJECT_COLUMNS`."""
    with cursor() as here:
        copy_on(here.connection, "journal_subject", SUBJECT_COLUMNS, rows)


def update_subjects(rows: Sequence[Sequence[Any]]) -> None:
    """Change rows of the projection that stand already and are locked."""
    execute(_UPDATE, [list(column) for column in zip(*rows, strict=True)])


def event_line(placed: Placed) -> bytes:
    """Write a row of the log as COPY reads it: what `rows.values_of` gives, in one go."""
    event = placed.event
    fields = list(astuple(event))
    fields[FLAGS] = flags_text(event.flags)
    if event.payload is not None:
        fields[PAYLOAD] = payload_text(event.payload)
    fields += (
        placed.opened_month,
        placed.event_id,
        placed.nonce,
        rf"\x{placed.prev_hash.hex()}",
        rf"\x{placed.hash.hex()}",
    )
    return _line(fields)


def line_of(values: Sequence[Any]) -> bytes:
    """Write a row as COPY reads it; values are text without control characters, bytes or None."""
    return _line([rf"\x{v.hex()}" if v.__class__ is bytes else v for v in values])


def _line(fields: list[Any]) -> bytes:
    """Names are printable (rule M23); should another slip through, it is refused, not misread."""
    line = _json.encode(fields)[1:-1]
    if _CONTROL.search(line.replace(rb"\\", b"")):
        raise ValueError("a text of this row has a control character")
    return line


def copy_on(
    raw: psycopg.Connection[Any],
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Write rows into a table over a given connection."""
    _copy(raw, table, columns, map(line_of, rows))


def _copy(
    raw: psycopg.Connection[Any], table: str, columns: Sequence[str], lines: Iterable[bytes]
) -> None:
    into = f"COPY {table} ({', '.join(columns)}) FROM STDIN {_FORMAT}"
    lines = iter(lines)
    with psycopg.Cursor(raw) as here, here.copy(into) as copy:
        while waiting := list(islice(lines, CHUNK_ROWS)):
            waiting.append(b"")
            copy.write(b"\n".join(waiting))

"""Heads of subjects in the database: looked up, locked, and moved on together with the log."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import psycopg
from django.db import IntegrityError

from cuakhau.journal.store import projection, rows
from cuakhau.journal.store.columns import (
    EVENT_COLUMNS,
    NONCE_COLUMNS,
    SUBJECT_COLUMNS,
    SUBJECT_FIXED,
    typed,
    typed_list,
)
from cuakhau.journal.store.connection import execute, fetch, is_joined
from cuakhau.journal.store.projection import PROJECTION_VERSION, Head
from cuakhau.journal.store.rows import Placed
from cuakhau.movement.event import GENESIS, Event


class Raced(Exception):
    """Somebody else wrote first: look again."""


class KnownNonce(NamedTuple):
    """An earlier request: its digest, and where its answer stands."""

    digest: bytes
    subject: str | None
    opened_month: date | None
    seq: int | None
    answer: Any


_HEAD = "s.subject, s.subject_kind, s.opened_month, s.seq, s.hash, s.projection_version, s.state"
_NONCE = "n.digest, n.subject, n.opened_month, n.seq, n.answer"
_LOOK = f"""
SELECT {_NONCE}, {_HEAD} FROM (VALUES (1)) AS one
LEFT JOIN journal_nonce n ON n.zone = %s AND n.nonce = %s
LEFT JOIN journal_subject s ON s.zone = %s AND s.subject = %s
"""
_FIND_NONCE = f"SELECT {_NONCE} FROM journal_nonce n WHERE n.zone = %s AND n.nonce = %s"
_FIND = f"SELECT {_HEAD} FROM journal_subject s WHERE s.zone = %s AND s.subject = ANY(%s)"
_LOCK = f"{_FIND} ORDER BY s.subject FOR UPDATE"
# Seq 0 marks a subject without rows: it never outlives the transaction that makes it.
_RESERVE = """
INSERT INTO journal_subject (zone, subject, subject_kind, opened_month, seq, hash, zone_version,
                             projection_version, state, is_open)
SELECT %s, subject, kind, month, 0, %b, '', %s, '', false
FROM unnest(%s::text[], %s::text[], %s::date[]) AS opened (subject, kind, month)
ORDER BY subject COLLATE "C"
ON CONFLICT DO NOTHING
"""

_UPDATED = tuple(column for column in SUBJECT_COLUMNS if column not in SUBJECT_FIXED)
_AND_LOG = f"""
nonce AS (INSERT INTO journal_nonce ({", ".join(NONCE_COLUMNS)})
          SELECT {typed_list(NONCE_COLUMNS)} FROM head)
INSERT INTO journal_event ({", ".join(EVENT_COLUMNS)}) SELECT {typed_list(EVENT_COLUMNS)} FROM head
"""
# One statement is one transaction: row, nonce and projection stand or fall together, and a head
# that moved meanwhile meets nothing.
_FIRST = f"""
WITH head AS (INSERT INTO journal_subject ({", ".join(SUBJECT_COLUMNS)})
              VALUES ({typed_list(SUBJECT_COLUMNS)}) ON CONFLICT DO NOTHING RETURNING 1), {_AND_LOG}
"""
_NEXT = f"""
WITH head AS (UPDATE journal_subject SET {", ".join(f"{c} = {typed(c)}" for c in _UPDATED)}
              WHERE zone = %s AND subject = %s AND seq = %s::integer RETURNING 1), {_AND_LOG}
"""


def look(zone: str, subject: str, nonce: str) -> tuple[KnownNonce | None, Head | None]:
    """Read a head and an earlier answer to `nonce` without locking either."""
    [found] = fetch(_LOOK, [zone, nonce, zone, subject])
    known = KnownNonce(*found[:5]) if found[0] is not None else None
    head = _head(zone, found[5:]) if found[5] is not None else None
    return known, head


def find_nonce(zone: str, nonce: str) -> KnownNonce | None:
    """Find the earlier request of a nonce."""
    found = fetch(_FIND_NONCE, [zone, nonce])
    return KnownNonce(*found[0]) if found else None


def find_heads(zone: str, subjects: Iterable[str]) -> dict[str, Head]:
    """Read the heads of those subjects that exist."""
    return {found[0]: _head(zone, found) for found in fetch(_FIND, [zone, list(subjects)])}


def lock_heads(zone: str, opened: Sequence[tuple[str, str, date]]) -> dict[str, Head]:
    """Lock subjects in sorted order, given (subject, kind, month); missing ones begin here.

    Every writer takes them in the same order, so that no two wait for each other.
    """
    subjects, kinds, months = (list(column) for column in zip(*sorted(opened), strict=True))
    reserve = [zone, GENESIS, str(PROJECTION_VERSION), subjects, kinds, months]
    execute(_RESERVE, reserve)
    return {found[0]: _head(zone, found) for found in fetch(_LOCK, [zone, subjects])}


def get_mark(zone: str, known: KnownNonce) -> tuple[bytes, list[str]]:
    """Read the hash and the flags of the row that answered a nonce."""
    [(hashed, flags)] = fetch(
        "SELECT hash, flags FROM journal_event "
        "WHERE zone = %s AND opened_month = %s::date AND subject = %s AND seq = %s::integer",
        [zone, str(known.opened_month), known.subject, str(known.seq)],
    )
    return hashed, flags


def nonce_values(nonce: str, digest: bytes, placed: Placed) -> list[Any]:
    """Write the answer to a nonce in the order of `NONCE_COLUMNS`."""
    event = placed.event
    month = placed.opened_month.isoformat()
    return [event.zone, nonce, digest, event.subject, month, str(event.seq), None]


def save(placed: Sequence[Any], subject: Sequence[Any], nonce: Sequence[Any]) -> None:
    """Write a row, its nonce and its projection, the last of which says where the row belongs.

    Raises `Raced` when the subject has moved on meanwhile, or the nonce was taken.
    """
    after = int(subject[SUBJECT_COLUMNS.index("seq")]) - 1
    try:
        if after == 0 and not is_joined():
            written = execute(_FIRST, [*subject, *nonce, *placed])
        else:
            changed = subject[len(SUBJECT_FIXED) :]
            at = [subject[0], subject[1], str(after)]
            written = execute(_NEXT, [*changed, *at, *nonce, *placed])
    except IntegrityError as error:
        if isinstance(error.__cause__, psycopg.errors.UniqueViolation):
            raise Raced from error
        raise
    if not written:
        raise Raced


def fetch_events(zone: str, subject: str, opened_month: date) -> list[Event]:
    """Read all rows of a subject in order."""
    found = fetch(
        f"SELECT {rows.SELECT_EVENT} FROM journal_event "
        "WHERE zone = %s AND opened_month = %s::date AND subject = %s ORDER BY seq",
        [zone, opened_month.isoformat(), subject],
    )
    return [rows.build_event(values) for values in found]


def _head(zone: str, found: Sequence[Any]) -> Head:
    subject, kind, opened_month, seq, hashed, version, state = found
    if seq and version == PROJECTION_VERSION:
        return Head(kind, opened_month, hashed, projection.decode(kind, state))
    begun = projection.begin(zone, subject, kind)
    for event in fetch_events(zone, subject, opened_month) if seq else ():
        begun = projection.advance_state(begun, event)
    return Head(kind, opened_month, hashed, begun)

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
    typed,
)
from cuakhau.journal.store.connection import execute, fetch, is_joined
from cuakhau.journal.store.projection import PROJECTION_VERSION, Head
from cuakhau.journal.store.rows import Placed
from cuakhau.journal.store.statement import Statement, day, text, whole
from cuakhau.movement.event import GENESIS, Event


class Raced(Exception):
    """Somebody else wrote first: look again."""


class KnownNonce(NamedTuple):
    """An earlier request: its digest, and where its answer stands."""

    digest: bytes
    subject: str | None
    opened_month: date | None
    seq: int | None
    answer: str | None


_HEAD = "s.subject, s.subject_kind, s.opened_month, s.seq, s.hash, s.projection_version, s.state"
_NONCE = "n.digest, n.subject, n.opened_month, n.seq, n.answer::text"
_LOOK = Statement(f"""
SELECT n.digest, n.subject, n.opened_month, n.seq, {_HEAD} FROM (VALUES (1)) AS one
LEFT JOIN journal_nonce n ON n.zone = $1 AND n.nonce = $2
LEFT JOIN journal_subject s ON s.zone = $1 AND s.subject = $3
""")
_FIND_NONCE = f"SELECT {_NONCE} FROM journal_nonce n WHERE n.zone = $1 AND n.nonce = $2"
_FIND = f"SELECT {_HEAD} FROM journal_subject s WHERE s.zone = $1 AND s.subject = ANY($2)"
_LOCK = f"{_FIND} ORDER BY s.subject FOR UPDATE"
# Seq 0 marks a subject without rows: it never outlives the transaction that makes it.
_RESERVE = """
INSERT INTO journal_subject (zone, subject, subject_kind, opened_month, seq, hash, zone_version,
                             projection_version, state, is_open)
SELECT $1, subject, kind, month, 0, $2, '', $3::smallint, '', false
FROM unnest($4::text[], $5::text[], $6::date[]) AS opened (subject, kind, month)
ORDER BY subject COLLATE "C"
ON CONFLICT DO NOTHING
"""

_SEQ = SUBJECT_COLUMNS.index("seq")
_OF_NONCE = len(SUBJECT_COLUMNS) + 1
_OF_EVENT = _OF_NONCE + len(NONCE_COLUMNS)
_AND_LOG = f"""
nonce AS (INSERT INTO journal_nonce ({", ".join(NONCE_COLUMNS)})
          SELECT {typed(NONCE_COLUMNS, first=_OF_NONCE)} FROM head)
INSERT INTO journal_event ({", ".join(EVENT_COLUMNS)})
SELECT {typed(EVENT_COLUMNS, first=_OF_EVENT)} FROM head
"""
# One statement is one transaction: row, nonce and projection stand or fall together, and a head
# that moved meanwhile meets nothing.
_FIRST = Statement(f"""
WITH head AS (INSERT INTO journal_subject ({", ".join(SUBJECT_COLUMNS)})
              VALUES ({typed(SUBJECT_COLUMNS, first=1)})
              ON CONFLICT DO NOTHING RETURNING 1), {_AND_LOG}
""")
_NEXT = Statement(f"""
WITH head AS (UPDATE journal_subject SET ({", ".join(SUBJECT_COLUMNS[2:])})
                                       = ({typed(SUBJECT_COLUMNS[2:], first=3)})
              WHERE zone = $1 AND subject = $2 AND seq = $5::integer - 1 RETURNING 1), {_AND_LOG}
""")


def look(zone: str, subject: str, nonce: str) -> tuple[KnownNonce | None, Head | None]:
    """Read a head and an earlier answer to `nonce` without locking either."""
    [found] = _LOOK.fetch([zone, nonce, subject])
    known, head = None, None
    if found[0] is not None:
        known = KnownNonce(found[0], text(found[1]), day(found[2]), whole(found[3]), None)
    if found[4] is not None:
        _, kind, month, seq, hashed, version, state = found[4:]
        decoded = [subject, text(kind), day(month), whole(seq), hashed, whole(version), state]
        head = _head(zone, decoded)
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


def lock_standing(zone: str, subjects: list[str]) -> dict[str, Head]:
    """Lock those of the subjects, given in sorted order, that exist."""
    return {found[0]: _head(zone, found) for found in fetch(_LOCK, [zone, subjects])}


def get_mark(zone: str, known: KnownNonce) -> tuple[bytes, list[str]]:
    """Read the hash and the flags of the row that answered a nonce."""
    [(hashed, flags)] = fetch(
        "SELECT hash, flags FROM journal_event "
        "WHERE zone = $1 AND opened_month = $2::date AND subject = $3 AND seq = $4::integer",
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
    is_first = subject[_SEQ] == "1" and not is_joined()
    try:
        written = (_FIRST if is_first else _NEXT).execute([*subject, *nonce, *placed])
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
        "WHERE zone = $1 AND opened_month = $2::date AND subject = $3 ORDER BY seq",
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

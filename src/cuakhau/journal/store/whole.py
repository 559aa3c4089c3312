"""The whole log, subject by subject, as it stood at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from cuakhau.journal.store import rows
from cuakhau.journal.store.connection import aside
from cuakhau.journal.store.rows import Placed

CHUNK_ROWS = 5_000


@contextmanager
def snapshot() -> Iterator[psycopg.Connection[Any]]:
    """Give a connection to which nothing changes any more."""
    with aside() as other:
        other.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with other.transaction():
            yield other


def list_subjects(
    still: psycopg.Connection[Any], zone_name: str | None = None, subject: str | None = None
) -> Iterator[list[Placed]]:
    """Give the rows of one subject after the other, in their order; read in chunks.

    Of one zone or of all; of one subject or of all.
    """
    waiting: list[Placed] = []
    with psycopg.ServerCursor(still, "journal_whole") as cursor:
        cursor.itersize = CHUNK_ROWS
        cursor.execute(
            f"SELECT {rows.SELECT_ROW} FROM journal_event "
            "WHERE (%(zone)s::text IS NULL OR zone = %(zone)s) "
            "AND (%(subject)s::text IS NULL OR subject = %(subject)s) "
            "ORDER BY zone, opened_month, subject, seq",
            {"zone": zone_name, "subject": subject},
        )
        for values in cursor:
            placed = rows.build_placed(values)
            if waiting and not _same_subject(waiting[-1], placed):
                yield waiting
                waiting = []
            waiting.append(placed)
    if waiting:
        yield waiting


def _same_subject(one: Placed, other: Placed) -> bool:
    return (one.event.zone, one.event.subject) == (other.event.zone, other.event.subject)

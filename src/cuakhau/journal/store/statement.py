"""The two statements of every append, sent through libpq without a cursor.

A cursor of psycopg costs 60 to 80 microseconds of Python for each statement; an append has two.
Only what repeats thousands of times goes this way, and it goes no further than this file.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import connection
from psycopg import pq

Fields = list[bytes | None]

_EPOCH = date(2000, 1, 1)
_DONE = (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)
# A pooler or a DEALLOCATE ALL of others may have taken a preparation away, or given it to others.
_LOST = (psycopg.errors.InvalidSqlStatementName, psycopg.errors.DuplicatePreparedStatement)
_prepared: WeakKeyDictionary[psycopg.Connection[Any], set[bytes]] = WeakKeyDictionary()


class Statement:
    """One SQL statement with places $1, $2 …, prepared once on each connection that runs it."""

    def __init__(self, sql: str) -> None:
        """Name it after its text."""
        self._sql = sql.encode()
        self._name = b"cuakhau_" + sha256(self._sql).hexdigest()[:16].encode()

    def fetch(self, values: Sequence[str | bytes | None]) -> list[Fields]:
        """Run it; give its rows, each field in PostgreSQL's binary form."""
        found = self._run(values)
        columns = range(found.nfields)
        return [[found.get_value(row, c) for c in columns] for row in range(found.ntuples)]

    def execute(self, values: Sequence[str | bytes | None]) -> int:
        """Run it; give the number of rows it met."""
        return self._run(values).command_tuples or 0

    def _run(self, values: Sequence[str | bytes | None]) -> pq.abc.PGresult:
        connection.ensure_connection()
        sent: list[Any] = [v.encode() if v.__class__ is str else v for v in values]
        formats = [pq.Format.BINARY if v.__class__ is bytes else pq.Format.TEXT for v in values]
        with connection.wrap_database_errors:
            raw: psycopg.Connection[Any] = connection.connection
            if not raw.autocommit:
                return self._send(raw, sent, formats)
            known = _prepared.setdefault(raw, set())
            try:
                if self._name not in known:
                    _check(raw, raw.pgconn.prepare(self._name, self._sql))
                    known.add(self._name)
                found = raw.pgconn.exec_prepared(self._name, sent, formats, pq.Format.BINARY)
                return _check(raw, found)
            except _LOST:
                known.discard(self._name)
                return self._send(raw, sent, formats)

    def _send(
        self, raw: psycopg.Connection[Any], sent: list[Any], formats: list[pq.Format]
    ) -> pq.abc.PGresult:
        """Run it unprepared. In a transaction a lost preparation would be the end of it."""
        if not raw.autocommit and raw.pgconn.transaction_status == pq.TransactionStatus.IDLE:
            raw.execute("SELECT 1")  # lets psycopg begin the transaction
        binary = pq.Format.BINARY
        return _check(raw, raw.pgconn.exec_params(self._sql, sent, None, formats, binary))


def whole(field: bytes | None) -> int:
    """Read a whole number that is not null."""
    return int.from_bytes(field or b"", "big", signed=True)


def day(field: bytes | None) -> date:
    """Read a date that is not null."""
    return _EPOCH + timedelta(days=whole(field))


def text(field: bytes | None) -> str:
    """Read a text that is not null."""
    return (field or b"").decode()


def _check(raw: psycopg.Connection[Any], found: pq.abc.PGresult) -> pq.abc.PGresult:
    if found.status not in _DONE:
        raise psycopg.errors.error_from_result(found, raw.info.encoding)
    return found

"""The connection under the journal: Django's own, without Django's cursors.

Those quote each value into the text of a statement; ours send values apart from it, with
PostgreSQL's own places ($1, $2 …), which nobody need rewrite. `store.statement` sends what is hot.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

Rows = list[tuple[Any, ...]]

AGAIN = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)


def execute(sql: str, values: Sequence[Any] = ()) -> int:
    """Run a statement on this thread's connection; give the number of rows it met."""
    with cursor() as here:
        here.execute(sql, values)
        return here.rowcount


def fetch(sql: str, values: Sequence[Any] = ()) -> Rows:
    """Run a query on this thread's connection; give its rows."""
    with cursor() as here:
        return here.execute(sql, values).fetchall()


@contextmanager
def cursor() -> Iterator[psycopg.RawCursor[Any]]:
    """Give a cursor of psycopg on this thread's connection. Failures are Django's."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.RawCursor(connection.connection) as here:
        yield here


@contextmanager
def aside() -> Iterator[psycopg.Connection[Any]]:
    """Give another connection, whose transaction stands or falls by itself.

    Not from the pool: each thread that waits for one may hold one already.
    """
    other: BaseDatabaseWrapper = connection.copy()  # type: ignore[no-untyped-call]
    other.settings_dict["OPTIONS"].pop("pool", None)
    try:
        other.ensure_connection()
        yield other.connection
    finally:
        other.close()


def is_joined() -> bool:
    """Tell whether the caller has opened a transaction that our writes become part of."""
    return connection.in_atomic_block or not connection.get_autocommit()


def may_try_again(error: DatabaseError) -> bool:
    """Tell whether a write may be tried again after this failure; reconnect where it was lost.

    A write whose answer was lost may have been committed: its nonce finds it.
    """
    if is_joined():
        return False
    if isinstance(error.__cause__, AGAIN):
        return True
    if connection.connection is not None and connection.connection.closed:
        connection.close()
        return True
    return False

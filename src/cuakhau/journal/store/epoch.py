"""Transaction numbers after a restore from a dump.

A restored database counts its transactions anew, from below those that its rows name: readers
behind a cursor would wait for years. Two functions add what is missing; no row is touched.
"""

from django.db import transaction

from cuakhau.journal.store.connection import execute, fetch

_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS bigint LANGUAGE sql {kind}
AS 'SELECT {number}::text::bigint + {offset}'
"""


def is_settled() -> bool:
    """Tell whether the next transaction has a higher number than every row of the log."""
    [(settled,)] = fetch(
        "SELECT coalesce(max(top), 0) < journal_xid() FROM (SELECT "
        "(SELECT max(xid) FROM journal_event e WHERE e.zone = s.zone) AS top "
        "FROM (SELECT DISTINCT zone FROM journal_subject) AS s) AS tops"
    )
    return bool(settled)


def settle() -> int:
    """Let numbers go on above those of the log; nobody may write meanwhile. Gives what is added."""
    if is_settled():
        return 0
    [(offset,)] = fetch("SELECT max(xid) FROM journal_event")
    with transaction.atomic():
        for name, kind, number in (
            ("journal_xid", "VOLATILE", "pg_current_xact_id()"),
            ("journal_horizon", "STABLE", "pg_snapshot_xmin(pg_current_snapshot())"),
        ):
            execute(_FUNCTION.format(name=name, kind=kind, number=number, offset=int(offset)))
    return int(offset)

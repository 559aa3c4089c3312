"""The daily root: one hash over all rows of a zone up to a moment, chained from day to day.

Who keeps one root outside the database can prove that no row before it was changed, added or
taken away since (decision 0005).
"""

from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

import psycopg

from cuakhau.journal.asked.request import stamp
from cuakhau.journal.read import START, Cursor, get_horizon
from cuakhau.journal.store.connection import aside, execute, fetch
from cuakhau.movement.event import GENESIS

_COLUMNS = "zone, day, since_xid, since_position, until_xid, until_position, rows, prev_root, root"


class AlreadyPublished(ValueError):
    """Raised where a later day, or the day itself, has a root: a root is never changed."""


class Root(NamedTuple):
    """A published root: it covers the rows above `since`, up to and with `until`."""

    zone: str
    day: date
    since: Cursor
    until: Cursor
    rows: int
    prev_root: bytes
    root: bytes


def publish(zone_name: str, *, day: date, at: datetime) -> Root:
    """Compute and keep the root of a day over what no running transaction can still precede.

    Raises `AlreadyPublished` unless `day` is later than every day that has one.
    """
    published = list_roots(zone_name)
    last = published[-1] if published else None
    if last is not None and last.day >= day:
        raise AlreadyPublished(f"{zone_name} has a root of {last.day}")
    since, prev_root = (last.until, last.root) if last else (START, GENESIS)
    until = max(since, get_horizon(zone_name))
    root, count = build_root(zone_name, since, until, prev_root)
    made = Root(zone_name, day, since, until, count, prev_root, root)
    execute(
        f"INSERT INTO journal_root ({_COLUMNS}, at_us) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [zone_name, day, *since, *until, count, prev_root, root, stamp("root", at).at_us],
    )
    return made


def build_root(zone_name: str, since: Cursor, until: Cursor, prev_root: bytes) -> tuple[bytes, int]:
    """Hash the previous root and the hashes of the rows between two cursors, in their order."""
    summed, count = sha256(prev_root), 0
    with aside() as other, other.transaction(), psycopg.ServerCursor(other, "root") as cursor:
        cursor.itersize = 20_000
        cursor.execute(
            "SELECT hash FROM journal_event WHERE zone = %s AND (xid, position) > (%s, %s) "
            "AND (xid, position) <= (%s, %s) ORDER BY xid, position",
            [zone_name, *since, *until],
        )
        for (hashed,) in cursor:
            summed.update(hashed)
            count += 1
    return summed.digest(), count


def list_roots(zone_name: str | None = None) -> list[Root]:
    """List the published roots, by zone and day."""
    found = fetch(
        f"SELECT {_COLUMNS} FROM journal_root WHERE $1::text IS NULL OR zone = $1 "
        "ORDER BY zone, day",
        [zone_name],
    )
    return [
        Root(zone, day, Cursor(*mark[:2]), Cursor(*mark[2:]), count, prev_root, root)
        for zone, day, *mark, count, prev_root, root in found
    ]

"""Names, phones, plates, papers and free text: apart from the log, for a time, and erasable.

An event carries a reference and, where integrity matters, `digest_of` it. Erasing takes the row
with its salt: the log does not change, and nothing in it leads back to the person (decision 0004).
A plate is a record like any other, so when its time is over its reference is a mere pseudonym.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction

from cuakhau.journal.asked.request import stamp
from cuakhau.journal.store.connection import execute, fetch

RETENTION = "retention"


class NoSuchRecord(KeyError):
    """Raised when a zone never had a record of that reference."""


class Erased(NoSuchRecord):
    """Raised when a record is gone; says when it went, and why."""


def keep(
    zone_name: str,
    kind: str,
    value: str,
    *,
    search_key: str | None = None,
    found_by: str | None = None,
    keep_until: date,
) -> str:
    """Keep a value until a day (inclusive) and give its reference.

    A value of the same kind and key that is kept already keeps its reference, and is kept longer
    where it is asked. A key is what makes two records one, such as a plate without marks;
    `found_by` is what `find_ending` looks at.
    """
    [(ref,)] = fetch(
        "INSERT INTO journal_personal AS kept (zone, id, kind, value, salt, search_key, "
        "backwards, keep_until) VALUES ($1, $2, $3, $4, $5, $6, reverse($7), $8) "
        "ON CONFLICT (zone, kind, search_key) "
        "DO UPDATE SET keep_until = greatest(kept.keep_until, excluded.keep_until) RETURNING id",
        [
            zone_name,
            secrets.token_hex(16),
            kind,
            value,
            secrets.token_bytes(32),
            search_key,
            found_by,
            keep_until,
        ],
    )
    return str(ref)


class Record(NamedTuple):
    """A value to be kept under a reference that is given; see `keep` for the rest."""

    ref: str
    kind: str
    value: str
    search_key: str | None
    found_by: str | None
    keep_until: date


def keep_all(zone_name: str, records: Iterable[Record]) -> int:
    """Keep many values in one statement; give how many are new.

    A reference that can be worked out must stand for nobody: for what is made up alone. What is
    there already, or has been erased, stays as it is.
    """
    rows = [(*record, secrets.token_bytes(32)) for record in records]
    if not rows:
        return 0
    return execute(
        "INSERT INTO journal_personal (zone, id, kind, value, search_key, backwards, keep_until, "
        "salt) SELECT $1, id, kind, value, search_key, reverse(found_by), keep_until, salt "
        "FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::date[], "
        "$8::bytea[]) AS n (id, kind, value, search_key, found_by, keep_until, salt) "
        "WHERE NOT EXISTS (SELECT FROM journal_erasure e WHERE e.zone = $1 AND e.ref = n.id) "
        "ON CONFLICT DO NOTHING",
        [zone_name, *(list(column) for column in zip(*rows, strict=True))],
    )


def find(zone_name: str, kind: str, search_key: str) -> str | None:
    """Find the reference of a kind and key; this reveals nothing."""
    found = fetch(
        "SELECT id FROM journal_personal WHERE zone = $1 AND kind = $2 AND search_key = $3",
        [zone_name, kind, search_key],
    )
    return found[0][0] if found else None


def find_ending(zone_name: str, kinds: Iterable[str], ends: str, limit: int = 200) -> set[str]:
    """Find the references of records whose key ends so; this reveals nothing.

    At most `limit`: whoever types three characters has to type one more.
    """
    found = fetch(
        "SELECT id FROM journal_personal WHERE zone = $1 AND backwards >= reverse($2) "
        "AND backwards < reverse($2) || '\U0010ffff' AND kind = ANY($3) LIMIT $4::bigint",
        [zone_name, ends, list(kinds), str(limit)],
    )
    return {ref for (ref,) in found}


def find_whole(zone_name: str, kinds: Iterable[str], keys: Iterable[str]) -> dict[str, set[str]]:
    """Find the references of records by what `find_ending` looks at, whole; reveals nothing."""
    found = fetch(
        "SELECT reverse(backwards), id FROM journal_personal WHERE zone = $1 "
        "AND backwards = ANY($2) AND kind = ANY($3)",
        [zone_name, [key[::-1] for key in keys], list(kinds)],
    )
    refs: dict[str, set[str]] = {}
    for key, ref in found:
        refs.setdefault(key, set()).add(ref)
    return refs


def reveal(zone_name: str, ref: str, *, by: str, at: datetime, why: str) -> str:
    """Give a value, and keep who saw it, when and why. Raises `Erased` or `NoSuchRecord`."""
    with transaction.atomic():
        value = str(_get(zone_name, ref, "value"))
        execute(
            "INSERT INTO journal_personal_access (zone, ref, by, at_us, why) "
            "VALUES ($1, $2, $3, $4, $5)",
            [zone_name, ref, by, stamp(by, at).at_us, why],
        )
    return value


def reveal_many(
    zone_name: str, refs: Iterable[str], *, by: str, at: datetime, why: str
) -> dict[str, str]:
    """Give the values that are still there, by reference, and keep each look at one.

    One statement for a whole page of vehicles. A reference without a value is left out.
    """
    found = fetch(
        "WITH seen AS (SELECT id, value FROM journal_personal WHERE zone = $1 AND id = ANY($2)), "
        "noted AS (INSERT INTO journal_personal_access (zone, ref, by, at_us, why) "
        "SELECT $1, id, $3, $4::bigint, $5 FROM seen) SELECT id, value FROM seen",
        [zone_name, list(refs), by, stamp(by, at).at_us, why],
    )
    return dict(found)


class Line(NamedTuple):
    """What is kept of a look: who, when and why."""

    by: str
    at: datetime
    why: str


def look(
    zone_name: str, *, whole: Iterable[str], masked: Iterable[str], line: Line
) -> dict[str, str]:
    """Give values by reference in one statement, and keep each look at one that is shown whole.

    The caller masks the others before anybody sees them. References without a value are left out.
    """
    shown = list(whole)
    found = fetch(
        "WITH seen AS (SELECT id, value FROM journal_personal WHERE zone = $1 AND id = ANY($2)), "
        "noted AS (INSERT INTO journal_personal_access (zone, ref, by, at_us, why) "
        "SELECT $1, id, $4, $5::bigint, $6 FROM seen WHERE id = ANY($3)) "
        "SELECT id, value FROM seen",
        [
            zone_name,
            [*shown, *masked],
            shown,
            line.by,
            stamp(line.by, line.at).at_us,
            line.why,
        ],
    )
    return dict(found)


def digest_of(zone_name: str, ref: str) -> str:
    """Give `sha256(salt ‖ value)` in hexadecimal, for a payload. Raises as `reveal` does."""
    salt, value = _get(zone_name, ref, "salt"), _get(zone_name, ref, "value")
    return sha256(salt + value.encode()).hexdigest()


def erase(zone_name: str, refs: Iterable[str], *, by: str, at: datetime, why: str) -> list[str]:
    """Erase records and leave a tombstone each; give the references that were there.

    `why` stays: it must not name the person.
    """
    found = fetch(
        "WITH gone AS (DELETE FROM journal_personal WHERE zone = $1 AND id = ANY($2) "
        "RETURNING zone, id, kind) INSERT INTO journal_erasure (zone, ref, kind, by, at_us, why) "
        "SELECT zone, id, kind, $3, $4::bigint, $5 FROM gone RETURNING ref",
        [zone_name, list(refs), by, stamp(by, at).at_us, why],
    )
    return sorted(ref for (ref,) in found)


def purge(*, at: datetime) -> int:
    """Erase, in all zones, what need not be kept any longer on the day of `at`; give how many.

    Demo zones are left alone: their days are past ones, replayed, so that all their records would
    go at once.
    """
    stamp(RETENTION, at)
    due = fetch(
        "SELECT zone, array_agg(id) FROM journal_personal WHERE keep_until < $1 "
        "AND zone NOT LIKE '%-demo' GROUP BY zone",
        [at.date()],
    )
    return sum(
        len(erase(zone, refs, by=RETENTION, at=at, why="its time is over")) for zone, refs in due
    )


def _get(zone_name: str, ref: str, column: str) -> Any:
    found = fetch(
        f"SELECT {column} FROM journal_personal WHERE zone = $1 AND id = $2", [zone_name, ref]
    )
    if found:
        return found[0][0]
    gone = fetch(
        "SELECT at_us, why FROM journal_erasure WHERE zone = $1 AND ref = $2", [zone_name, ref]
    )
    if gone:
        raise Erased(f"{ref} was erased at {gone[0][0]} µs: {gone[0][1]}")
    raise NoSuchRecord(ref)

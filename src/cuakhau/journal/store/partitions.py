"""The log is partitioned by the month in which a subject opened (decision 0002)."""

from datetime import date, timedelta

from psycopg import sql

from cuakhau.journal.store.connection import aside, fetch

# Taken while a partition is made, so that two writers do not make the same one.
MAKING = 0x6A6F7572

_known: set[tuple[str, date]] = set()


def name_of(month: date) -> str:
    """Name the partition of a month: `journal_event_2024_08`."""
    return f"journal_event_{month:%Y_%m}"


def ensure(database: str, month: date) -> None:
    """Make the partition of `month` where it is missing, in a transaction of its own."""
    if (database, month) in _known:
        return
    if fetch("SELECT to_regclass($1) IS NOT NULL", [name_of(month)]) != [(True,)]:
        make(month)
    _known.add((database, month))


def make(month: date) -> None:
    """Make the table apart and attach it: attaching lets readers and writers go on."""
    after = (month + timedelta(days=32)).replace(day=1)
    name = sql.Identifier(name_of(month))
    with aside() as other, other.transaction(), other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MAKING])
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [name_of(month)])
        if cursor.fetchone() == (True,):
            return
        cursor.execute(sql.SQL("CREATE TABLE {} (LIKE journal_event INCLUDING ALL)").format(name))
        cursor.execute(
            sql.SQL(
                "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {} "
                "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change()"
            ).format(name)
        )
        cursor.execute(
            sql.SQL("ALTER TABLE journal_event ATTACH PARTITION {} FOR VALUES FROM ({}) TO ({})")
            .format(name, sql.Literal(month), sql.Literal(after))
        )  # fmt: skip

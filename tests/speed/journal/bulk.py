"""Many rows at once: batches beside raw COPY, a rebuild, and reading as Arrow beside raw COPY."""

import time

import psycopg

from journal.movements import minute
from speed.journal.clients import bench_zone, build_rows

BATCH_ROWS = 504  # 42 whole visits, what a device or a replay sends
_ARRAYS = {"flags"}


def time_batches(tag, rows_in_all, batch_rows=BATCH_ROWS):
    """Append whole visits in batches; rows per second, hashing and rules included."""
    from cuakhau.journal.batch import append_batch

    zone = bench_zone()
    events = build_rows(zone, tag, rows_in_all)[:rows_in_all]
    began = time.perf_counter()
    for first in range(0, rows_in_all, batch_rows):
        answer = append_batch(
            zone,
            events[first : first + batch_rows],
            nonce=f"{tag}-{first}",
            by="bench",
            at=minute(600),
            on_bad="keep_good",
        )
        assert not answer.refused
    return rows_in_all / (time.perf_counter() - began)


def fetch_rows(url, tag):
    """The rows that batches of a tag wrote, as Python values, to be copied under other names."""
    from cuakhau.journal.store.columns import EVENT_COLUMNS

    with psycopg.connect(url) as connection:
        found = connection.execute(
            f"SELECT {', '.join(EVENT_COLUMNS)} FROM journal_event WHERE nonce LIKE %s",
            [f"{tag}-%"],
        ).fetchall()
    return [list(row) for row in found]


def time_raw_copy(url, rows, tag, batch_rows=BATCH_ROWS):
    """COPY the same rows into the same table by psycopg, one commit a batch; rows per second."""
    from cuakhau.journal.store.columns import EVENT_COLUMNS

    subject = EVENT_COLUMNS.index("subject")
    for row in rows:
        row[subject] = f"{tag}-{row[subject]}"
    into = f"COPY journal_event ({', '.join(EVENT_COLUMNS)}) FROM STDIN"
    with psycopg.connect(url) as connection:
        began = time.perf_counter()
        for first in range(0, len(rows), batch_rows):
            with connection.cursor() as cursor, cursor.copy(into) as copy:
                for row in rows[first : first + batch_rows]:
                    copy.write_row(row)
            connection.commit()
        return len(rows) / (time.perf_counter() - began)


def multiply(url, rows_in_all):
    """Copy the events of the bench under other names until there are so many; a quick large log."""
    from cuakhau.journal.store.columns import EVENT_COLUMNS

    zone = bench_zone().name
    taken = ["subject || '-' || n" if c == "subject" else c for c in EVENT_COLUMNS]
    with psycopg.connect(url, autocommit=True) as connection:
        count = "SELECT count(*) FROM journal_event WHERE zone = %s"
        [have] = connection.execute(count, [zone]).fetchone()
        connection.execute(
            f"INSERT INTO journal_event ({', '.join(EVENT_COLUMNS)}) SELECT {', '.join(taken)} "
            "FROM journal_event, generate_series(1, %s) AS n WHERE zone = %s",
            [rows_in_all // have, zone],
        )
        connection.execute("VACUUM (ANALYZE) journal_event")
        return connection.execute(count, [zone]).fetchone()[0]


def time_raw_binary(url):
    """COPY the analytic columns out in binary and drop the bytes; rows per second."""
    from cuakhau.movement.event import ANALYTIC_FIELDS

    columns = ", ".join(ANALYTIC_FIELDS)
    zone = bench_zone().name
    query = f"COPY (SELECT {columns} FROM journal_event WHERE zone = %s) TO STDOUT (FORMAT binary)"
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        began, rows = time.perf_counter(), 0
        with cursor.copy(query, [zone]) as copy:
            for _ in copy:
                rows += 1
        return rows / (time.perf_counter() - began)


def time_arrow():
    """Read the whole log as an EventLog, sorted; rows per second."""
    from cuakhau.journal import read

    began = time.perf_counter()
    log = read.log(bench_zone().name)
    return len(log) / (time.perf_counter() - began)


def time_rebuild():
    """Fold the whole log anew, compare and swap; (rows, seconds)."""
    from cuakhau.journal import rebuild

    began = time.perf_counter()
    done = rebuild.rebuild()
    return done.rows, time.perf_counter() - began

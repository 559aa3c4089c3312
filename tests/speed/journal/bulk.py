"""Many rows at once: batches beside raw COPY, a rebuild, and reading as Arrow beside raw COPY."""

import time

import psycopg

from journal.movements import minute
from speed.journal.clients import bench_zone, build_rows

BATCH_ROWS = 504  # 42 whole visits, what a device or a replay sends


def time_batches(url, tag, rounds):
    """Append batches of whole visits, hashing and rules included, and after each COPY its rows.

    Gives the seconds of each batch, and of each COPY of as many rows with its own commit.
    """
    from cuakhau.journal.batch import append_batch

    ours, raw = [], []
    with psycopg.connect(url) as connection:
        for number in range(rounds):
            zone, nonce = bench_zone(), f"{tag}-{number}"
            events = build_rows(zone, nonce, BATCH_ROWS)[:BATCH_ROWS]
            asked = {"nonce": nonce, "by": "bench", "at": minute(600), "on_bad": "keep_good"}
            began = time.perf_counter()
            answer = append_batch(zone, events, **asked)
            ours.append(time.perf_counter() - began)
            assert len(answer.appended) == BATCH_ROWS
            raw.append(time_raw_copy(connection, nonce))
    return ours, raw


def time_raw_copy(connection, nonce):
    """COPY the rows of a batch under another name into the same table, by psycopg; seconds."""
    from cuakhau.journal.store.columns import EVENT_COLUMNS

    taken = ["'raw-' || subject" if c == "subject" else c for c in EVENT_COLUMNS]
    rows = connection.execute(
        f"SELECT {', '.join(taken)} FROM journal_event WHERE nonce LIKE %s", [f"{nonce}#%"]
    ).fetchall()
    connection.commit()
    into = f"COPY journal_event ({', '.join(EVENT_COLUMNS)}) FROM STDIN"
    began = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
    connection.commit()
    assert len(rows) == BATCH_ROWS
    return time.perf_counter() - began


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

"""Clients that append at once: processes of a few threads, as a server has, for a fixed time."""

import functools
import gc
import itertools
import multiprocessing
import os
import threading
import time
from dataclasses import dataclass

import django
import msgspec
import psycopg

PROCESSES = os.cpu_count() or 1
WARM_UP_ROWS = 36  # PostgreSQL plans a prepared statement five times before it keeps a plan
ROWS_IN_STOCK = 24_000  # for all clients together and one round; more than a round can write


@dataclass(frozen=True)
class Load:
    """One round: who writes (`append`, `insert_commit` or `insert`), how many, how long."""

    url: str
    way: str
    clients: int
    seconds: float
    tag: str


def run(load):
    """Give (rows per second, CPU milliseconds of the clients per row)."""
    context = multiprocessing.get_context("fork")
    processes = min(load.clients, PROCESSES)
    ready, go, said = context.Semaphore(0), context.Event(), context.Queue()
    share = [load.clients // processes] * processes
    workers = [
        context.Process(target=_process, args=(load, number, threads, (ready, go, said)))
        for number, threads in enumerate(share)
    ]
    for worker in workers:
        worker.start()
    for _ in range(sum(share)):
        ready.acquire()
    go.set()
    answers = [said.get() for _ in workers]
    for worker in workers:
        worker.join()
    rows = sum(count for count, _ in answers)
    return rows / load.seconds, 1e3 * sum(cpu for _, cpu in answers) / rows


def _process(load, number, threads, signals):
    ready, go, said = signals
    django.setup()
    from journal.example import point_django_at

    point_django_at(load.url)
    counts = [0] * threads
    prepare = {"append": _prepare_append}.get(load.way, _prepare_insert)

    def client(place):
        stock = ROWS_IN_STOCK // load.clients
        act, material = prepare(load, f"{load.tag}-{number}-{place}", stock + WARM_UP_ROWS)
        for one in itertools.islice(material, WARM_UP_ROWS):
            act(one)
        ready.release()
        go.wait()
        until = time.perf_counter() + load.seconds
        for one in material:
            if time.perf_counter() >= until:
                break
            act(one)
            counts[place] += 1
        else:
            raise RuntimeError("the stock of rows was too small")

    crowd = [threading.Thread(target=client, args=(place,)) for place in range(threads)]
    for one in crowd:
        one.start()
    go.wait()
    gc.freeze()
    began = time.process_time()
    for one in crowd:
        one.join()
    said.put((sum(counts), time.process_time() - began))


def build_rows(zone, tag, count):
    """Whole export visits, event after event."""
    from journal.movements import journey

    return [row for visit in range(count // 12 + 1) for row in journey(zone, f"{tag}-{visit}")]


def build_values(zone, tag, count):
    """The same rows as the values of their columns, chained and ready to insert."""
    from cuakhau.journal.asked.request import build_request, month_of, stamp
    from cuakhau.journal.store import rows
    from journal.movements import MORNING

    values, stamped = [], stamp("bench", MORNING)
    for number, row in enumerate(build_rows(zone, tag, count)):
        request = build_request(zone, row, f"{tag}-{number}", stamped)
        event = msgspec.structs.replace(request.event, seq=number % 12 + 1)
        month = month_of(zone, event)
        placed = rows.place(
            event, opened_month=month, nonce=request.nonce, prev_hash=request.digest
        )
        values.append(rows.values_of(placed))
    return values


@functools.cache
def bench_zone():
    """The zone of the bench, loaded once as a server does."""
    from journal.example import EXAMPLE

    return EXAMPLE.renamed("bench-demo")


def _prepare_append(load, tag, count):
    from django.db import connection

    from cuakhau.journal import write
    from journal.movements import minute

    zone, at = bench_zone(), minute(30)
    connection.ensure_connection()

    def act(numbered):
        number, row = numbered
        write.append(zone, row, nonce=f"{tag}-{number}", by="bench", at=at)

    return act, iter(list(enumerate(build_rows(zone, tag, count))))


def _prepare_insert(load, tag, count):
    from cuakhau.journal.store.columns import EVENT_COLUMNS, typed

    connection = psycopg.connect(load.url, autocommit=load.way == "insert")
    cursor = psycopg.RawCursor(connection)
    places = typed(EVENT_COLUMNS, first=1)
    insert = f"INSERT INTO journal_event ({', '.join(EVENT_COLUMNS)}) VALUES ({places})"

    def act(values):
        cursor.execute(insert, values, prepare=True)
        connection.commit()

    return act, iter(build_values(bench_zone(), tag, count))

"""Writers and readers that meet: nothing is lost, skipped, or written twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections, transaction

from cuakhau.journal import batch, read, rebuild, verify
from cuakhau.journal.store import heads
from journal.movements import append, confirmed, declared, event, journey, minute

WRITERS = 32


def all_at_once(acts):
    """Run acts in threads that begin together; give their answers or failures."""
    gate = threading.Barrier(len(acts))

    def go(act):
        try:
            gate.wait(timeout=30)
            return act()
        except Exception as failure:
            return failure
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(go, acts))


def notes(zone, writer, subjects):
    """Rows of one writer on all the subjects, each writer in an order of its own."""
    shift = writer % len(subjects)
    return [
        event(zone, subject, "held", agency="customs", at=minute(writer), device=f"d{writer}")
        for subject in subjects[shift:] + subjects[:shift]
    ]


def test_32_writers_on_the_same_visits_lose_nothing(zone):
    subjects = ["v1", "v2", "v3"]
    for subject in subjects:
        append(zone, declared(zone, subject))

    def write(writer):
        return lambda: [append(zone, row) for row in notes(zone, writer, subjects)]

    answers = all_at_once([write(writer) for writer in range(WRITERS)])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    for subject in subjects:
        rows = read.list_events(zone.name, subject)
        assert [row.seq for row in rows] == list(range(1, WRITERS + 2))
        assert {row.device for row in rows[1:]} == {f"d{n}" for n in range(WRITERS)}
    assert verify.verify(zone.name).is_sound
    assert [d for d in rebuild.compare().differences if d.zone == zone.name] == []


def test_batches_and_single_rows_on_the_same_visits_do_not_block_each_other(zone):
    subjects = ["v1", "v2", "v3", "v4"]

    def one_by_one(writer):
        return [append(zone, row) for row in notes(zone, writer, subjects)]

    def together(writer):
        rows = notes(zone, writer, subjects)
        return batch.append_batch(
            zone, rows, nonce=f"b{writer}", by="d", at=minute(writer), on_bad="refuse_all"
        )

    for subject in subjects:
        append(zone, declared(zone, subject))
    acts = [lambda w=w: (together if w % 2 else one_by_one)(w) for w in range(16)]
    answers = all_at_once(acts)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert len(read.log(zone.name)) == 4 + 16 * 4


def test_the_same_first_row_sent_by_many_is_written_once(zone):
    answers = all_at_once([lambda: append(zone, declared(zone, "v1"), nonce="same")] * 16)
    assert {answer.hash for answer in answers} == {answers[0].hash}
    assert [answer.repeated for answer in answers].count(False) == 1
    assert len(read.log(zone.name)) == 1


def test_one_nonce_for_two_visits_is_taken_by_one(zone):
    acts = [lambda n=n: append(zone, declared(zone, f"v{n}"), nonce="same") for n in range(8)]
    answers = all_at_once(acts)
    refused = [answer.rule for answer in answers if isinstance(answer, Exception)]
    assert refused == ["J1"] * 7
    assert len(read.log(zone.name)) == 1


def test_the_same_batch_sent_by_many_is_written_once(zone):
    def send():
        rows = journey(zone, "v1")
        return batch.append_batch(zone, rows, nonce="b", by="d", at=minute(60), on_bad="refuse_all")

    answers = all_at_once([send] * 8)
    assert [answer.repeated for answer in answers].count(False) == 1
    assert len(read.log(zone.name)) == 12


def test_a_row_written_between_reading_and_writing_is_not_lost(zone, monkeypatch):
    """The hopeful way reads a head that moves on before it writes."""
    append(zone, declared(zone, "v1"))
    stale = heads.look(zone.name, "v1", "mine")
    append(zone, confirmed(zone, "v1", "permit", "transport_station"))
    monkeypatch.setattr(heads, "look", lambda *_: stale)
    answer = append(zone, confirmed(zone, "v1", "registration", "customs"), nonce="mine")
    assert answer.seq == 3


@contextmanager
def paused_writer(zone, subject):
    """A transaction of another connection that has written a row and not yet committed."""
    written, go_on = threading.Event(), threading.Event()

    def write():
        try:
            with transaction.atomic():
                append(zone, declared(zone, subject))
                written.set()
                assert go_on.wait(timeout=30)
        finally:
            connections.close_all()

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(timeout=30)
    try:
        yield
    finally:
        go_on.set()
        thread.join()


def test_a_row_committed_late_is_never_skipped(zone):
    append(zone, declared(zone, "before"))
    with paused_writer(zone, "late"):
        append(zone, declared(zone, "early"))
        first, cursor = read.rows_after(zone.name, read.START, 100)
        assert [placed.event.subject for placed in first] == ["before"]
    rest, _ = read.rows_after(zone.name, cursor, 100)
    assert sorted(placed.event.subject for placed in rest) == ["early", "late"]


def test_a_reader_that_polls_sees_every_row_once(zone):
    done, seen = threading.Event(), []

    def poll():
        cursor, last = read.START, False
        while not last:
            last = done.is_set()
            rows, cursor = read.rows_after(zone.name, cursor, 7)
            last = last and not rows
            seen.extend((placed.event.subject, placed.event.seq) for placed in rows)

    def write(writer):
        return lambda: [append(zone, row) for row in journey(zone, f"v{writer}")]

    reader = threading.Thread(target=lambda: (poll(), connections.close_all()))
    reader.start()
    all_at_once([write(writer) for writer in range(8)])
    done.set()
    reader.join()
    assert sorted(seen) == sorted((f"v{n}", seq) for n in range(8) for seq in range(1, 13))

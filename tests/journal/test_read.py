"""What the readers give back is what was written."""

from datetime import timedelta

from cuakhau.journal import read
from cuakhau.movement.log import from_events
from cuakhau.movement.visit import fold
from journal.movements import MORNING, append, declared, journey, minute


def test_a_visit_reads_as_its_fold(zone):
    for row in journey(zone, "v1"):
        append(zone, row)
    events = read.list_events(zone.name, "v1")
    assert read.get_visit(zone.name, "v1") == fold(zone.name, "v1", events)
    assert [event.kind for event in events] == ["declared", *["confirmed"] * 11]


def test_open_visits_are_those_that_have_not_left(zone):
    for row in journey(zone, "gone"):
        append(zone, row)
    append(zone, declared(zone, "here"))
    assert [seen.subject for seen in read.list_open_visits(zone)] == ["here"]


def test_the_log_as_columns_is_the_log_as_rows(zone):
    for row in [*journey(zone, "v1"), declared(zone, "v2", other='a "quoted", odd plate')]:
        append(zone, row)
    events = read.list_events(zone.name, "v1") + read.list_events(zone.name, "v2")
    assert read.log(zone.name).table.equals(from_events(zone.name, events).table)


def test_a_slice_is_open_below_and_closed_above(zone):
    for row in journey(zone, "v1"):
        append(zone, row)
    kept = read.log(zone.name, since=MORNING, until=minute(2))
    assert sorted(kept.table["happened_us"].to_pylist()) == [
        int((MORNING + timedelta(minutes=n)).timestamp() * 1_000_000) for n in (1, 2)
    ]


def test_an_empty_zone_has_an_empty_log(zone):
    assert len(read.log(zone.name)) == 0
    assert read.rows_after(zone.name, read.START, 10) == ([], read.START)


def test_rows_after_a_cursor_are_read_once(zone):
    for row in journey(zone, "v1"):
        append(zone, row)
    first, cursor = read.rows_after(zone.name, read.START, 5)
    second, _ = read.rows_after(zone.name, cursor, 100)
    assert [placed.event.seq for placed in first + second] == list(range(1, 13))

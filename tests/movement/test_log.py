"""The log is a value: cut, filtered, written and read again, and folded to the same visits."""

import pyarrow as pa
import pytest

from cuakhau.movement.log import LOG_SCHEMA, NotALog, from_events, from_table, read
from movement.rows import HOUR, at, declared, given, numbered, row, told

V2 = {"subject": "v2"}
ROWS = [
    *numbered([declared(), given("permit", 5), row("voided", 6, corrects=2)]),
    *numbered([declared(minute=1, **V2), given("payment", HOUR, recorded_us=at(2 * HOUR), **V2)]),
    *numbered([told("huu_nghi", "closed")]),
]


def log_of(events=ROWS):
    return from_events("lang-son", events)


def test_rows_stand_by_subject_and_number_whatever_their_order():
    assert log_of(reversed(ROWS)).table == log_of().table
    subjects = [(event.subject, event.seq) for event in log_of().events()]
    assert subjects == sorted(subjects)


def test_visits_are_folded_one_by_one_and_places_left_out():
    visits = list(log_of().visits())
    assert [visit.subject for visit in visits] == ["v1", "v2"]
    assert [entry.kind for entry in visits[0].standing] == ["declared"]
    assert len(log_of().only("place")) == 1


def test_a_day_is_cut_after_its_beginning_and_with_its_end():
    cut = log_of().happened_between(at(5), at(6))
    assert [event.kind for event in cut.events()] == ["voided"]


def test_what_was_known_at_an_instant():
    assert len(log_of().recorded_until(at(2 * HOUR))) == len(ROWS)
    assert len(log_of().recorded_until(at(2 * HOUR) - 1)) == len(ROWS) - 1


def test_parquet_gives_the_same_log_back(tmp_path):
    log_of().write(tmp_path / "log.parquet")
    assert read("lang-son", tmp_path / "log.parquet").table == log_of().table


def test_an_empty_log_is_a_log():
    empty = from_events("lang-son", [])
    assert (len(empty), list(empty.visits()), empty.table.schema) == (0, [], LOG_SCHEMA)


def test_what_is_no_log_is_refused():
    with pytest.raises(NotALog, match="missing: zone"):
        from_table("lang-son", log_of().table.drop_columns(["zone"]))
    with pytest.raises(NotALog, match="lang-son"):
        from_table("example", log_of().table)


@pytest.mark.parametrize("column", ["seq", "kind"])
def test_a_column_that_does_not_fit_is_refused(column):
    values = {"seq": pa.array(["x"] * len(ROWS)), "kind": pa.nulls(len(ROWS), pa.string())}
    place = LOG_SCHEMA.get_field_index(column)
    with pytest.raises(NotALog, match="column"):
        from_table("lang-son", log_of().table.set_column(place, column, values[column]))

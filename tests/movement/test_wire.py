"""An event goes out as JSON and comes back the same; what cannot be read says why."""

import json

import pytest
from hypothesis import given

from cuakhau.movement.broken import RuleBroken
from cuakhau.movement.event import UnknownSchema, upcast
from cuakhau.movement.wire import WIRE_FIELDS, from_fields, from_json, to_fields, to_json
from movement.rows import at, declared
from movement.rows import given as step_given
from movement.strategies import events

GOOD = {
    "zone": "example", "subject_kind": "visit", "subject": "v1", "kind": "confirmed",
    "step": "permit", "agency": "transport_station", "happened_at": "2024-08-22T08:15:00+07:00",
}  # fmt: skip
BAD = {
    "naive time": ({"happened_at": "2024-08-22T08:15:00"}, "M71"),
    "no time": ({"happened_at": None}, "M74"),
    "a number for a time": ({"happened_at": 1}, "M74"),
    "unknown field": ({"hapened_at": "x"}, "M74"),
    "microseconds are ours": ({"happened_us": 1}, "M74"),
    "text for a number": ({"amount": "3"}, "M74"),
    "half a vehicle": ({"amount": 1.5}, "M74"),
    "unknown word": ({"looked_at": ["soul"]}, "M74"),
    "no list of words": ({"looked_at": 3}, "M74"),
    "unknown origin": ({"origin": "dream"}, "M74"),
    "schema of tomorrow": ({"schema": 2}, "M74"),
    "schema is a list": ({"schema": [1]}, "M74"),
    "subject missing": ({"subject": None}, "M74"),
}
UNREADABLE = [b"\xff{}", b'{"kind": "\xc3', b"[]", b"", b"{", b"[" * 100_000, b'"v1"']


@given(events())
def test_there_and_back(event):
    assert from_json(to_json(event)) == event
    assert from_fields(json.loads(json.dumps(to_fields(event)))) == event


def test_it_reads_as_people_write():
    event = step_given("permit", 15, looked_at=3, started_us=at(14))
    fields = to_fields(event)
    assert fields["happened_at"] == "2025-12-15T08:15:00+07:00"
    assert fields["started_at"] == "2025-12-15T08:14:00+07:00"
    assert fields["looked_at"] == ["paper", "seal"]
    assert tuple(fields) == WIRE_FIELDS


def test_a_row_that_is_not_placed_has_no_time_of_record():
    fields = to_fields(declared(recorded_us=0, recorded_offset_min=0))
    assert fields["recorded_at"] is None


def test_little_is_enough():
    event = from_fields(GOOD)
    assert (event.happened_us, event.happened_offset_min) == (1_724_289_300_000_000, 420)
    assert (event.seq, event.recorded_us, event.origin) == (0, 0, "desk")


@pytest.mark.parametrize("case", BAD)
def test_a_row_that_does_not_fit_is_refused(case):
    change, rule = BAD[case]
    with pytest.raises(RuleBroken) as refusal:
        from_fields({**GOOD, **change})
    assert refusal.value.rule == rule


@pytest.mark.parametrize("text", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_is_no_json_is_refused(text):
    with pytest.raises(RuleBroken) as refusal:
        from_json(text)
    assert refusal.value.rule == "M73"


def test_rows_of_this_schema_are_read_as_they_are():
    row = {"schema": 1, "kind": "moved"}
    assert upcast(row) is row


def test_an_older_row_goes_through_each_schema():
    steps = {
        1: lambda row: {"kind": row["kind"], "way": "hand" if row["by_hand"] else "scan"},
        2: lambda row: {**row, "place": None},
    }
    old = {"schema": 1, "kind": "moved", "by_hand": True}
    assert upcast(old, steps) == {"schema": 3, "kind": "moved", "way": "hand", "place": None}
    assert old == {"schema": 1, "kind": "moved", "by_hand": True}


def test_a_row_of_tomorrow_is_not_guessed():
    with pytest.raises(UnknownSchema):
        upcast({"schema": 2})

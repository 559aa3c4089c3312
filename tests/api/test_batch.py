"""POST /events/batch: what becomes of the good rows is said beforehand, never in silence."""

import io

import pyarrow as pa
import pytest

from cuakhau.api.describe import ARROW

AT = "2024-08-22T12:00:00+07:00"


def rows(visit, number):
    """Good rows: repeated confirmations are allowed."""
    return [
        {"visit": visit, "kind": "confirmed", "step": "customs_check", "happened_at": AT}
        for _ in range(number)
    ]


def send(caller, events, on_bad, **headers):
    return caller.post(f"/events/batch?on_bad={on_bad}", {"events": events}, **headers)


def count_events(caller, visit):
    return len(caller.get(f"/visits/{visit}").json()["events"]) - 1


BAD = {
    "shape": ({"kind": "confirmed", "colour": "red"}, "P2"),
    "naive time": ({"visit": "1", "kind": "confirmed", "happened_at": AT[:19]}, "M71"),
    "rule": ({"visit": "absent", "kind": "confirmed", "step": "permit", "happened_at": AT}, "M7"),
    "another agency": (
        {"visit": "1", "kind": "confirmed", "agency": "board", "happened_at": AT}, "A5",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "rule"), BAD.values(), ids=BAD)
def test_one_bad_row_in_500_leaves_the_good_499(caller, visit, bad, rule):
    customs = caller("customs")
    events = rows(visit, 499)
    events.insert(321, bad)
    answer = send(customs, events, "keep_good")
    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert [(one["row"], one["rule"]) for one in said["errors"]] == [(321, rule)]
    assert [one["row"] for one in said["written"]] == [n for n in range(500) if n != 321]
    assert count_events(customs, visit) == 499


@pytest.mark.parametrize(("bad", "rule"), BAD.values(), ids=BAD)
def test_one_bad_row_in_500_refuses_all_when_so_asked(caller, visit, bad, rule):
    customs = caller("customs")
    events = rows(visit, 499)
    events.insert(321, bad)
    answer = send(customs, events, "refuse_all")
    assert answer.status_code >= 400
    assert answer.json()["rule"] == rule
    assert [(one["row"], one["rule"]) for one in answer.json()["errors"]] == [(321, rule)]
    assert count_events(customs, visit) == 0


def test_a_repeated_batch_gets_the_first_answer(caller, visit):
    customs = caller("customs")
    same = {"Idempotency-Key": "batch"}
    first = send(customs, rows(visit, 3), "keep_good", **same)
    again = send(customs, rows(visit, 3), "keep_good", **same)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["written"] == again.json()["written"]
    assert count_events(customs, visit) == 3
    assert send(customs, rows(visit, 2), "keep_good", **same).json()["rule"] == "J1"


@pytest.mark.parametrize("on_bad", ["", "maybe"])
def test_a_batch_says_what_becomes_of_bad_rows(caller, visit, on_bad):
    answer = send(caller("customs"), rows(visit, 1), on_bad)
    assert (answer.status_code, answer.json()["rule"]) == (400, "P7")


def test_an_empty_batch_and_one_too_long_are_refused(caller, visit):
    customs = caller("customs")
    assert send(customs, [], "keep_good").json()["rule"] == "P1"
    assert send(customs, [{}] * 5001, "keep_good").json()["rule"] == "P6"


def arrow(columns):
    sink = io.BytesIO()
    table = pa.table(columns)
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def test_a_batch_may_come_as_arrow(caller, visit):
    customs = caller("customs")
    body = arrow(
        {
            "visit": [visit, visit],
            "kind": ["confirmed", "danced"],
            "step": ["customs_check", None],
            "happened_at": [AT, AT],
            "looked_at": [["goods"], None],
        }
    )
    answer = customs.post("/events/batch?on_bad=keep_good", body, **{"Content-Type": ARROW})
    assert answer.status_code == 201, answer.content
    assert [(one["row"], one["rule"]) for one in answer.json()["errors"]] == [(1, "M1")]
    assert customs.get(f"/visits/{visit}").json()["events"][1]["looked_at"] == ["goods"]


@pytest.mark.parametrize(
    "body", [b"no arrow", b"", arrow({"colour": ["red"]}), arrow({"kind": ["x"]})[:-60]]
)
def test_a_broken_arrow_stream_is_refused(caller, body):
    answer = caller("customs").post(
        "/events/batch?on_bad=keep_good", body or b" ", **{"Content-Type": ARROW}
    )
    assert answer.json()["rule"] in ("P9", "P3")
    assert answer.status_code == 400


def test_words_of_a_batch_are_kept_apart(caller, visit):
    customs = caller("customs")
    events = [{"visit": visit, "kind": "held", "happened_at": AT, "note": "Driver is ill"}]
    assert send(customs, events, "refuse_all").status_code == 201
    assert "ill" not in customs.get(f"/visits/{visit}").content.decode()

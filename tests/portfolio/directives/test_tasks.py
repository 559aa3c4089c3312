"""A directive on its way: given, reported, sent back, accepted by who gave it; refusals."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cuakhau.operations.models import Message
from cuakhau.portfolio.directives.models import Act, Directive, Task
from cuakhau.portfolio.directives.reminding import remind_due

GIVEN = {
    "document": "TB 12", "day": "2024-08-20", "giver": "board", "area": "yards",
    "text": "Review the yards.", "text-0": "Count the room of each yard.",
    "responsible-0": ["customs", "border_guard"], "cooperating-0": ["gate_centre"],
    "due-0": "2024-08-29",
}  # fmt: skip


@pytest.fixture
def board(gate):
    return gate.sign_in("board")


def give(board, nonce="g1", **more):
    return board.post("portfolio/tasks/give", **{**GIVEN, **more}, nonce=nonce)


def test_a_task_goes_from_giver_to_unit_and_back(gate, board):
    for _press in range(2):
        assert give(board).status_code == 302
    [task] = Task.objects.filter(zone=gate.zone.name)
    assert "responsibility overlaps" in (board.get(f"portfolio/tasks/{task.pk}/"), board.page)[1]
    path = f"portfolio/tasks/{task.pk}/"
    customs = gate.sign_in("customs")
    assert "Count the room" in (customs.get("portfolio/tasks/mine"), customs.page)[1]
    customs.post(path, act="reported", words=" ", nonce="r0")
    assert "H10" in customs.page
    customs.post(path, act="reported", figure="F-00000-000000", nonce="r1")
    assert "H7" in customs.page
    customs.post(path, act="reported", words="done", link="ftp://x", nonce="r2")
    assert "H12" in customs.page
    for _press in range(2):
        customs.post(path, act="reported", words="Counted: 3 yards.", nonce="r3")
    gate.sign_in("province").post(path, act="accepted", nonce="a0")
    assert not Act.objects.filter(kind="accepted", nonce="a0").exists()  # not who gave it: H6
    board.post(path, act="sent_back", words="One is missing.", nonce="a1")
    customs.post(path, act="reported", words="Now four.", nonce="r4")
    board.post(path, act="accepted", nonce="a2")
    board.post(path, act="sent_back", words="Too late.", nonce="a3")
    assert "H8" in board.page
    acts = list(task.acts.order_by("pk").values_list("kind", flat=True))
    assert acts == ["reported", "sent_back", "reported", "accepted"]
    told = list(Message.objects.filter(zone=gate.zone.name).values_list("text", "unit"))
    assert ("task_given", "gate_centre") in told or ("task_given", "customs") in told
    assert ("task_reported", "board") in told
    assert ("task_accepted", "border_guard") in told


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"responsible-0": []}, "H2"),
        ({"responsible-0": ["nobody"]}, "H3"),
        ({"due-0": "2024-08-19"}, "H4"),
        ({"due-0": "soon"}, "H5"),
        ({"document": " "}, "H1"),
        ({"area": "x"}, "H11"),
    ],
)
def test_a_directive_that_is_not_whole_is_refused_with_its_rule(gate, board, wrong, rule):
    assert give(board, **wrong).status_code == 422
    assert rule in board.page
    assert "Review the yards." in board.page  # what was typed stands there still
    assert not Directive.objects.filter(zone=gate.zone.name).exists()


def test_reminders_come_once_a_level_and_end_with_the_report(gate, board):
    give(board)
    [task] = Task.objects.filter(zone=gate.zone.name)
    days = [gate.now + timedelta(days=n) for n in (0, 0, 6, 8, 8, 15)]
    assert [remind_due(gate.zone, at=at) for at in days] == [1, 0, 1, 1, 0, 1]
    levels = list(task.acts.order_by("pk").values_list("level", flat=True))
    assert levels == ["soon", "tomorrow", "late", "very_late"]
    late = Message.objects.filter(text="task_overdue", about=f"task:{task.pk}")
    assert {row.unit for row in late} >= {"board", "customs", "border_guard"}
    board.get("portfolio/tasks/", show="overdue")
    gate.sign_in("customs").post(
        f"portfolio/tasks/{task.pk}/", act="reported", words="x", nonce="r"
    )
    assert remind_due(gate.zone, at=gate.now + timedelta(days=60)) == 0


def test_the_list_asks_as_often_with_many_tasks_as_with_one(gate, board):
    def asked():
        board.get("portfolio/tasks/")
        with CaptureQueriesContext(connection) as found:
            assert board.get("portfolio/tasks/").status_code == 200
        return len(found)

    give(board)
    few = asked()
    for number in range(4):
        give(board, nonce=f"more{number}")
    assert asked() == few
    assert few <= 5

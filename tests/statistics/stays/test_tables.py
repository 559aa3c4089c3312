"""What the tables of stays say of a few vehicles that can be counted by hand."""

from datetime import timedelta

import pytest

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog
from cuakhau.statistics.stays import (
    AT_END,
    count_in_yards,
    count_in_zone,
    count_waiting,
    list_days,
    list_groups,
    list_steps,
    quarters,
    read_stays,
)
from made_logs import DAY, EXAMPLE, HOUR_US, WINDOW, log_of, row

HOUR_S = 3600


def served(subject: str, *steps: tuple[str, float, float], **facts: object) -> list[Event]:
    """A simulated visit from hour 0 on: each step with the hours between which it was served."""
    told = {"procedure": "export", "goods": "fruit", "place": "main_road", **facts}
    rows = [row(subject, 1, "declared", 0, origin="simulated", **told)]
    for seq, (step, since, until) in enumerate(steps, start=2):
        started_us = WINDOW.since_us + int(since * HOUR_US)
        place = "inner_yard" if step == "yard_in" else "main_road"
        rows.append(
            row(subject, seq, "confirmed", until, step=step, started_us=started_us, place=place,
                origin="simulated")
        )  # fmt: skip
    return rows


# From 0 to 10: served 1-2, 4-6 (two at once, one hour of overlap), 9-10; idle 0-1, 2-4, 6-9.
ONE = served(
    "a", ("border_guard_in", 1, 2), ("yard_in", 4, 5.5), ("payment", 4.5, 6),
    ("exit_border_guard", 9, 9.5), ("exit_customs", 9.5, 10),
)  # fmt: skip
TURNED = [
    *served("b", ("border_guard_in", 0, 1), goods="ore"),
    row("b", 3, "turned_back", 3, origin="simulated"),
]
STAYS = read_stays(EXAMPLE, log_of(ONE, TURNED, served("c", ("yard_in", 2, 3))))


def test_waiting_is_the_stay_without_the_union_of_services():
    group = {one.name: one for one in list_groups(STAYS, "goods")}["fruit"]
    assert (group.visits, group.left, group.turned_back, group.inside) == (2, 1, 0, 1)
    assert group.stay.mean_s == 10 * HOUR_S
    assert group.served.mean_s == 4 * HOUR_S
    assert group.wait.mean_s == group.wait.p90_s == 6 * HOUR_S


def test_each_idle_span_is_charged_to_the_step_that_ended_it():
    waited = {one.step: one.waited_us / HOUR_US for one in list_steps(STAYS)}
    assert waited == {
        "border_guard_in": 1, "yard_in": 4, "payment": 0, "exit_border_guard": 3,
        "exit_customs": 0, AT_END: 2,
    }  # fmt: skip


def test_waits_by_step_and_after_the_last_add_up_to_the_waits_of_those_who_went():
    gone = read_stays(EXAMPLE, log_of(ONE, TURNED))
    waited_us = sum(one.waited_us for one in list_steps(gone))
    assert waited_us == gone.waited_us.sum() == (6 + 2) * HOUR_US


def test_taken_at_the_tick_counts_and_left_at_the_tick_does_not():
    ticks = quarters(WINDOW.since_us, WINDOW.since_us + 10 * HOUR_US)
    yard = count_in_yards(STAYS, ticks)["inner_yard"]
    assert [int(yard[4 * hour]) for hour in (2, 3, 5, 6, 9, 10)] == [0, 1, 1, 2, 2, 1]
    assert int(count_in_zone(STAYS, ticks)[0]) == 3
    assert int(count_in_zone(STAYS, ticks)[-1]) == 1


def test_a_wait_stands_before_its_step_until_it_starts():
    ticks = quarters(WINDOW.since_us, WINDOW.since_us + 10 * HOUR_US)
    waiting = count_waiting(STAYS, ticks)
    assert [int(waiting["yard_in"][4 * hour]) for hour in (0, 1, 2, 3, 4)] == [1, 1, 1, 1, 0]
    assert int(waiting[AT_END][4 * 2]) == 1


def test_a_day_says_what_it_left_over():
    days = list_days(read_stays(EXAMPLE, log_of(ONE, TURNED, served("d", ("payment", 30, 31)))))
    assert [(d.day, d.arrived, d.left, d.turned_back, d.left_over) for d in days] == [
        (DAY - timedelta(days=1), 3, 0, 0, 3),  # they came at the cut-off, which is of that day
        (DAY, 0, 1, 1, 1),
        (DAY + timedelta(days=1), 0, 0, 0, None),
    ]


def test_who_has_no_start_on_record_has_no_known_wait():
    desk = [
        row("e", 1, "declared", -5, procedure="export", place="main_road"),
        *(
            row("e", seq, "confirmed", hour, step=step)
            for seq, (step, hour) in enumerate(
                {"border_guard_in": 1, "customs_in": 2, "exit_border_guard": 4, "exit_customs": 5}
                .items(), start=2)
        ),
    ]  # fmt: skip
    (group,) = list_groups(read_stays(EXAMPLE, log_of(desk)), "all")
    assert group.stay.mean_s == 3 * HOUR_S
    assert group.wait.count == 0
    assert group.wait.mean_s is None


@pytest.mark.parametrize("by", ["gate", "place", "class", "goods", "procedure", "all"])
def test_an_empty_log_has_no_groups(by):
    stays = read_stays(EXAMPLE, EventLog("example", log_of([]).table))
    assert list_groups(stays, by) == ()
    assert list_steps(stays) == ()
    assert list_days(stays) == ()
    assert count_in_yards(stays, quarters(0, HOUR_US)) == {}

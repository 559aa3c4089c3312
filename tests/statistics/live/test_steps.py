"""Steps of a visit and who is late: since when each could be given, and what is usual today."""

from datetime import date

import pytest

from cuakhau.statistics.live.late import LateTally
from cuakhau.statistics.live.steps import LEAST_GIVEN, StepFacts, find_p90, read_steps
from cuakhau.zone.bulletin.day import Window
from movement.rows import LANG_SON, at, declared, given, visit_of

DAY_OF = date(2025, 12, 15)
IN_GATE = [
    given("registration", 0),
    given("health_check", 1),
    given("border_guard_in", 2),
    given("customs_in", 3),
]
DAY = Window(None, at(-600), at(600))


def facts(*events, arrived=3):
    return read_steps(LANG_SON, visit_of(declared(), *events), at(arrived))


def test_a_step_waits_from_the_moment_it_could_be_given():
    pending = dict(facts(*IN_GATE, given("yard_in", 20)).pending)
    assert "yard_in" not in pending
    assert "border_guard_in" not in pending
    assert all(since_us in (at(3), at(20)) for since_us in pending.values())


def test_of_a_vehicle_on_the_road_nothing_is_awaited():
    assert read_steps(LANG_SON, visit_of(declared(), *IN_GATE), None) == StepFacts()


def test_what_was_given_before_the_vehicle_was_in_measures_no_agency():
    steps = {step for step, _, _ in facts(*IN_GATE, given("yard_in", 20)).given}
    assert steps == {"yard_in"}


def test_how_long_a_step_took_counts_from_what_it_requires():
    [(step, length_us, when)] = facts(*IN_GATE, given("yard_in", 20)).given
    assert (step, length_us, when) == ("yard_in", at(17) - at(0), at(20))


def test_a_step_before_what_it_requires_is_out_of_order():
    early = facts(*IN_GATE, given("yard_out_customs", 5), given("yard_in", 20)).early
    assert early == (("yard_out_customs", at(5)),)


def test_selection_is_left_out():
    names = {step for step, _ in facts(*IN_GATE, given("yard_in", 20)).pending}
    secret = {step.id for step in LANG_SON.steps if step.secret}
    assert secret
    assert not names & secret


def test_whether_selection_was_given_shows_nowhere():
    way = [*IN_GATE, given("yard_in", 20)]
    selected = given("selection", 25, agency="customs")
    assert facts(*way, selected) == facts(*way)


@pytest.mark.parametrize(
    ("lengths", "p90"),
    [([1] * (LEAST_GIVEN - 1), None), (list(range(1, 21)), 18), (list(range(1, 101)), 90)],
)
def test_nine_in_ten(lengths, p90):
    assert find_p90(lengths) == p90


def tally(*waiting, given_minutes=range(1, 21), limit=None):
    late = LateTally(LANG_SON.at(DAY_OF), DAY, at(100))
    for number, minutes in enumerate(given_minutes):
        length_us = minutes * 60_000_000
        late.take(f"g{number}", StepFacts(given=(("yard_in", length_us, at(50)),)), is_there=False)
    for subject, since in waiting:
        late.take(
            subject, StepFacts(pending=(("yard_in", at(since)),), limit_us=limit), is_there=True
        )
    return late


def test_overdue_is_longer_than_nine_in_ten_took_today():
    late = tally(("slow", 81), ("quick", 83))
    [load] = late.list_steps()
    assert (load.waiting, load.overdue, load.given, load.oldest_us) == (2, 1, 20, at(81))
    assert [one.subject for one in late.list_late(8)] == ["slow"]


def test_where_a_step_was_given_too_seldom_nobody_is_late():
    [load] = tally(("slow", 0), given_minutes=range(1, 20)).list_steps()
    assert (load.overdue, load.p90_us) == (0, None)


def test_a_vehicle_beyond_its_stay_is_late_whatever_the_steps():
    late = tally(("old", 99), given_minutes=(), limit=at(90))
    assert [(one.subject, one.step) for one in late.list_late(8)] == [("old", None)]


def test_nothing_is_awaited_of_a_vehicle_that_has_gone():
    late = tally()
    late.take("gone", StepFacts(pending=(("yard_in", at(1)),)), is_there=False)
    assert late.list_steps() == []

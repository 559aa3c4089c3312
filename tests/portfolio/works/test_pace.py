"""When a project will be done, by its own pace."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cuakhau.portfolio.works.rules.pace import curve, earned_day, forecast, forecast_of
from cuakhau.portfolio.works.rules.project import Project, Stage
from portfolio.works.examples import line

BEGINS = date(2023, 1, 1)


def even(days, parts=10):
    """Plan the same volume for every tenth of the days."""
    return [
        line("scheduled", 1, BEGINS + timedelta(days=days * (n + 1) // parts)) for n in range(parts)
    ]


@given(st.integers(50, 200), st.integers(3, 9))
def test_who_builds_at_half_the_pace_needs_twice_the_time(step, done):
    plan = even(step * 10)
    slow = [line("accepted", 1, BEGINS + timedelta(days=2 * step * (n + 1))) for n in range(done)]
    told = forecast([*plan, *slow], BEGINS)
    assert abs((told.expected - (BEGINS + timedelta(days=step * 20))).days) <= 2
    assert told.earliest <= told.expected <= told.latest
    assert abs(told.pace - 0.5) < 0.01
    assert told.late_days > 0


@given(st.lists(st.tuples(st.integers(20, 120), st.integers(1, 30)), min_size=3, max_size=6))
def test_the_interval_holds_the_forecast_and_an_uneven_past_widens_it(steps):
    day, lines = BEGINS, even(900)
    for passed, tenths in steps:
        day += timedelta(days=passed)
        lines.append(line("accepted", tenths / 10, day))
    told = forecast(lines, BEGINS)
    assert told.earliest <= told.expected
    assert told.latest is None or told.expected <= told.latest


def test_too_little_past_says_nothing():
    plan = even(500)
    two = [line("accepted", 1, BEGINS + timedelta(days=50 * n)) for n in (1, 2)]
    three = [*two, line("accepted", 1, BEGINS + timedelta(days=150))]
    assert forecast([*plan, *two], BEGINS) is None
    assert forecast([*plan, *three], None) is None
    assert forecast(three, BEGINS) is None
    assert forecast([*plan, *three], BEGINS).late_days == 0
    handed_over = Project(
        code="a",
        name="a",
        stages=(
            Stage(kind="ground_breaking", done=BEGINS),
            Stage(kind="hand_over", done=BEGINS + timedelta(days=160)),
        ),
    )
    assert forecast_of(handed_over, [*plan, *three]) is None


def test_what_is_earned_is_read_off_the_planned_curve():
    planned = curve(even(100), ("scheduled",))
    assert earned_day(planned, BEGINS, 0) == BEGINS
    assert earned_day(planned, BEGINS, planned[4][1]) == BEGINS + timedelta(days=50)
    assert earned_day(planned, BEGINS, planned[-1][1] * 2) == planned[-1][0]

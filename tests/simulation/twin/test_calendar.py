"""Calendars: joined step by step, cut by closures, and as the zone says at each minute."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cuakhau.simulation.network.steps import as_steps, combine
from cuakhau.simulation.twin.calendar import list_spans
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.hours import state_at
from cuakhau.zone.types import Closure, Hours
from cuakhau.zone.zone import Zone

MINUTE_US = 60_000_000
SOME_DAY = date(2025, 6, 4)  # a Wednesday without a holiday on either side
quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
spans = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 10)), max_size=6
).map(lambda parts: _apart(parts))  # fmt: skip


def _apart(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found, at = [], 0
    for gap, length in parts:
        begin = at + gap + 1
        at = begin + length
        found.append((begin, at))
    return found


def value_at(steps: list[tuple[int, int]], at: int) -> int:
    return [number for begin, number in steps if begin <= at][-1]


@given(st.lists(spans, min_size=1, max_size=4))
def test_a_joined_calendar_says_at_each_instant_what_its_parts_say(parts):
    calendars = [as_steps(one) for one in parts]
    joined = combine(calendars, sum)
    assert joined[0][0] == 0
    assert all(one[0] < other[0] for one, other in zip(joined, joined[1:], strict=False))
    assert all(one[1] != other[1] for one, other in zip(joined, joined[1:], strict=False))
    for at in range(0, 400, 3):
        assert value_at(joined, at) == sum(value_at(one, at) for one in calendars)


@given(
    opens=quarters, closes=quarters, side=st.sampled_from(["vn", "cn"]),
    shut_from=quarters, shut_until=quarters,
)  # fmt: skip
def test_spans_are_open_where_the_zone_says_open(
    example: Zone, twin: Twin, opens, closes, side, shut_from, shut_until
):
    if opens >= closes or shut_from >= shut_until:
        return
    hours = Hours(
        place="main_road", side=side, serves="goods", days=(1, 2, 3, 4, 5, 6, 7),
        opens=opens, closes=closes,
    )  # fmt: skip
    closure = Closure(
        place="north_gate", side=side, reason="x", daily_from=shut_from, daily_until=shut_until
    )
    zone = replace(
        example,
        hours=(hours,),
        closures=(closure,),
        version=f"{opens}{closes}{shut_from}{shut_until}",
    )
    window = Window(zone, twin, SOME_DAY, 2)
    found = list_spans(window, ("main_road",), side)
    start = datetime.combine(SOME_DAY, time(0), UTC) - timedelta(hours=7)
    for minute in range(0, 48 * 60, 15):
        at = start + timedelta(minutes=minute)
        inside = any(begin <= minute * MINUTE_US < end for begin, end in found)
        assert inside == (state_at(zone, "main_road", side, at).state == "open")

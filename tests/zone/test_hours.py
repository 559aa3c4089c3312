"""Open, closed or unknown: each side in its own time, and never a guess."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cuakhau.zone.hours import (
    Passage,
    find_holiday,
    find_next_opening,
    state_at,
    state_of_both,
)
from cuakhau.zone.load import from_files, load
from zone.conftest import ZONES, edited, example_files

HANOI, BEIJING = ZoneInfo("Asia/Ho_Chi_Minh"), ZoneInfo("Asia/Shanghai")
FRUIT_OUT = Passage(direction="export", goods="fruit")
ORE_OUT = Passage(direction="export", goods="ore")
ALWAYS = "days = [1, 2, 3, 4, 5, 6, 7]"


@pytest.fixture(scope="module")
def lang_son():
    return load(ZONES / "lang-son")


def small(*edits):
    return from_files("example", edited(example_files(), *edits))


def hanoi(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2014-06-10 16:29", "open"),
        ("2014-06-10 16:30", "closed"),
        ("2015-06-10 16:30", "open"),
        ("2015-06-10 18:00", "closed"),
        ("2024-03-16 18:30", "closed"),
        ("2024-03-17 18:30", "open"),
        ("2024-03-17 20:00", "closed"),
        ("2024-03-18 06:59", "closed"),
        ("2024-08-22 19:59", "open"),
    ],
)
def test_the_hours_of_huu_nghi_changed_twice(lang_son, at, state):
    assert state_at(lang_son, "huu_nghi", "vn", hanoi(at)).state == state


def test_hours_agreed_to_be_longer_leave_the_evening_unknown(lang_son):
    states = {
        at: state_at(lang_son, "hn_1116_1117", "vn", hanoi(f"2025-06-10 {at}")).reason
        for at in ("08:00", "19:59", "20:30")
    }
    assert states == {"08:00": "hours", "19:59": "hours", "20:30": "beyond_known_hours"}


@pytest.mark.parametrize("place", ["chi_ma", "tt_1088_2_1089", "na_hinh"])
def test_unpublished_hours_are_unknown(lang_son, place):
    answer = state_at(lang_son, place, "vn", hanoi("2024-08-22 10:00"))
    assert (answer.state, answer.reason, answer.row) == ("unknown", "no_hours", None)


def test_a_place_that_is_no_more_is_unknown(lang_son):
    answer = state_at(lang_son, "tan_thanh", "vn", hanoi("2025-06-10 10:00"))
    assert (answer.state, answer.reason) == ("unknown", "no_such_place")


def test_china_is_an_hour_ahead(lang_son):
    at_eight_in_beijing = datetime(2019, 6, 11, 8, tzinfo=BEIJING)
    assert at_eight_in_beijing.astimezone(HANOI).hour == 7
    assert state_at(lang_son, "tan_thanh", "cn", at_eight_in_beijing).state == "open"
    before = at_eight_in_beijing - timedelta(minutes=1)
    assert state_at(lang_son, "tan_thanh", "cn", before).state == "closed"


def test_tan_thanh_works_longer_on_the_chinese_side_from_december_2020(lang_son):
    for year, state in ((2019, "closed"), (2021, "open")):
        at = datetime(year, 6, 11, 19, tzinfo=BEIJING)
        assert state_at(lang_son, "tan_thanh", "cn", at).state == state


@pytest.mark.parametrize(
    ("at", "state"),
    [("06:59", "closed"), ("07:00", "open"), ("19:59", "open"), ("20:00", "closed")],
)
def test_one_gets_through_only_where_both_sides_work(at, state):
    assert state_of_both(small(), "north_gate", hanoi(f"2024-08-22 {at}")) == state


@pytest.mark.parametrize(
    ("at", "closed"),
    [
        ("06:59", True),  # before the hours
        ("07:00", True),  # the exchange
        ("10:00", False),
        ("16:29", False),
        ("16:30", True),  # the second stop of the day
        ("17:00", False),
    ],
)
def test_stops_by_the_hour_in_april_2025(lang_son, at, closed):
    answer = state_at(lang_son, "hn_1119_1120", "vn", hanoi(f"2025-04-15 {at}"))
    assert (answer.state == "closed") is closed


def test_tet_closes_every_gate(lang_son):
    for place in ("huu_nghi", "chi_ma", "tan_thanh"):
        answer = state_at(lang_son, place, "vn", hanoi("2023-01-25 10:00"))
        assert (answer.state, answer.reason) == ("closed", "closure")
    assert state_at(lang_son, "huu_nghi", "vn", hanoi("2023-01-28 10:00")).state == "open"


def test_a_closure_for_fruit_lets_ore_through(lang_son):
    at = hanoi("2022-02-20 10:00")
    assert state_at(lang_son, "huu_nghi", "vn", at, FRUIT_OUT).state == "closed"
    assert state_at(lang_son, "huu_nghi", "vn", at, ORE_OUT).state == "open"
    fruit_in = Passage(direction="import", goods="fruit")
    assert state_at(lang_son, "huu_nghi", "vn", at, fruit_in).state == "open"


def test_a_closed_gate_closes_its_routes_and_yards(lang_son):
    at = datetime(2026, 2, 16, 10, tzinfo=BEIJING)
    for place in ("hn_1116_1117", "cn_1104_1105", "bao_nguyen"):
        assert state_at(lang_son, place, "cn", at).reason == "closure"


def test_a_public_holiday_is_unknown_until_a_row_speaks_of_it(lang_son):
    for at, state in (("2024-04-30 10:00", "unknown"), ("2024-09-02 10:00", "open")):
        answer = state_at(lang_son, "huu_nghi", "vn", hanoi(at))
        assert answer.state == state
    assert state_at(lang_son, "huu_nghi", "vn", hanoi("2024-04-30 21:00")).state == "closed"


def test_a_row_may_say_that_holidays_are_free():
    zone = small(("zone.toml", ALWAYS, f'{ALWAYS}\non_holidays = "closed"'))
    answer = state_at(zone, "north_gate", "vn", hanoi("2024-09-02 10:00"))
    assert (answer.state, answer.reason, answer.holiday) == ("closed", "holiday", date(2024, 9, 2))


def test_holidays_are_those_of_the_side(lang_son):
    assert find_holiday(lang_son, "vn", date(2024, 10, 1)) is None
    assert find_holiday(lang_son, "cn", date(2024, 10, 1)) == "National Day"
    assert find_holiday(lang_son, "cn", date(2024, 10, 1), "zh") == "国庆节"
    assert find_holiday(lang_son, "vn", date(2024, 9, 2), "vi") == "Quốc khánh"


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="offset"):
        state_at(small(), "north_gate", "vn", datetime(2024, 8, 22, 10))  # noqa: DTZ001


def test_the_next_opening_is_tomorrow_morning():
    opening = find_next_opening(small(), "north_gate", "vn", hanoi("2024-08-22 21:00"))
    assert opening == hanoi("2024-08-23 07:00")


def test_the_next_opening_is_after_tet():
    opening = find_next_opening(small(), "north_gate", "vn", hanoi("2025-01-27 21:00"))
    assert opening == hanoi("2025-02-02 07:00")  # 1 February is a holiday that no row speaks of


def test_what_is_open_opens_now_and_what_is_unknown_never(lang_son):
    now = hanoi("2024-08-22 10:00")
    assert find_next_opening(lang_son, "huu_nghi", "vn", now) == now
    assert find_next_opening(lang_son, "chi_ma", "vn", now) is None


def test_summer_time_keeps_the_wall_clock():
    zone = small(("zone.toml", "Asia/Ho_Chi_Minh", "Europe/Warsaw"))
    winter, summer = (
        find_next_opening(zone, "north_gate", "vn", datetime(2026, 3, day, 20, tzinfo=UTC))
        for day in (27, 28)  # summer time began on 29 March 2026
    )
    assert (winter.hour, summer.hour) == (7, 7)
    assert summer.astimezone(UTC) - winter.astimezone(UTC) == timedelta(hours=23)


def test_an_opening_in_the_skipped_hour_is_moved_behind_it():
    zone = small(
        ("zone.toml", "Asia/Ho_Chi_Minh", "Europe/Warsaw"), ("zone.toml", '"07:00"', '"02:30"')
    )
    opening = find_next_opening(zone, "north_gate", "vn", datetime(2026, 3, 28, 23, tzinfo=UTC))
    assert opening.isoformat() == "2026-03-29T03:30:00+02:00"


def test_hours_until_midnight_reach_midnight():
    zone = small(("zone.toml", 'closes = "20:00"', 'closes = "00:00"'))
    assert state_at(zone, "north_gate", "vn", hanoi("2024-08-22 23:59")).state == "open"
    assert state_at(zone, "north_gate", "vn", hanoi("2024-08-23 00:00")).state == "closed"


def test_other_weekdays_are_closed():
    zone = small(("zone.toml", ALWAYS, "days = [1, 2, 3, 4, 5]"))
    saturday = hanoi("2024-08-24 10:00")
    assert state_at(zone, "north_gate", "vn", saturday).state == "closed"
    assert find_next_opening(zone, "north_gate", "vn", saturday) == hanoi("2024-08-26 07:00")

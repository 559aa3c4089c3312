"""Periods are read as they are written, and a year before keeps the end of a month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.trade.periods import (
    NotAPeriod,
    Period,
    name_period,
    of_months,
    period_before,
    read_period,
    write_period,
    year_after,
    year_before,
)

MONTHS = st.integers(1, 12).flatmap(lambda a: st.tuples(st.just(a), st.integers(a, 12)))
WHOLE = st.builds(lambda y, m: of_months(y, *m), st.integers(1990, 2090), MONTHS)
DAYS = st.builds(
    lambda first, more: Period(first, first + timedelta(days=more)),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(0, 800),
)


@given(WHOLE | DAYS)
def test_a_period_is_read_as_it_was_written_and_the_one_before_ends_the_day_before(period):
    assert read_period(write_period(period)) == period
    before = period_before(period)
    assert before.last + timedelta(days=1) == period.first
    assert before.months == period.months or None in (before.months, period.months)


@given(WHOLE)
def test_the_year_before_of_whole_months_is_whole_months_and_comes_back(period):
    assert year_after(year_before(period)) == period
    assert year_before(period).months == period.months


def test_periods_have_the_words_of_each_language():
    assert [name_period(read_period("2018Q1"), one) for one in ("vi", "en", "zh")] == [
        "quý I năm 2018",
        "first quarter of 2018",
        "2018年第一季度",
    ]
    assert name_period(read_period("2024M9"), "vi") == "9 tháng đầu năm 2024"
    assert name_period(read_period("2024H1"), "zh") == "2024年上半年"


@pytest.mark.parametrize("text", ["", "2018Q5", "2018-13", "2018-02-30", "2018-02-02..2018-02-01"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(NotAPeriod):
        read_period(text)

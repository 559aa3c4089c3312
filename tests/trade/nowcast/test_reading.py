"""A file is read by its columns; what is wrong names its row; unknown stays unknown."""

from datetime import date, timedelta

import numpy as np
import pytest

from cuakhau.trade.nowcast import Calendar, NotForecast
from cuakhau.trade.nowcast.months.days import expect_month
from cuakhau.trade.nowcast.months.panel import month_of
from cuakhau.trade.nowcast.months.reading import Columns, add_up_file, read_day, read_file

TODAY = date(2024, 8, 22)
PLAIN = Columns(date=("month",), value="value", by=("gate",))


def write(folder, *lines, header="gate,month,value"):
    file = folder / "months.csv"
    file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text", ["2024-08", "2024-8", "202408", "2024/08/01", "8/2024", "20240801"]
)
def test_a_month_is_read_as_people_write_it(text):
    assert read_day(text) == date(2024, 8, 1)


@pytest.mark.parametrize(
    ("rule", "lines", "row"),
    [
        ("N2", ["a,2024-01,1", "a,2024-13,1"], 3),
        ("N3", ["a,2024-01,1", "a,2024-02,1.234.567"], 3),
        ("N3", ["a,2024-01,nan"], 2),
        ("N4", ["a,2024-01,1", "a,2024-02,-4"], 3),
        ("N5", ["a,2024-01,1", "b,2024-01,1", "a,01/2024,2"], 4),
        ("N6", ["a,2024-01,1", "a,2024-09,1"], 3),
    ],
)
def test_what_is_wrong_names_its_rule_and_its_row(tmp_path, rule, lines, row):
    with pytest.raises(NotForecast) as refusal:
        read_file(write(tmp_path, *lines), PLAIN, TODAY)
    assert refusal.value.rule == rule
    for language in ("vi", "en", "zh"):
        assert str(row) in refusal.value.reason(language)
        assert refusal.value.cure(language)


def test_no_column_no_row_and_no_table_are_told(tmp_path):
    with pytest.raises(NotForecast, match="N1"):
        read_file(write(tmp_path, "a,2024-01,1"), Columns(date=("when",), value="value"), TODAY)
    with pytest.raises(NotForecast, match="N14"):
        read_file(write(tmp_path), PLAIN, TODAY)
    with pytest.raises(NotForecast, match="N15"):
        read_file(write(tmp_path, "a,2024-01,1", "a,2024-02,1,9"), PLAIN, TODAY)


def test_rows_that_are_parts_are_added_and_an_unknown_part_makes_the_month_unknown(tmp_path):
    file = write(tmp_path, "a,2024-01,1", "a,2024-01,2", "a,2024-03,5", "a,2024-03,", "b,2024-03,4")
    panel = add_up_file(file, PLAIN, TODAY).panel
    assert panel.names == ("a", "b")
    assert panel.values[:, 0].tolist() == pytest.approx([3, np.nan, np.nan], nan_ok=True)
    assert panel.values[:, 1].tolist() == pytest.approx([np.nan, np.nan, 4], nan_ok=True)


def test_year_and_month_apart_and_a_month_that_is_not_over(tmp_path):
    file = write(tmp_path, "2024,7,1", "2024,8,9", header="year,month,value")
    read = read_file(file, Columns(date=("year", "month"), value="value"), TODAY)
    assert read.open_month == month_of(TODAY)
    assert read.panel.values.tolist() == [[1.0]]


def make_days(first, last):
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    return {day: 60.0 if day.weekday() == 6 else 100.0 for day in days}


def test_days_make_months_only_where_each_is_known(tmp_path):
    days = make_days(date(2024, 5, 1), date(2024, 8, 20))
    del days[date(2024, 6, 11)]
    file = write(tmp_path, *(f"a,{day},{value}" for day, value in days.items()))
    read = read_file(file, PLAIN, TODAY)
    assert read.open_month == month_of(TODAY)
    may, june, july = read.panel.values[-3:, 0]
    assert (may, july) == (31 * 100 - 4 * 40, 31 * 100 - 4 * 40)
    assert np.isnan(june)


def test_a_month_that_has_begun_goes_on_by_its_weekdays():
    days = make_days(date(2024, 1, 1), date(2024, 8, 20))
    month = expect_month(days, date(2024, 8, 20), Calendar(("US",)))
    whole = 31 * 100 - 4 * 40
    assert month.known == sum(days[date(2024, 8, day)] for day in range(1, 21))
    assert month.expected == pytest.approx(whole, rel=0.01)
    assert month.past_months >= 6
    assert 0 < month.deviation < 0.03
    closed = expect_month(
        days, date(2024, 8, 20), Calendar(("US",)), ((date(2024, 8, 26), date(2024, 8, 31)),)
    )
    assert closed.expected == pytest.approx(whole - 600, rel=0.01)


def test_three_weeks_are_too_few_days():
    with pytest.raises(NotForecast, match="N16"):
        expect_month(make_days(date(2024, 8, 1), date(2024, 8, 20)), TODAY, Calendar())

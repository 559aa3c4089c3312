"""Why there is no forecast: rules N1, N2 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotForecast(Refusal):
    """A rule of forecasting said no."""


def n1_columns_are_there() -> None:
    """The file has no column “{column}”; it has {columns}.

    Cure: Name its columns by --by, --date and --value; year and month apart: --date year,month.
    """


def n2_a_month_is_a_month() -> None:
    """“{value}” in row {row} is no month.

    Cure: Write it as 2024-08, 2024-08-01, 202408 or 8/2024.
    """


def n3_a_value_is_a_number() -> None:
    """“{value}” in row {row} is no number.

    Cure: Write it without thousands separators, with a decimal point; leave it blank if unknown.
    """


def n4_no_value_below_zero() -> None:
    """The value in row {row} is below zero: {value}.

    Cure: Settle the row at its source: turnover, weight and vehicles are never below zero.
    """


def n5_a_month_stands_once() -> None:
    """“{series}” has {month} twice, so far as row {row}.

    Cure: Take one of the rows out, or add --sum if they are parts of one month.
    """


def n6_no_month_to_come() -> None:
    """{month} in row {row} has not begun yet.

    Cure: Take out what is a plan and not a fact.
    """


def n7_two_years_are_known() -> None:
    """Only {known} months of {span} are known; a forecast needs {fewest} of {shortest}.

    Cure: Give more months. What is shown is the same month of last year, where it is known.
    """


def n8_something_changes() -> None:
    """The value has not changed in {known} months, so there is nothing to learn.

    Cure: Look whether the source repeats itself. The value goes on, without an interval.
    """


def n9_something_is_known() -> None:
    """No value is known.

    Cure: Look whether the column is the right one.
    """


def n10_so_many_months_ahead() -> None:
    """{ahead} months ahead cannot be forecast.

    Cure: Ask for 1 to {most}.
    """


def n11_holidays_are_known() -> None:
    """The holidays of “{country}” are not known here.

    Cure: Give two letters of ISO 3166, such as vn,cn.
    """


def n12_still_going_on() -> None:
    """The last month known is {month}, {months} months before the end of the others.

    Cure: Give the newer months, or leave the series out if it has ended.
    """


def n13_so_many_series() -> None:
    """{series} series are more than are forecast at once.

    Cure: Ask for at most {most}; choose a coarser --by.
    """


def n14_nothing_is_read() -> None:
    """The file has no rows below its header.

    Cure: Choose another file.
    """


def n15_the_file_is_a_table() -> None:
    """The file cannot be read as a table: {because}.

    Cure: Save it as CSV in UTF-8 with one header row.
    """


def n16_four_weeks_are_known() -> None:
    """Only {known} days are known; a month is expected from {fewest} days on.

    Cure: Give more days of before.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> NotForecast:
    """Make the refusal that a rule speaks."""
    return NotForecast(rule=number_of(rule), texts=texts_of(rule), facts=facts)

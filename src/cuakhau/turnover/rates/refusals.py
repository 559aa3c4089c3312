"""Why a rate of a currency is not taken: rules F81, F82 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class RateRefused(Refusal):
    """A rule of rates said no: nothing was kept."""


def f81_rate_is_a_number() -> None:
    """“{rate}” is no rate above zero.

    Cure: Write how many units of the currency one US dollar is, such as 25450 or 7.12.
    """


def f82_currency_is_a_code() -> None:
    """“{currency}” is no currency that is told in dollars.

    Cure: Write three letters, such as VND, CNY or THB; dollars need no rate.
    """


def f83_day_is_past_or_today() -> None:
    """“{day}” is no day until today.

    Cure: Write the day that the source says the rate is of, such as 2024-08-22.
    """


def f84_source_is_named() -> None:
    """The rate names no source.

    Cure: Write who says it and where, such as the bank and the number of its notice.
    """


def f85_rate_is_near_the_one_before() -> None:
    """The rate {rate} of {currency} lies far from {known} on {day}.

    Cure: Look whether it is written the other way round, or its point stands elsewhere; rates are
        units of the currency for one dollar.
    """


def f86_file_reads_as_rates() -> None:
    """{count} rows of the file are no rates; the first is row {row}: {because}

    Cure: Correct these rows and send the whole file again: currency, day, rate, source.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> RateRefused:
    """Make the refusal that a rule speaks."""
    return RateRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)

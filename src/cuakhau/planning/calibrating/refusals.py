"""Why a log is not calibrated on: rules P61, P62 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class FitRefused(Refusal):
    """A rule of calibration said no."""


def p61_log_has_a_day() -> None:
    """In the log of {zone} no vehicle arrived on a whole day.

    Cure: Give a log of at least one day, from the morning to the evening.
    """


def p62_log_is_of_the_zone() -> None:
    """{file} is no log of {zone}: {problem}

    Cure: Give a file that `cuakhau simulate … --out` or an export of the log wrote.
    """


def p63_log_has_days_enough() -> None:
    """The log of {zone} has {days} whole days; {wanted} are needed to fit and to hold out.

    Cure: Give a longer log, or hold out fewer days.
    """


def p64_twin_has_targets() -> None:
    """The twin of {zone} names no published figure to be measured against.

    Cure: Add [[target]] rows with their sources to twin.toml.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> FitRefused:
    """Make the refusal that a rule speaks."""
    return FitRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)

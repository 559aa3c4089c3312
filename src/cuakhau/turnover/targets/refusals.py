"""Why a target is not taken: rules V41, V42 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class TargetRefused(Refusal):
    """A rule of targets said no."""


def v41_amount_is_a_number() -> None:
    """“{amount}” is no amount above zero.

    Cure: Write a number, such as 3800, in the unit beside the field.
    """


def v42_year_is_a_year() -> None:
    """“{year}” is no year that targets are set for.

    Cure: Write a year from {least} to {most}.
    """


def v43_scope_is_known() -> None:
    """The scope “{scope}” has no facts here, so that nothing could attain its target.

    Cure: Choose a scope of the list; turnover of two scopes is never taken together.
    """


def v44_source_is_named() -> None:
    """The target names no document.

    Cure: Write its number and day, such as “NQ 45/NQ-HĐND, 8/12/2023”.
    """


def v45_day_is_a_day() -> None:
    """“{day}” is no day.

    Cure: Choose a day in the calendar of the form.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> TargetRefused:
    """Make the refusal that a rule speaks."""
    return TargetRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)

"""Why an experiment is not made: rules P41, P42 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class PlanRefused(Refusal):
    """A rule of planning said no."""


def p41_at_least_one_day() -> None:
    """{days} days cannot be simulated.

    Cure: Ask for 1 to {most} days.
    """


def p42_at_least_one_run() -> None:
    """{runs} replications cannot be run.

    Cure: Ask for 1 to {most}; intervals need at least 2, and 10 are a good beginning.
    """


def p43_ray_is_installed() -> None:
    """Ray, which spreads runs over a cluster, is not installed.

    Cure: Run `pip install 'cuakhau[ray]'`, or leave Ray out: the cores of this machine are used.
    """


def p44_scenarios_differ_in_name() -> None:
    """Two scenarios are called “{name}”, so the answer could not tell them apart.

    Cure: Give each file a name of its own.
    """


def p48_somebody_comes() -> None:
    """In the log {file} nobody comes on these days: {first_day}, {days} days.

    Cure: Choose days that the log covers.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> PlanRefused:
    """Make the refusal that a rule speaks."""
    return PlanRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)

"""Why no process map is made of a log: rules Q1, Q2 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class ProcessRefused(Refusal):
    """A rule of process maps and exports said no."""


def q1_log_is_of_the_zone() -> None:
    """{file} is no log of {zone}: {problem}

    Cure: Give a log of this zone as Parquet, or name the zone that the log is of.
    """


def q2_log_has_visits() -> None:
    """The log of {zone} has no visit in which anything happened.

    Cure: Give a log with rows of visits, or choose other days or filters.
    """


def q3_names_are_few() -> None:
    """The log names {count} different words as {what}; at most {most} can be told apart.

    Cure: Check whether free text was written where the id of a step or of an agency belongs.
    """


def q4_export_is_whole() -> None:
    """The export would not be whole: {problem}

    Cure: Nothing was written. Check the log with `cuakhau verify`, and report what this says.
    """


def q5_ending_is_known() -> None:
    """{file} does not say in which form the log is to be written.

    Cure: End the name in .json or .sqlite for OCEL 2.0, or in .xes for XES.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> ProcessRefused:
    """Make the refusal that a rule speaks."""
    return ProcessRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)

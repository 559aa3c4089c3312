"""Why a run is not taken or not shown: rules P91, P92 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.planning.experiments.refusals import PlanRefused
from cuakhau.zone.refusal import number_of, texts_of


def p91_zone_has_a_twin() -> None:
    """The zone “{zone}” has no twin in this version, so there is nothing to run.

    Cure: Write `twin.toml` beside `zone.toml`, check it with `cuakhau zone check`, and start the
    server again.
    """


def p92_pages_run_a_month() -> None:
    """{days} days are more than a page runs at once.

    Cure: Ask for 1 to {most} days here; `cuakhau simulate` runs years.
    """


def p93_pages_run_so_many_times() -> None:
    """{reps} replications are not what a page runs.

    Cure: Ask for 2 to {most}; 10 are a good beginning.
    """


def p94_run_is_over() -> None:
    """The run is not over, so there is nothing to compare yet.

    Cure: Wait until it is done, or start it again where it was stopped.
    """


def p95_five_side_by_side() -> None:
    """{chosen} runs do not fit side by side.

    Cure: Choose 1 to {most}.
    """


def p96_a_file_is_a_scenario() -> None:
    """The file is no text of a scenario.

    Cure: Choose a TOML file in UTF-8 of at most {most} signs.
    """


def p97_same_days_are_compared() -> None:
    """The runs are not of the same days, number of replications and luck, so pairs have no meaning.

    Cure: Compare runs of the same first day, days, seed and replications.
    """


def p98_day_is_a_day() -> None:
    """“{day}” is no day.

    Cure: Choose a day in the calendar of the form.
    """


def p99_yesterdays_files_are_kept() -> None:
    """The version {version} of the zone, on which this was run, is no longer kept with its files.

    Cure: Run it as a new one on the zone of today.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> PlanRefused:
    """Make the refusal that a rule speaks."""
    return PlanRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)

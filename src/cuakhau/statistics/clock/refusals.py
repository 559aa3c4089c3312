"""Why a clock is not read or not shown: rules L1, L2 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class ClockRefused(Refusal):
    """A rule of the whole clock said no."""


def l1_log_is_of_the_zone() -> None:
    """This is no log of {zone}: {problem}

    Cure: Give a file that `cuakhau simulate … --out` or an export of the log of this zone wrote.
    """


def l2_grouping_is_known() -> None:
    """“{word}” is nothing that the clock is grouped by.

    Cure: Choose among {known}, separated by commas.
    """


def l3_channel_is_not_in_a_log() -> None:
    """The channel is no column of the log: only the agency that selects may see it.

    Cure: Look as the agency that selects: --for customs; or group by something else.
    """


def l4_log_has_the_visit() -> None:
    """The log has no visit “{visit}”.

    Cure: Take a name from the column `subject` of the log.
    """


def l5_log_has_visits() -> None:
    """No visit in the log of {zone} is over: {open} open, {not_arrived} never came, {no_time} end
    before they began.

    Cure: Give a log that goes on until vehicles have left; --visit tells the time of one that has
    not.
    """


def l6_agency_sets_channels() -> None:
    """“{agency}” sets no channel in {zone}.

    Cure: Look as the agency that does: --for {known}; or group by something else.
    """


def l7_channel_is_on_record() -> None:
    """The journal of {zone} on this server has no channel that {agency} told of these visits.

    Cure: Ask where the desk of {agency} writes; leave LOG out to read that journal itself.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> ClockRefused:
    """Make the refusal that a rule speaks."""
    return ClockRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)

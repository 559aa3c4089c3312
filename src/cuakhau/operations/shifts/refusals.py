"""What is wrong with rows that are entered from paper: rules S1, S2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotEntered(Refusal):
    """Something of a sheet that cannot be taken as it was typed."""


def wrong(rule: Callable[[], None], **facts: Any) -> NotEntered:
    """Make what one of the rules below says."""
    return NotEntered(number_of(rule), texts_of(rule), facts)


def s1_sheet_was_printed() -> None:
    """No sheet {value} was printed for this desk.

    Cure: Read the number at the top of the sheet again.
    """


def s2_row_is_on_the_sheet() -> None:
    """A sheet has the rows 1 to {most}.

    Cure: Read the number of the row again.
    """


def s3_row_is_entered_once() -> None:
    """Row {row} of sheet {sheet} was entered already, for {subject}.

    Cure: Leave it out; if it was entered wrongly, correct it on the page of the visit.
    """


def s4_row_stands_once() -> None:
    """The same row of the same sheet stands twice here.

    Cure: Read the numbers of both rows again.
    """


def s5_vehicle_is_known() -> None:
    """No open visit fits “{value}”.

    Cure: Compare it with the sheet; find the visit and type its number.
    """


def s6_step_is_of_the_desk() -> None:
    """This desk does not give that step.

    Cure: Choose one of its steps.
    """


def s7_time_can_be_read() -> None:
    """“{value}” is no time.

    Cure: Type it as 08:15.
    """


def s8_time_is_over() -> None:
    """That time has not come yet.

    Cure: Check the day and the time.
    """


def s9_person_is_of_the_desk() -> None:
    """“{value}” is nobody of this desk.

    Cure: Choose who signed the sheet.
    """


def s10_step_is_not_given_yet() -> None:
    """The step was given to this vehicle already.

    Cure: Leave the row out, or check the vehicle and the step.
    """

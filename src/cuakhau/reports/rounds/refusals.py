"""What a collection round refuses: rules HR1, HR2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotInRound(Refusal):
    """A rule H… said no: nothing was written."""


def not_in_round(rule: Callable[[], None], /, **facts: Any) -> NotInRound:
    """Build the refusal of one of the rules below."""
    return NotInRound(number_of(rule), texts_of(rule), facts)


def hr1_due_day_is_ahead() -> None:
    """The due day "{day}" is no day from {today} on.

    Cure: Choose today or a later day, so that the units can still write.
    """


def hr2_unit_is_known() -> None:
    """ "{unit}" is no unit of this round.

    Cure: Choose at least one unit of the list, and none beside it.
    """


def hr3_missing_are_named() -> None:
    """These units have not sent in, and the approval does not name them: {units}.

    Cure: Remind them and wait, or tick each of them as missing; the report says so.
    """


def hr4_approved_stays() -> None:
    """This round is approved: nothing in it is changed any more.

    Cure: Issue it as it is, or open another round for the same period.
    """


def hr5_words_are_written() -> None:
    """Nothing is written.

    Cure: Write a sentence at least; where nothing happened, say that.
    """


def hr6_numbers_are_cells() -> None:
    """The paragraph writes the number {number} itself, so nobody could open it.

    Cure: Enter it in a cell of the unit, and write its mark in the text, such as {example}.
    """


def hr7_approval_comes_first() -> None:
    """This round is not approved yet.

    Cure: Approve it first; then it is issued.
    """


def hr8_only_what_came_goes_back() -> None:
    """This unit has sent nothing in that could be sent back or commented on.

    Cure: Wait for its text, or remind the unit.
    """


def hr9_somebody_is_to_be_reminded() -> None:
    """Every unit has sent in; nobody is to be reminded.

    Cure: Read the texts, and approve the round or send a text back.
    """


def hr10_who_works_there_sends() -> None:
    """You work in another unit than {unit}.

    Cure: Let somebody of that unit send its text, or have your unit changed by the administrator.
    """

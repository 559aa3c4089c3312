"""What settling and keeping facts refuse: rules F71, F72 …, each with its reason and its cure.

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotSettled(Refusal):
    """A rule said no to what a person wanted of facts that are kept: nothing was changed."""


def not_settled(rule: Callable[[], None], /, **facts: Any) -> NotSettled:
    """Build the refusal of one of the rules below."""
    return NotSettled(number_of(rule), texts_of(rule), facts)


def f71_doubt_is_open() -> None:
    """Row {row} of import {number} was settled already on {day} by {by}.

    Cure: Nothing is needed. What was settled wrongly is put right by a corrected file.
    """


def f72_row_can_be_read_now() -> None:
    """Row {row} still cannot be a fact: {because}

    Cure: Correct the cells that are named, or reject the row.
    """


def f73_mapping_is_saved() -> None:
    """No mapping “{name}” is saved for this zone.

    Cure: Choose one of: {known}; or save this one first.
    """


def f74_act_is_chosen() -> None:
    """Nothing was chosen to be settled, or no act for it.

    Cure: Tick the rows, then accept, correct or reject them.
    """


def f75_whole_file_is_not_corrected() -> None:
    """A doubt about the whole file has no cells that could be corrected.

    Cure: Accept it, or reject it and send a corrected file.
    """

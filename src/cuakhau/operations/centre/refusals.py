"""What the gate-management centre refuses: rules C1, C2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotTaken(Refusal):
    """A rule C… said no: nothing was written."""


def not_taken(rule: Callable[[], None], /, **facts: Any) -> NotTaken:
    """Build the refusal of one of the rules below."""
    return NotTaken(number_of(rule), texts_of(rule), facts)


# -- gates, routes and lanes -------------------------------------------------------------------


def c1_place_and_way_are_known() -> None:
    """There is no such gate, route or lane, side, direction or class of goods.

    Cure: Choose them from the lists of the page; it may have changed since you opened it.
    """


def c2_reason_is_given() -> None:
    """A place is closed or slowed for a reason, and none was chosen.

    Cure: Press the button of a reason; drivers and firms are told it.
    """


def c3_rate_is_whole() -> None:
    """ "{value}" is not a number of vehicles an hour.

    Cure: Write a whole number from 1 to 999, or leave it blank where nobody said one.
    """


def c4_end_is_to_come() -> None:
    """The end {value} is not after the beginning.

    Cure: Choose an end that is still to come, or none.
    """


def c5_undone_in_time() -> None:
    """The two minutes in which this could be taken back are over.

    Cure: Say what holds now instead; both words stay in the log.
    """


def c6_undone_by_its_writer() -> None:
    """Only who wrote this word may take it back.

    Cure: Say what holds now instead; both words stay in the log.
    """


RULES: tuple[Callable[[], None], ...] = (
    c1_place_and_way_are_known,
    c2_reason_is_given,
    c3_rate_is_whole,
    c4_end_is_to_come,
    c5_undone_in_time,
    c6_undone_by_its_writer,
)

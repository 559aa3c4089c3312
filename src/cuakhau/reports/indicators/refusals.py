"""What entering an indicator refuses: rules I1, I2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotEntered(Refusal):
    """A rule I… said no: nothing was entered."""


def not_entered(rule: Callable[[], None], /, **facts: Any) -> NotEntered:
    """Build the refusal of one of the rules below."""
    return NotEntered(number_of(rule), texts_of(rule), facts)


def i1_indicator_is_known() -> None:
    """There is no indicator {indicator} in {period}.

    Cure: Choose one of the list; its definition must have been in force in that period.
    """


def i2_value_is_a_number() -> None:
    """ "{value}" is no number from 0 upward.

    Cure: Write it with digits, such as 1250 or 27.5; leave out the unit.
    """


def i3_source_is_named() -> None:
    """A value without a source is not taken.

    Cure: Name the document, its number and day, or who counted it.
    """


def i4_measured_is_not_entered() -> None:
    """ "{indicator}" is measured from the records, not entered.

    Cure: Enter its target only; a wrong value is mended where it was recorded.
    """

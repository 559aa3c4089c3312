"""What the writing of documents refuses: rules E1, E2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotWritten(Refusal):
    """A rule E… said no: no document was made."""


def not_written(rule: Callable[[], None], /, **facts: Any) -> NotWritten:
    """Build the refusal of one of the rules below."""
    return NotWritten(number_of(rule), texts_of(rule), facts)


def e1_figure_is_known() -> None:
    """The text "{text}" names the figure {name}, which this document does not have.

    Cure: Use one of: {known}.
    """


def e2_numbers_are_figures() -> None:
    """The text "{text}" writes the number {number} itself.

    Cure: Put a figure in its place, so that the number can be opened.
    """


def e3_figure_has_a_source() -> None:
    """The figure "{text}" has no code, definition, query or data version.

    Cure: Take it from the register of figures; a number without a source is in no report.
    """


def e4_period_is_a_period() -> None:
    """ "{text}" is no period.

    Cure: Write a year, quarter, half, nine months, month or day: 2017, 2018Q1, 2018H1, 2018M9,
    2018-03 or 2018-03-31; several with commas.
    """


def e5_kind_is_known() -> None:
    """There is no document of the kind {kind}.

    Cure: Choose one of: {known}.
    """


def e6_document_says_something() -> None:
    """Nothing is recorded of these periods: the document holds no figure, and is not issued.

    Cure: Choose other periods, or import what is missing first.
    """

"""What issuing bulletins and taking day sheets refuse: rules B1, B2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotIssued(Refusal):
    """A rule B… said no: nothing was issued, nothing was taken."""


def not_issued(rule: Callable[[], None], /, **facts: Any) -> NotIssued:
    """Build the refusal of one of the rules below."""
    return NotIssued(number_of(rule), texts_of(rule), facts)


def b1_issued_once() -> None:
    """The bulletin of {day} was issued already and stays as it is.

    Cure: Nothing is needed; what changed since appears in the next bulletin by itself.
    """


def b2_day_is_over() -> None:
    """The day {day} ends at {until}; its bulletin cannot be issued at {now}.

    Cure: Issue it after the cut-off; until then print it without issuing.
    """


def b3_days_in_order() -> None:
    """The bulletin of {later} is issued already, so that of {day} cannot be issued any more.

    Cure: Print it without issuing; issue the days that follow {later}.
    """


def b4_log_has_the_day() -> None:
    """The log of {zone} has no row of {day}.

    Cure: Choose another day or zone; a published day shows with --published.
    """


def b10_sheet_can_be_read() -> None:
    """The day sheet cannot be read: {because}.

    Cure: Send a CSV file in UTF-8 with the columns {columns}.
    """


def b11_day_is_a_day() -> None:
    """ "{value}" is not a day that is over.

    Cure: Write the day as 2024-08-22, once its cut-off has passed.
    """


def b12_place_is_there() -> None:
    """The zone had no place "{value}" on that day.

    Cure: Write the id of a gate or route, such as {some}.
    """


def b13_measure_is_known() -> None:
    """ "{value}" is not a measure of the day sheet.

    Cure: Write one of {words}.
    """


def b14_direction_and_goods_fit() -> None:
    """ "{value}" cannot be counted: the direction is export, import or blank, and goods need one.

    Cure: Write a direction, and goods from the zone's list or none.
    """


def b15_amount_is_whole() -> None:
    """ "{value}" is not a number of vehicles or wagons.

    Cure: Write a whole number from 0 to {most}, without points or commas.
    """


def b16_said_once() -> None:
    """The same number is given twice; it stands in row {first} already.

    Cure: Keep one of the two rows.
    """


def b17_split_or_whole() -> None:
    """A total and a part of it are both given; row {first} has the other.

    Cure: Give either the total or the parts; the total is added up from them.
    """


def b20_text_has_numbers() -> None:
    """No number of a bulletin was found in this text.

    Cure: Paste the text with its day and its gates, or send the numbers as a CSV file.
    """


def b21_day_is_named() -> None:
    """The text does not say which day it is about.

    Cure: Type the day beside the text.
    """


def b22_source_is_named() -> None:
    """Nobody said where this was published.

    Cure: Give the newspaper, the address or the number of the document.
    """


def b23_taken_once() -> None:
    """The same text or file was taken in before.

    Cure: Open it in the list of what was taken in.
    """


def b24_columns_are_there() -> None:
    """The file lacks the columns {missing}.

    Cure: Send a CSV file with the columns {columns}.
    """


def b25_place_is_known() -> None:
    """ "{value}" is no gate of the zone and no word for several of them.

    Cure: Write an id such as {some}, or all for the whole zone.
    """


def b26_number_is_whole() -> None:
    """ "{value}" is not a whole number.

    Cure: Write it without words, such as 1243.
    """


def b27_word_is_known() -> None:
    """ "{value}" is not a word that this column knows.

    Cure: Write one of {words}.
    """


RULES: tuple[Callable[[], None], ...] = (
    b1_issued_once,
    b2_day_is_over,
    b3_days_in_order,
    b4_log_has_the_day,
    b10_sheet_can_be_read,
    b11_day_is_a_day,
    b12_place_is_there,
    b13_measure_is_known,
    b14_direction_and_goods_fit,
    b15_amount_is_whole,
    b16_said_once,
    b17_split_or_whole,
    b20_text_has_numbers,
    b21_day_is_named,
    b22_source_is_named,
    b23_taken_once,
    b24_columns_are_there,
    b25_place_is_known,
    b26_number_is_whole,
    b27_word_is_known,
)

"""What opening a first day refuses: rules O1, O2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotOpened(Refusal):
    """A rule O… said no: nothing was opened."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a cell. `row` counts from 1 as Excel does; 0 and "" stand for the whole."""

    sheet: str
    row: int
    column: str
    refusal: Refusal

    @property
    def address(self) -> str:
        """Name the cell as Excel does: `Xe chờ!C7`."""
        return f"{self.sheet}!{self.column}{self.row or ''}" if self.column else self.sheet


class BadBook(Exception):
    """The workbook has mistakes; all of them, in the order of the sheets."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(f"{one.address} {one.refusal.rule}" for one in mistakes))
        self.mistakes = mistakes


def not_opened(rule: Callable[[], None], /, **facts: Any) -> NotOpened:
    """Build the refusal of one of the rules below."""
    return NotOpened(number_of(rule), texts_of(rule), facts)


def o1_zone_is_real() -> None:
    """The zone {zone} is a demo; the stock of real vehicles never goes into it.

    Cure: Name the real zone with --zone, such as lang-son.
    """


def o2_zone_opens_once() -> None:
    """The zone {zone} has opened already; a second stock would count vehicles twice.

    Cure: Declare what is missing at the declaration desk, and correct numbers by a yard count.
    """


def o3_moment_has_come() -> None:
    """The stock is that of {moment}, and it is {now} only.

    Cure: Open the day after that moment, or name the day before with --day.
    """


def o4_sheet_is_known() -> None:
    """The workbook has none of the sheets {sheets}.

    Cure: Fill in the workbook that --template writes, and leave the names of its sheets.
    """


def o5_column_is_there() -> None:
    """The sheet has no column "{column}".

    Cure: Write the heading as --template does; the order of columns does not matter.
    """


def o6_cell_is_filled() -> None:
    """ "{column}" is empty.

    Cure: Fill it in, or empty the whole row.
    """


def o7_word_is_of_the_list() -> None:
    """ "{value}" is none of the zone's for "{column}".

    Cure: Choose one of: {known}.
    """


def o8_number_is_whole() -> None:
    """ "{value}" is no number of vehicles.

    Cure: Write a whole number from 0 to 9999, such as 1243 or 1.243.
    """


def o9_time_can_be_read() -> None:
    """ "{value}" is no day and time.

    Cure: Write it as 22/11/2026 14:30, or as 2026-11-22 14:30.
    """


def o10_time_fits() -> None:
    """{value} lies after now or more than {days} days back.

    Cure: Write since when the vehicle has been waiting.
    """


def o11_plate_can_be_read() -> None:
    """ "{value}" is no plate of Việt Nam or China.

    Cure: Compare it with the vehicle, as in 12C-123.45 or 桂F12345; leave it empty if unknown.
    """


def o12_said_once() -> None:
    """ "{value}" stands already at {first}.

    Cure: Leave one of the two.
    """


def o13_number_is_free() -> None:
    """The number {value} cannot be given: it is in use, or not of letters, digits and dashes.

    Cure: Leave it empty, and the vehicle is given a number.
    """


def o14_person_can_be_made() -> None:
    """ "{value}" cannot be made a person of the zone: {because}.

    Cure: Correct the row; --template tells what each column takes.
    """


def o15_person_is_known() -> None:
    """Nobody is called "{value}", neither in the sheet of staff nor among the people of the zone.

    Cure: Add the person to the sheet of staff, or correct the name.
    """


def o16_shift_is_a_stretch() -> None:
    """The shift from {since} to {until} ends before it begins, is longer than 24 hours, or
    meets another of the same person.

    Cure: Correct the two times; a shift over midnight ends on the next day.
    """


def o17_book_says_something() -> None:
    """The workbook has no filled row.

    Cure: Fill in at least the sheet of waiting vehicles or that of counts; 0 is a count.
    """


def o18_yard_is_of_the_gate() -> None:
    """The yard "{value}" does not belong to {gate}.

    Cure: Choose a yard of that gate, or leave it empty.
    """

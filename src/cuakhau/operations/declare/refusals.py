"""What is wrong with a form, a list or a draft: rules D11, D12 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class Mistake(Refusal):
    """Something typed, or a file, that cannot be taken."""


def mistake(rule: Callable[[], None], **facts: Any) -> Mistake:
    """Make what one of the rules below says; on a form many may hold at once."""
    return Mistake(number_of(rule), texts_of(rule), facts)


def d11_choice_is_of_the_list() -> None:
    """“{value}” is not in the list.

    Cure: Choose one of the list.
    """


def d12_choice_is_made() -> None:
    """Nothing is chosen here.

    Cure: Choose one of the list.
    """


def d13_text_is_short() -> None:
    """This is longer than {most} characters.

    Cure: Shorten it.
    """


def d14_plate_is_in_latin_letters() -> None:
    """Some letters of the plate only look Latin. It reads as {plate}.

    Cure: Compare it with the vehicle and type {plate} again, with the keyboard set to Latin.
    """


def d15_plate_can_be_read() -> None:
    """“{value}” is no plate of Việt Nam or China, such as 12C-123.45 or 桂F12345.

    Cure: Correct it; where the plate is so indeed, say so beside it.
    """


def d16_phone_has_its_digits() -> None:
    """A phone number has 8 to 15 digits.

    Cure: Type the whole number, with the country in front for a foreign one (+86 …).
    """


def d17_time_can_be_read() -> None:
    """“{value}” is no day and time that can be read.

    Cure: Write day, month, year, hour and minute, such as 24/11/2026 14:30.
    """


def d18_time_lies_ahead() -> None:
    """{value} does not lie within the next {days} days.

    Cure: Correct day, month and year.
    """


def d19_number_is_whole() -> None:
    """“{value}” is no whole number.

    Cure: Write it without a part behind the comma, such as 24500 or 24.500; kilograms, not tonnes.
    """


def d20_number_is_likely() -> None:
    """{value} is more than {most}.

    Cure: Correct the number; weights are in kilograms.
    """


def d21_goods_are_said() -> None:
    """The line does not say what the goods are.

    Cure: Describe them in a few words, or choose the kind of goods.
    """


def d22_hs_code_has_its_digits() -> None:
    """“{value}” is no HS code, which has 4, 6, 8 or 10 digits.

    Cure: Type a word of the goods and choose from the list, or leave it blank.
    """


def d23_container_number_is_right() -> None:
    """“{value}” is no container number, or one character is mistyped: its check digit is wrong.

    Cure: Read it again from the container: four letters and seven digits, as MSKU 123456 5.
    """


def d24_consignment_is_ours() -> None:
    """There is no consignment {value} of this firm.

    Cure: Choose one of the list of your consignments, or leave it blank.
    """


def d25_vehicle_is_not_its_trailer() -> None:
    """Tractor and trailer have the same plate.

    Cure: Write the plate of the trailer (its series begins with R, or it ends in 挂), or leave it
    blank.
    """


def d26_contract_is_named() -> None:
    """The consignment has no name.

    Cure: Write the number of the contract or invoice by which your firm knows it.
    """


def d27_vehicle_stands_once() -> None:
    """The vehicle {plate} stands twice in the grid, also in row {row}.

    Cure: Correct one of the two plates, or empty the row.
    """


def d28_grid_is_not_too_long() -> None:
    """The grid has {rows} rows; at most {most} are taken at once.

    Cure: Send fewer rows and open the grid again for the rest, or send an Excel list.
    """


def d29_vehicle_is_on_the_way() -> None:
    """The vehicle is here already, so what is common is not passed on to it any more.

    Cure: Change this trip by itself as far as its page allows it, or let the force that has its
    papers ask for a correction.
    """

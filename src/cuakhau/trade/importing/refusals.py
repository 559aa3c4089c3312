"""What is wrong with a file of trade: rules F41, F42 …

A rule here has no body: its docstring is the message, and the code that finds it is the rule. The
file is REFUSED, nothing of it is taken (F41 to F44, F63, F64, F70); the row is set ASIDE, kept as
sent until a person settles it; or the fact is DOUBTED: it stands and names its doubts.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from cuakhau.zone.refusal import Named, Refusal, number_of, texts_of


class FileNotTaken(Refusal):
    """A rule said no to a file of trade as a whole: nothing of it was taken."""


def not_taken(rule: Callable[[], None], /, **facts: Any) -> FileNotTaken:
    """Build the refusal of one of the rules below."""
    return FileNotTaken(number_of(rule), texts_of(rule), facts)


def refusal_of(rule: str, value: str, facts: Mapping[str, str]) -> Refusal:
    """Build what a rule says of one row, from its number and the facts that were kept."""
    told = {name: ALIKE.get(fact, fact) for name, fact in facts.items()}
    return Refusal(rule, texts_of(_rules()[rule]), {"value": value, **told})


@cache
def _rules() -> dict[str, Callable[[], None]]:
    rules = [one for name, one in globals().items() if name[0] == "f" and name[1:3].isdecimal()]
    return {number_of(rule): rule for rule in rules}


ALIKE = {
    "alike": Named("alike", {"vi": "giống hệt", "en": "the same", "zh": "相同"}),
    "other": Named("other", {"vi": "khác nhau", "en": "others", "zh": "不同"}),
}


def f41_mapping_can_be_read() -> None:
    """The mapping cannot be read: {because}.

    Cure: Mend the mapping; the manual shows one that can be copied.
    """


def f42_mapping_is_for_this_file() -> None:
    """The mapping “{mapping}” is for another file: missing {missing}; not expected {unexpected}.

    Cure: Choose the mapping of this source, or save a new mapping with this heading.
    """


def f43_file_can_be_read() -> None:
    """The file cannot be read as the mapping says: {because}.

    Cure: Set kind, encoding, sheet or path of rows in the mapping, or export the file anew.
    """


def f44_file_has_rows() -> None:
    """The file has no row below its heading.

    Cure: Set the row of the heading in the mapping, or export the file anew.
    """


def f45_row_has_its_columns() -> None:
    """The line has {found} columns where the heading has {expected}.

    Cure: Mend the line: a sign that parts columns may stand inside a text without quotes.
    """


def f46_period_is_a_period() -> None:
    """“{value}” is no month or day as the mapping writes it.

    Cure: Write the true period, or reject the row if it is a sum or a remark.
    """


def f47_period_is_over() -> None:
    """The period {value} has not begun yet on {today}.

    Cure: Write the true period; a plan or a forecast is no fact.
    """


def f48_direction_is_known() -> None:
    """“{value}” is no direction that the mapping knows.

    Cure: Enter the word under words.direction in the mapping, or correct the row.
    """


def f49_scope_is_known() -> None:
    """“{value}” is no scope that the mapping knows.

    Cure: Enter the word under words.scope in the mapping; never put it under another scope.
    """


def f50_one_scope_in_a_file() -> None:
    """The row is of the scope {value}, while the mapping is for {expected}.

    Cure: Take it in with a mapping of its own scope. Figures of two scopes differ tenfold.
    """


def f51_place_is_known() -> None:
    """“{value}” is no gate or customs office of the zone.

    Cure: Enter the word under words.place in the mapping, or correct the row.
    """


def f52_partner_is_known() -> None:
    """“{value}” is no country by its two letters (ISO 3166).

    Cure: Enter the word under words.partner in the mapping, or correct the row.
    """


def f53_hs_is_a_code() -> None:
    """“{value}” is no HS code of {digits} digits in a chapter that exists.

    Cure: Write the code of the declaration.
    """


def f54_hs_keeps_its_zero() -> None:
    """The HS code “{value}” has an odd number of digits: it lost its leading zero.

    Cure: Accept {proposed} if that is the goods; set the column to text before you export.
    """


def f55_number_is_written_as_said() -> None:
    """“{value}” is no number with the thousands and decimal signs of the mapping.

    Cure: Set thousands and decimal in the mapping if all rows are so, else correct the row.
    """


def f56_number_is_not_negative() -> None:
    """“{value}” is negative.

    Cure: Write the true figure; what was taken back belongs into the row it corrects.
    """


def f57_currency_is_known() -> None:
    """“{value}” is no currency by its three letters (ISO 4217).

    Cure: Enter the word under words.currency in the mapping, or correct the row.
    """


def f58_fact_stands_once() -> None:
    """Row {other} says the same period, place, goods and partner already; its figures are {alike}.

    Cure: Reject the second one if it was sent twice; if both count, correct one to the sum and
    reject the other.
    """


def f59_value_is_near_its_neighbours() -> None:
    """The value {value} is {times} times that of the months around ({usual}).

    Cure: Look at unit and currency in the source; accept what is true, correct what is not.
    """


def f60_weight_is_near_its_neighbours() -> None:
    """The weight of {value} kg is {times} times that of the months around ({usual}).

    Cure: Look at the unit in the source; accept what is true, correct what is not.
    """


def f61_price_is_one_of_the_goods() -> None:
    """{value} for a kilogram is {times} times what these goods cost in the data ({usual}).

    Cure: Look at value, weight and code in the source; accept what is true, correct the rest.
    """


def f62_file_has_the_usual_unit() -> None:
    """Values of the file are mostly {times} times those known before: it looks like {guess}.

    Cure: Look at unit and currency in the mapping; reject the file's rows if they are wrong.
    """


def f63_file_is_new() -> None:
    """This very file was taken in already on {day} by {by}, as import {number}.

    Cure: Nothing is needed. A corrected file is taken: what changed becomes a new revision.
    """


def f64_most_rows_can_be_read() -> None:
    """{bad} of {rows} rows cannot be read: more than half, so the mapping does not fit the file.

    Cure: Mend the mapping or the file; the rows are listed with what is wrong in them.
    """


def f65_money_is_whole() -> None:
    """“{value}” has more digits after the sign than {currency} has.

    Cure: Look whether the sign stands for thousands; set it in the mapping or correct the row.
    """


def f66_row_says_something() -> None:
    """The row says no value, no weight and no tax.

    Cure: Correct the row, or reject it; unknown is not zero.
    """


def f67_file_names_its_months() -> None:
    """No row of {months} stands in the file, though months before and after do: they are unknown.

    Cure: Ask the source for these months; until then totals over them are unknown.
    """


def f68_zeros_say_something() -> None:
    """“{value}” as the {field} of a row with another figure: nothing, or not known?

    Cure: Say under zero_is_unknown in the mapping which columns write 0 for what is not known.
    """


def f69_no_code_begins_another() -> None:
    """“{value}” stands beside {beside}: of two codes that begin alike the shorter is the total.

    Cure: Accept it if the short code is a total; if it is none, write its code in full.
    """


def f70_columns_part_as_written() -> None:
    """The columns of the file stand apart by “{found}”, and “{mapping}” reads them by “{said}”.

    Cure: Save the file with “{said}” between its columns, or write file.delimiter in the mapping.
    """

"""What is wrong with a file, its columns, or a row of it: rules W1, W2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotTakenIn(Refusal):
    """A file that cannot be taken in, or what is wrong with one of its rows."""


def wrong(rule: Callable[[], None], **facts: Any) -> NotTakenIn:
    """Make what one of the rules below says."""
    return NotTakenIn(number_of(rule), texts_of(rule), facts)


def w1_there_are_rows() -> None:
    """There is no row below the headings.

    Cure: Send the list as it comes out of the other system, with its row of headings.
    """


def w2_not_too_many_rows() -> None:
    """There are more than {most} rows.

    Cure: Send the list in parts; what was taken in before is not written twice.
    """


def w3_json_is_a_list() -> None:
    """This begins like JSON, but it is no list of objects.

    Cure: Send a list such as [{{"plate": "…", "step": "…", "time": "…"}}].
    """


def w4_columns_are_chosen() -> None:
    """Nothing says which column tells {missing}.

    Cure: Choose the column, or the step that all rows mean.
    """


def w5_step_is_known() -> None:
    """“{value}” is no step that this source may give.

    Cure: Say in the columns of the source which step is meant by it.
    """


def w6_time_can_be_read() -> None:
    """“{value}” is no day and time.

    Cure: Write it as 22/08/2024 08:15 or 2024-08-22 08:15.
    """


def w7_vehicle_is_named() -> None:
    """Nothing in this row tells the vehicle.

    Cure: Give number, plate, trailer, container or declaration.
    """


def w8_source_is_named() -> None:
    """A source needs a name and a kind.

    Cure: Name it as people call the other system, and choose its kind.
    """


def w9_source_is_there() -> None:
    """There is no source “{source}”.

    Cure: Open one on the page of sources, or leave it out.
    """


def w11_only_one_visit_fits() -> None:
    """{count} visits fit; the one declared last before that time was taken.

    Cure: Look at both visits, and put the row on the right one if it is wrong.
    """


def w12_visit_goes_on() -> None:
    """The trip was over already when this came.

    Cure: None is needed where it happened before the end; else look at the visit.
    """


def w13_after_declaration() -> None:
    """It happened before the visit was declared.

    Cure: Look whether it belongs to an earlier visit of the same vehicle.
    """


def w14_not_ahead_of_time() -> None:
    """It lies ahead of the clock of the zone.

    Cure: Check the clock of the other system and the time zone of the source.
    """


def w15_step_is_of_the_procedure() -> None:
    """A trip of this kind has no such step.

    Cure: Look whether it is the right vehicle, or whether its declaration is.
    """


def w16_plate_is_whole() -> None:
    """The plate has no province, or cannot be read in full.

    Cure: Compare it with the vehicle.
    """


def w21_vehicle_is_known() -> None:
    """No visit of the zone fits.

    Cure: Give it to a visit by its number, or set it aside if it is none of ours.
    """


def w22_not_given_before() -> None:
    """The step was given already.

    Cure: None is needed; nothing was written twice.
    """

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


# -- notices -----------------------------------------------------------------------------------


def c10_notice_is_whole() -> None:
    """A notice needs the number of its document, who signed it, and the day of signing.

    Cure: Copy them from the head and the foot of the document.
    """


def c11_notice_names_places() -> None:
    """A notice stops goods at gates or routes, and none was chosen.

    Cure: Tick the gates or routes that the document names.
    """


def c12_notice_has_a_time() -> None:
    """The notice would end at {until}, which is not after it begins at {since}.

    Cure: Check both days; leave the end blank where the document names none.
    """


def c13_notice_is_in_force() -> None:
    """The notice {document} has ended already.

    Cure: None is needed; a new stop needs a new document.
    """


# -- calls with the other side -----------------------------------------------------------------


def c20_call_is_whole() -> None:
    """A call needs with which office it was held, and what was said.

    Cure: Choose the office and write what was said in a sentence.
    """


def c21_word_has_a_time() -> None:
    """What the other side says of its gate holds for a time, and none was given.

    Cure: Ask until when it holds, or choose "for two hours": after that it is shown as stale.
    """


# -- hours outside of the hours ----------------------------------------------------------------


def c30_request_is_whole() -> None:
    """A request for hours needs a gate or route, a number of vehicles from 1 to 9999 and a time.

    Cure: Fill in what is missing; the end has to be after the beginning.
    """


def c31_request_is_open() -> None:
    """This request was decided already.

    Cure: Make a new request where the situation has changed.
    """


def c32_answer_is_known() -> None:
    """An answer is yes, no, or yes on a condition, and the condition has to be written.

    Cure: Press one of the three buttons; write the condition beside it.
    """


def c33_force_is_asked() -> None:
    """{agency} was not asked about this request.

    Cure: Answer for your own force; the centre enters what the other side says by telephone.
    """


# -- incidents ---------------------------------------------------------------------------------


def c40_incident_is_known() -> None:
    """An incident is of a kind, at a gate, route, lane or yard of the zone.

    Cure: Choose kind and place from the lists of the page.
    """


def c41_incident_is_open() -> None:
    """This incident was closed already.

    Cure: Report a new one where something has happened again.
    """


def c42_outcome_is_said() -> None:
    """An incident is closed by saying what was done.

    Cure: Write in a sentence what was done, then close it.
    """


def c43_visits_are_known() -> None:
    """ "{value}" is no number of a visit of this zone.

    Cure: Find the vehicle by its plate and copy its number, or leave it out.
    """


RULES: tuple[Callable[[], None], ...] = (
    c1_place_and_way_are_known,
    c2_reason_is_given,
    c3_rate_is_whole,
    c4_end_is_to_come,
    c5_undone_in_time,
    c6_undone_by_its_writer,
    c10_notice_is_whole,
    c11_notice_names_places,
    c12_notice_has_a_time,
    c13_notice_is_in_force,
    c20_call_is_whole,
    c21_word_has_a_time,
    c30_request_is_whole,
    c31_request_is_open,
    c32_answer_is_known,
    c33_force_is_asked,
    c40_incident_is_known,
    c41_incident_is_open,
    c42_outcome_is_said,
    c43_visits_are_known,
)

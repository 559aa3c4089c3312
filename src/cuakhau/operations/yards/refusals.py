"""Why a call, a place in a yard or a count is not taken: rules Y1, Y2 …"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotInYard(Refusal):
    """A rule of yards and calls said no."""


def y1_out_of_order_says_why() -> None:
    """{visit} is not the next one: {passed} vehicles stand before it.

    Cure: Call the next ones, or say the reason, who orders it and on what basis; the public reads
    the list of such calls.
    """


def y2_document_is_a_number() -> None:
    """ "{document}" is no number of a document; the public list takes no names and no plates.

    Cure: Write the number as it stands on the paper, such as 123/CV-BQL.
    """


def y3_somebody_waits() -> None:
    """Nobody who could be called waits for {place}.

    Cure: Look at the queue: whoever is left there is called already, held, or not found.
    """


def y4_call_is_open() -> None:
    """{visit} is not being called, or the call is over since {since}.

    Cure: Look at the page again; whoever missed a call keeps the turn that the rule gives.
    """


def y5_vehicle_waits() -> None:
    """{visit} does not wait in a queue: it has not arrived, is called already, or has gone.

    Cure: Look at its page; declare it, confirm its arrival, or let its call come to an end first.
    """


def y6_answer_is_known() -> None:
    """ "{word}" is no answer to a call.

    Cure: Press one of the buttons: heard, coming, or cannot with a reason.
    """


def y7_place_in_yard_exists() -> None:
    """{yard} has no place "{slot}".

    Cure: Choose one of the plan, or leave it empty where nobody knows the place.
    """


def y8_place_in_yard_is_free() -> None:
    """The place {slot} of {yard} is taken by {other}.

    Cure: Choose another place, or move {other} first.
    """


def y9_class_fits_the_area() -> None:
    """The area {area} takes {classes} only; {visit} is of the class {vehicle_class}.

    Cure: Choose a place in another area.
    """


def y10_two_people_close() -> None:
    """{visit} was proposed for closing by yourself; a second person has to agree.

    Cure: Ask a colleague to look for the vehicle and to decide.
    """


def y11_only_missing_is_closed() -> None:
    """{visit} is not missing: the last count found it, or nobody looked for it.

    Cure: Count the yard first; only what a count did not find can be closed.
    """


def y12_closing_was_asked() -> None:
    """Nobody asks to close {visit}, or it is decided already.

    Cure: Look at the list of vehicles not found again.
    """


def y13_yard_is_known() -> None:
    """There is no yard "{yard}".

    Cure: Choose a yard of the zone.
    """


def y14_free_place_is_left() -> None:
    """No free place of {yard} is known for these vehicles.

    Cure: Move some to another yard, or write the place by hand where the plan does not know it.
    """


def y15_target_is_a_gate() -> None:
    """There is no gate or route "{place}" to which a vehicle could be sent.

    Cure: Choose one of the list.
    """


def y16_sending_says_why() -> None:
    """Vehicles are sent to another gate for a reason, and none was said.

    Cure: Choose a reason; where it is another one, write it out.
    """


def y17_somebody_is_sent() -> None:
    """No vehicle is ticked.

    Cure: Tick the vehicles that shall go, or say how many of the list from the top.
    """


def y18_vehicle_can_be_sent() -> None:
    """{visit} cannot be sent elsewhere: it is unknown here, has gone, or is at its gate already.

    Cure: Look at its page; where it is a wrong record, have that corrected first.
    """


def y19_bound_elsewhere() -> None:
    """{visit} is bound for {place} already.

    Cure: Nothing is left to do; choose another gate if it was meant to go there.
    """


def y20_call_comes_first() -> None:
    """{visit} is being called to {place}.

    Cure: Take the call back, or wait until it is over; then send the vehicle elsewhere.
    """


ALL_RULES: tuple[Callable[[], None], ...] = (
    y1_out_of_order_says_why,
    y2_document_is_a_number,
    y3_somebody_waits,
    y4_call_is_open,
    y5_vehicle_waits,
    y6_answer_is_known,
    y7_place_in_yard_exists,
    y8_place_in_yard_is_free,
    y9_class_fits_the_area,
    y10_two_people_close,
    y11_only_missing_is_closed,
    y12_closing_was_asked,
    y13_yard_is_known,
    y14_free_place_is_left,
    y15_target_is_a_gate,
    y16_sending_says_why,
    y17_somebody_is_sent,
    y18_vehicle_can_be_sent,
    y19_bound_elsewhere,
    y20_call_comes_first,
)


def refuse(rule: Callable[[], None], **facts: Any) -> NotInYard:
    """Build the refusal of a rule; the caller raises it."""
    return NotInYard(number_of(rule), texts_of(rule), facts)

"""Why an order or an answer is not taken: rules A61, A62 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class OrderRefused(Refusal):
    """An order or an answer was not taken; nothing was written."""


def refuse_order(rule: Callable[[], None], **facts: Any) -> OrderRefused:
    """Make the refusal of one of the rules below; the caller raises it."""
    return OrderRefused(number_of(rule), texts_of(rule), facts)


def a61_order_says_whom() -> None:
    """The order says neither which vehicle nor which vehicles it is for.

    Cure: Give the number of a visit, or choose a gate, a direction or a kind of goods.
    """


def a62_vehicle_is_on_the_way() -> None:
    """The vehicle {visit} is not on the road: it has come in, or its trip is over.

    Cure: Check the number; a vehicle at the gate is called or held by a desk.
    """


def a63_order_says_where() -> None:
    """The order does not say where the vehicles are to be held, or where they are diverted to.

    Cure: Choose a gate or yard to divert to; for a hold, a place or words for the road.
    """


def a64_order_has_a_reason() -> None:
    """The order has no reason, or “other” without words.

    Cure: Choose a reason of the list; write a few words with “other”.
    """


def a65_class_has_an_end() -> None:
    """An order for many vehicles has no end, or its end is not within the next {most_h} hours.

    Cure: Say until when it holds; it can be given again.
    """


def a66_order_is_open() -> None:
    """The order {order} is no longer open: {word}.

    Cure: Look at the list again; if it must still be done, the centre gives a new order.
    """


def a67_cannot_says_why() -> None:
    """“Cannot” needs a reason, and “other” needs a few words.

    Cure: Choose a reason of the list.
    """


def a68_passed_on_to_somebody() -> None:
    """It is not said to whom the order was passed on.

    Cure: Write the post or patrol, such as “post at km 18”; no names of people.
    """

"""What may not be declared or changed any more: rules D1, D2 …, held wherever one declares."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class DeclaringRefused(Refusal):
    """A declaration cannot be taken as it was said."""


def refuse(rule: Callable[[], None], **facts: Any) -> DeclaringRefused:
    """Make the refusal of a rule; the caller raises it."""
    return DeclaringRefused(number_of(rule), texts_of(rule), facts)


def d1_plate_until_arrival() -> None:
    """The vehicle is here already, so its plate cannot be changed any more.

    Cure: Go with the driver to {who}: they compare the vehicle and write the change, or ask for a
    correction, after which it can be changed here.
    """


def d2_driver_until_arrival() -> None:
    """The vehicle is here already, so its driver cannot be changed any more.

    Cure: Let the new driver go to {who} with passport and papers: they write the change, or ask for
    a correction, after which it can be changed here.
    """


def d3_gate_until_arrival() -> None:
    """The vehicle is here already, so its gate or route cannot be changed any more.

    Cure: Ask {who}, who may send it to another gate.
    """


def d4_trip_goes_on() -> None:
    """The trip {number} is over; its declaration cannot be changed any more.

    Cure: Declare a new trip; where the old declaration was wrong, tell {who}.
    """


def d5_goods_are_let_in() -> None:
    """{place} takes no {goods} until {until}, by document {document}.

    Cure: Let the vehicle come after that time, choose a gate that is open for these goods, or ask
    the gate-management centre.
    """


def d6_photo_until_arrival() -> None:
    """The vehicle is here already, so a photo of its papers cannot be removed any more.

    Cure: Send a better photo beside it; where the photo shows what is nobody's business, ask the
    administrator to erase it.
    """


def d7_photos_are_few() -> None:
    """With these there would be {count} photos of papers; at most {most} are kept of one trip.

    Cure: Remove those that nobody needs, or put the pages of one paper into one PDF.
    """


ALL_RULES: tuple[Callable[[], None], ...] = (
    d1_plate_until_arrival,
    d2_driver_until_arrival,
    d3_gate_until_arrival,
    d4_trip_goes_on,
    d5_goods_are_let_in,
    d6_photo_until_arrival,
    d7_photos_are_few,
)

"""Numbers of customs declarations: twelve digits, 10… import, 30… export, 5… bonded transport."""

import re
from typing import Literal

import msgspec

from cuakhau.movement.identifiers.typed import even_out
from cuakhau.zone.refusal import number_of

Flow = Literal["import", "export", "bonded_transport"]
_FLOWS: tuple[tuple[str, Flow], ...] = (
    ("10", "import"),
    ("30", "export"),
    ("5", "bonded_transport"),
)


class CustomsNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A declaration number as typed and as read.

    `flow` is `None` where the first digits say nothing known. `marks` holds M85 (not twelve
    digits) or M86 (unknown first digits).
    """

    raw: str
    normal: str | None = None
    flow: Flow | None = None
    marks: tuple[str, ...] = ()


def m85_customs_number_is_readable(evened: str) -> bool:
    """ "{raw}" is no number of a customs declaration, which has twelve digits.

    Cure: Copy the number from the customs declaration.
    """
    return re.fullmatch(r"[0-9]{12}", evened) is not None


def m86_customs_number_says_its_flow(evened: str) -> bool:
    """The number "{raw}" begins neither with 10 (import), 30 (export) nor 5 (bonded transport).

    Cure: Compare the number with the customs declaration.
    """
    return _flow_of(evened) is not None


def read_customs_number(raw: str) -> CustomsNumber:
    """Read a typed declaration number; one that cannot be read keeps `raw` and is marked."""
    evened = even_out(raw)
    if not m85_customs_number_is_readable(evened):
        return CustomsNumber(raw=raw, marks=(number_of(m85_customs_number_is_readable),))
    if not m86_customs_number_says_its_flow(evened):
        marks = (number_of(m86_customs_number_says_its_flow),)
        return CustomsNumber(raw=raw, normal=evened, marks=marks)
    return CustomsNumber(raw=raw, normal=evened, flow=_flow_of(evened))


def _flow_of(evened: str) -> Flow | None:
    return next((flow for start, flow in _FLOWS if evened.startswith(start)), None)

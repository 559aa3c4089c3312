"""What a firm cannot do with its clerks and mandates: rules D61, D62 …"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class FirmRefused(Refusal):
    """A firm cannot do that."""


def refuse(rule: Callable[[], None], **facts: Any) -> FirmRefused:
    """Make the refusal of a rule; the caller raises it."""
    return FirmRefused(number_of(rule), texts_of(rule), facts)


def d61_mandate_is_whole() -> None:
    """The mandate lacks its agent, its acts or its document, or it ends before it begins.

    Cure: Name another firm as agent, tick at least one act, write the number of the paper, and let
    the last day lie ahead.
    """


def d62_agent_is_known() -> None:
    """No firm “{agent}” has clerks here.

    Cure: Ask the agent how the firm is written here: its id, its tax code or its whole name.
    """


def d63_mandate_is_ours() -> None:
    """Your firm gave no mandate of that number.

    Cure: Open the page of your firm again and choose from the list.
    """


def d64_firm_is_led() -> None:
    """Only who leads the firm “{firm}” looks after its clerks and mandates.

    Cure: Ask a colleague who leads the firm, or the administrator of the zone to make you one.
    """


def d65_somebody_leads() -> None:
    """This is your own account, or nobody else leads the firm.

    Cure: Let somebody else lead the firm first.
    """

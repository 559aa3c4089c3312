"""Why messages cannot be sent: rules V1, V2 …"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotSent(Refusal):
    """A rule of the outbox said no."""


def v1_channel_has_a_gateway() -> None:
    """The channel {channel} has no gateway: {variable} is not set.

    Cure: Set {variable} to the https address that the provider gave, and the key beside it; until
    then send by the channel file.
    """


def v2_channel_is_known() -> None:
    """There is no channel "{channel}".

    Cure: Choose of these: {known}.
    """


def v3_gateway_is_https() -> None:
    """The gateway of {channel} is not reached by https; phones would travel in the open.

    Cure: Let {variable} begin with https://.
    """


def refuse(rule: Callable[[], None], **facts: Any) -> NotSent:
    """Build the refusal of a rule; the caller raises it."""
    return NotSent(number_of(rule), texts_of(rule), facts)

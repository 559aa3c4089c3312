"""Why an act upon a finding is not taken: rules X1, X2 …"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotTaken(Refusal):
    """A rule of overlaps said no."""


def x1_reply_has_words() -> None:
    """A reply needs words: what the figure does not say, or what will be done.

    Cure: Write at least ten letters, and at most {most}.
    """


def x2_reply_comes_in_time() -> None:
    """The time to reply to this finding ended on {day}.

    Cure: Ask the Board to look at it again; a later period opens no new time for the same finding.
    """


def x3_twin_has_a_remedy() -> None:
    """The twin can try no remedy of this finding.

    Cure: Write a scenario of your own under "What if".
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> NotTaken:
    """Make the refusal that a rule speaks."""
    return NotTaken(rule=number_of(rule), texts=texts_of(rule), facts=facts)

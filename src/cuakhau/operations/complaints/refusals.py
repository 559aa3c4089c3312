"""Why a complaint or an act upon it is not taken: rules K1, K2 …"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotTaken(Refusal):
    """A rule of complaints said no."""


def k1_kind_and_words() -> None:
    """A complaint needs its kind and a few words of what happened.

    Cure: Choose what it is about and write at least ten letters.
    """


def k2_unit_is_known() -> None:
    """The zone has no unit "{agency}".

    Cure: Choose a unit of the list.
    """


def k3_answered_once() -> None:
    """The complaint {number} was answered on {at}.

    Cure: None is needed; whoever is not content may complain again and name this number.
    """


def k4_answer_has_words() -> None:
    """An answer needs words.

    Cure: Write what was found and what follows from it.
    """


def k5_few_from_one_place() -> None:
    """{count} complaints came from here within an hour; the next one is taken at {at}.

    Cure: Wait until then, what you typed stays in the form. A driver complains on the page of the
    own trip at any time; what cannot wait, tell the gate-management centre by telephone.
    """


def k6_few_in_all() -> None:
    """{count} complaints came in within an hour, more than people write; the next is taken at {at}.

    Cure: Wait until then, what you typed stays in the form; what cannot wait, tell the
    gate-management centre by telephone.
    """


ALL_RULES: tuple[Callable[[], None], ...] = (
    k1_kind_and_words,
    k2_unit_is_known,
    k3_answered_once,
    k4_answer_has_words,
    k5_few_from_one_place,
    k6_few_in_all,
)


def refuse(rule: Callable[[], None], **facts: Any) -> NotTaken:
    """Build the refusal of a rule; the caller raises it."""
    return NotTaken(number_of(rule), texts_of(rule), facts)

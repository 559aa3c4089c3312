"""What the journal refuses by itself: rules J1, J2 …; what may happen is `movement.rules`.

    Refusal
    └── NotWritten      a rule J… said no: nothing was written

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotWritten(Refusal):
    """The journal did not take a request. Nothing of it was written."""


def not_written(rule: Callable[[], None], /, **facts: Any) -> NotWritten:
    """Make the refusal of one of the rules below."""
    return NotWritten(number_of(rule), texts_of(rule), facts)


def j1_nonce_has_one_body() -> None:
    """The nonce "{nonce}" was used before for another request.

    Cure: Make a new nonce for a new act; repeat an old one only with the very same content.
    """


def j2_time_has_offset() -> None:
    """The time of recording, {at}, does not say its offset from UTC.

    Cure: Send the time with its offset, such as 2024-08-22T20:00:00+07:00.
    """


def j3_zone_is_its_own() -> None:
    """The event is of the zone "{event_zone}", but it was sent to "{zone}".

    Cure: Send it to its own zone.
    """


def j4_text_can_be_kept() -> None:
    """A text of this event cannot be kept: {because}.

    Cure: Send text as UTF-8 without NUL, and whole numbers of at most 64 bits.
    """


def j5_made_up_rows_are_apart() -> None:
    """Rows of origin "{origin}" go only to a zone whose name ends in -demo, not to "{zone}".

    Cure: Replay or simulate into the demo zone.
    """


def j6_not_too_many_at_once() -> None:
    """Too many write to {subject} at this moment; it was tried {tries} times.

    Cure: Send the same request again with the same nonce in a few seconds.
    """


def j7_request_is_signed() -> None:
    """A request needs `by` and a nonce of 1 to 200 visible characters without "#", not "{nonce}".

    Cure: Say who acts, and make a nonce such as a random UUID.
    """


def j8_batch_is_whole() -> None:
    """Row {row} of the batch was refused ({rule}), so the whole batch was, as asked.

    Cure: Mend or leave out the bad rows, or ask to keep the good ones.
    """


def j9_batch_has_a_size() -> None:
    """A batch has {rows} rows; it must have 1 to {most}.

    Cure: Cut it into smaller batches, each with its own nonce.
    """


def j10_subject_keeps_its_kind() -> None:
    """{subject} is a {subject_kind}; a row of another kind of subject cannot follow.

    Cure: Check the subject of the event.
    """


ALL_RULES: tuple[Callable[[], None], ...] = (
    j1_nonce_has_one_body,
    j2_time_has_offset,
    j3_zone_is_its_own,
    j4_text_can_be_kept,
    j5_made_up_rows_are_apart,
    j6_not_too_many_at_once,
    j7_request_is_signed,
    j8_batch_is_whole,
    j9_batch_has_a_size,
    j10_subject_keeps_its_kind,
)

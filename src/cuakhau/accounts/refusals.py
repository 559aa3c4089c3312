"""Why somebody is not let in: rules A1, A2 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotLetIn(Refusal):
    """A rule of admission said no."""


def a1_known_key() -> None:
    """No such key is known here.

    Cure: Send the header `Authorization: Bearer ck_…` with the key as it was issued; ask whoever
    runs this server for a new one if it was lost.
    """


def a2_key_in_force() -> None:
    """The key {prefix}… has been revoked.

    Cure: Ask whoever runs this server for a new key.
    """


def a3_key_may() -> None:
    """The key {prefix}… may not {act}.

    Cure: Use a key that may {act}, or ask whoever runs this server for one.
    """


def a4_few_failed_tries() -> None:
    """Too many wrong keys came from this address.

    Cure: Wait {wait_s} seconds, then send a key that is in force.
    """


def a5_own_agency_only() -> None:
    """The key {prefix}… belongs to {key_agency} and cannot confirm for {agency}.

    Cure: Leave `agency` out, or use a key of {agency}.
    """


def a6_own_visits_only() -> None:
    """The visit {visit} was declared by another program than that of the key {prefix}….

    Cure: Use the key of the program that declared it, or ask the agency that confirms it.
    """


def a7_log_is_for_agencies() -> None:
    """The key {prefix}… belongs to no agency, and the whole log is read by agencies only.

    Cure: Read your own visits at /api/v1/visits/NUMBER, or use the key of an agency.
    """


ALL_RULES: tuple[Callable[[], None], ...] = (
    a1_known_key,
    a2_key_in_force,
    a3_key_may,
    a4_few_failed_tries,
    a5_own_agency_only,
    a6_own_visits_only,
    a7_log_is_for_agencies,
)


def refuse(rule: Callable[[], None], **facts: Any) -> NotLetIn:
    """Build the refusal of a rule; the caller raises it."""
    return NotLetIn(number_of(rule), texts_of(rule), facts)

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


def a8_key_in_time() -> None:
    """The time of the key {prefix}… is over since {ended}.

    Cure: Ask the administrator of the zone for a new key.
    """


def a21_role_may() -> None:
    """The role “{role}” may not do this: {act}.

    Cure: Ask a colleague whose role may, or the administrator of the zone if your role is wrong.
    """


def a22_own_only() -> None:
    """This belongs to {owner}; your account acts for {own} only.

    Cure: Leave it to {owner}, or sign in with an account of {owner}.
    """


def a23_own_zone_only() -> None:
    """Your account belongs to the zone {own_zone} and may do nothing in {zone}.

    Cure: Open a page of {own_zone}, or sign in with an account of {zone}.
    """


def a24_name_and_password() -> None:
    """The name and the password do not belong together, or the account is closed.

    Cure: Type both again with care; if it stays so, ask the administrator of your zone for a new
    password.
    """


def a25_few_failed_sign_ins() -> None:
    """Too many sign-ins failed, so nobody gets in under this name or from this address for a while.

    Cure: Wait {wait_s} seconds and try again; the administrator of your zone can see it and reset
    the password.
    """


def a26_code_of_the_moment() -> None:
    """The six digits are not those of this moment, or they were used already.

    Cure: Wait for the next six digits of your phone and type them; check that the phone sets its
    clock by itself. Without the phone, type one of your recovery codes.
    """


def a27_badge_or_pin() -> None:
    """This badge or PIN is unknown here, or it belongs to another agency than this booth.

    Cure: Scan the badge again or type the PIN again; otherwise sign in with name and password.
    """


def a28_booth_is_open() -> None:
    """This booth was not opened with a second factor, or its time is over.

    Cure: Let one officer of your agency sign in here with name, password and six digits.
    """


def a29_link_is_ours() -> None:
    """This link or QR code was not made here, or a part of it is missing.

    Cure: Scan the QR code on your slip again, or ask the declarant to send the link anew.
    """


def a30_link_in_time() -> None:
    """This link ended on {ended}.

    Cure: Ask the declarant or any desk for a new QR code.
    """


def a31_password_is_strong() -> None:
    """This password is too easy to guess: it needs at least {least} characters and must not be a
    common word, a number or your name.

    Cure: Choose three or four words that belong together only for you.
    """


def a32_name_is_free() -> None:
    """The name {username} is taken, or was taken by somebody whose acts stand in the log.

    Cure: Choose another name, such as {username}2.
    """


def a33_person_is_whole() -> None:
    """The account cannot be made: {because}.

    Cure: Correct that and send it again.
    """


def a34_somebody_administers() -> None:
    """{username} is the last administrator of this zone, or is yourself.

    Cure: Let another administrator do it, or make one first.
    """


def a35_demo_only() -> None:
    """One-click sign-in works only on a demo zone, on its own database, on this machine itself.

    Cure: Sign in with a name and a password; the administrator makes accounts with
    `cuakhau person add`.
    """


def a41_erasing_says_what() -> None:
    """Nothing is ticked, so nothing was erased.

    Cure: Tick the words that shall go, and send the form again.
    """


def a42_erasing_says_why() -> None:
    """The erasing has no reason, or no number of the document that asks for it.

    Cure: Choose a reason and write the number of the document; never the name of the person.
    """


ALL_RULES: tuple[Callable[[], None], ...] = (
    a1_known_key,
    a2_key_in_force,
    a3_key_may,
    a4_few_failed_tries,
    a5_own_agency_only,
    a6_own_visits_only,
    a7_log_is_for_agencies,
    a8_key_in_time,
    a21_role_may,
    a22_own_only,
    a23_own_zone_only,
    a24_name_and_password,
    a25_few_failed_sign_ins,
    a26_code_of_the_moment,
    a27_badge_or_pin,
    a28_booth_is_open,
    a29_link_is_ours,
    a30_link_in_time,
    a31_password_is_strong,
    a32_name_is_free,
    a33_person_is_whole,
    a34_somebody_administers,
    a35_demo_only,
    a41_erasing_says_what,
    a42_erasing_says_why,
)


def refuse(rule: Callable[[], None], **facts: Any) -> NotLetIn:
    """Build the refusal of a rule; the caller raises it."""
    return NotLetIn(number_of(rule), texts_of(rule), facts)

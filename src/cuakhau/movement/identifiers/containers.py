"""Container numbers, ISO 6346: three letters of the owner, U, J or Z, six digits, a check digit."""

import re

import msgspec

from cuakhau.movement.identifiers.typed import even_out, m80_letters_are_latin, to_latin
from cuakhau.zone.refusal import number_of

_NUMBER = re.compile(r"([A-Z]{3})([UJZ])([0-9]{6})([0-9])")
# A is 10, B 12 … Z 38: the multiples of 11 are left out, since the sum is taken modulo 11.
_VALUES = {str(digit): digit for digit in range(10)} | dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 39) if n % 11), strict=True)
)


class Container(msgspec.Struct, frozen=True, kw_only=True):
    """A container number as typed and as read; `normal` only where its check digit is right.

    `marks` holds M80 (look-alike letters), M83 (no such form) or M84 (wrong check digit).
    """

    raw: str
    normal: str | None = None
    owner: str | None = None
    category: str | None = None
    marks: tuple[str, ...] = ()


def m83_container_is_readable(evened: str) -> bool:
    """ "{raw}" is no container number: four letters, the last U, J or Z, and seven digits.

    Cure: Compare it with the container and type it again, as in CSQU 305438 3.
    """
    return _NUMBER.fullmatch(evened) is not None


def m84_check_digit_is_right(evened: str) -> bool:
    """The check digit of "{raw}" does not fit its other characters; one was mistyped.

    Cure: Compare it with the container, character by character.
    """
    return int(evened[10]) == check_digit(evened)


def check_digit(number: str) -> int:
    """Work out the check digit from the first ten characters (ISO 6346, annex A)."""
    total = sum(_VALUES[letter] << place for place, letter in enumerate(number[:10]))
    return total % 11 % 10


def read_container(raw: str) -> Container:
    """Read a typed container number; one that cannot be read keeps `raw` and is marked."""
    evened = even_out(raw)
    latin = to_latin(evened)
    marks = () if m80_letters_are_latin(evened) else (number_of(m80_letters_are_latin),)
    for rule in (m83_container_is_readable, m84_check_digit_is_right):
        if not rule(latin):
            return Container(raw=raw, marks=(*marks, number_of(rule)))
    return Container(raw=raw, normal=latin, owner=latin[:3], category=latin[3], marks=marks)

"""The code of a figure: short, readable aloud, with a character that catches a slip of the pen.

`F-7K3M9-QX2TPB`: ten characters of a digest and one check character, in Crockford's base 32
(no I, L, O, U). The check is a sum over GF(32), so it catches any one wrong character and any two
neighbours that were swapped.
"""

from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_LENGTH = 10
_FIELD = 0b100101  # x⁵ + x² + 1, irreducible over GF(2)


class NotACode(ValueError):
    """Raised when a text is no code of a figure: wrong length, letters or check character."""


def code_of(content: bytes) -> str:
    """Give the code of what a figure is about (its canonical bytes)."""
    number = int.from_bytes(sha256(content).digest()[:8], "big") >> (64 - 5 * _LENGTH)
    places = range(5 * (_LENGTH - 1), -1, -5)
    return _written("".join(ALPHABET[number >> place & 31] for place in places))


def read_code(text: str) -> str:
    """Read a code as people write it: small letters, O for 0, dashes forgotten.

    Raises `NotACode`.
    """
    plain = text.strip().upper().translate(_MISREAD)
    if len(plain) == _LENGTH + 2:
        plain = plain.removeprefix("F")
    if len(plain) != _LENGTH + 1 or not set(plain) <= set(ALPHABET):
        raise NotACode(f"{text!r} is not a code such as F-7K3M9-QX2TPB")
    if _check(plain[:_LENGTH]) != plain[_LENGTH]:
        raise NotACode(f"{text!r} has a wrong character: the last one does not fit the others")
    return _written(plain[:_LENGTH])


def _written(plain: str) -> str:
    return f"F-{plain[:5]}-{plain[5:]}{_check(plain)}"


def _check(plain: str) -> str:
    total = 0
    for character in plain:
        total = _times_x(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 32 else doubled

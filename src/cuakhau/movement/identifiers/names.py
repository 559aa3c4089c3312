"""The order of Vietnamese words and names, as a key that sorts right byte by byte.

29 letters (a ă â b c d đ e ê … x y) with f, j, w and z at their Latin places; syllable by syllable,
first the letters and then the tone: level, huyền, hỏi, ngã, sắc, nặng. The key is printable ASCII,
so a database sorts by it under collation "C" and needs no ICU.
"""

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: chr(ord("0") + n) for n, letter in enumerate("0123456789" + ALPHABET)}
_TONE = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_MADE = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn: they make another letter
_END_OF_LETTERS = "!"  # before every letter, so that "an" comes before "anh"


def sort_key(text: str) -> str:
    """Give the key of a word or a title: syllables in their order."""
    return " ".join(_syllable_key(syllable) for syllable in _syllables(text))


def person_sort_key(name: str) -> str:
    """Give the key of a person's name: the given name, which stands last, then the others."""
    syllables = _syllables(name)
    return " ".join(_syllable_key(one) for one in (*syllables[-1:], *syllables[:-1]))


def _syllables(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in folded).split()


def _syllable_key(syllable: str) -> str:
    letters, tone = "", "1"
    for base, marks in _letters(syllable):
        made = unicodedata.normalize("NFC", base + "".join(m for m in marks if m in _MADE))
        tone = next((_TONE[mark] for mark in marks if mark in _TONE), tone)
        # Other scripts come after all Latin letters.
        letters += _PLACE.get(made) or _PLACE.get(base) or f"~{ord(base):06x}"
    return letters + _END_OF_LETTERS + tone


def _letters(syllable: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for one in unicodedata.normalize("NFD", syllable):
        if unicodedata.combining(one) and found:
            base, marks = found[-1]
            found[-1] = (base, marks + one)
        else:
            found.append((one, ""))
    return found

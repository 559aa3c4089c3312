"""What a typed number looks like once width, case, separators and foreign letters are evened out.

Look-alikes of Cyrillic and Greek are taken for the Latin letters they look like, and marked: the
keyboard was set to another language, and the number on the vehicle has Latin letters only. A zero
is never taken for the letter O or the reverse, since both occur on plates.
"""

import unicodedata

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХҮ", "ABESIJKMHOPCTYXY", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_LOOK_ALIKES = str.maketrans(_CYRILLIC | _GREEK)
_SEPARATORS = str.maketrans("", "", "-‐‑–—−.·•・_/ \t\u200b\ufeff")


def even_out(raw: str) -> str:
    """Write a typed number in upper case without separators, full-width letters made half-width."""
    folded = unicodedata.normalize("NFKC", raw).upper()
    return "".join(folded.split()).translate(_SEPARATORS)


def to_latin(evened: str) -> str:
    """Put Latin letters in place of the Cyrillic and Greek ones that look the same."""
    return evened.translate(_LOOK_ALIKES)


def m80_letters_are_latin(evened: str) -> bool:
    """ "{raw}" was typed with Cyrillic or Greek letters; it is read as {normal}.

    Cure: Compare it with the vehicle, and set the keyboard to Latin letters.
    """
    return to_latin(evened) == evened

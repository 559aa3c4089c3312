"""Codes of reasons why a place was closed or slowed: rows, in three languages."""

import csv
import io
from functools import cache
from importlib import resources

from cuakhau.zone.types import LANGUAGES, Language

Choice = tuple[str, str]


@cache
def list_reasons(verb: str, language: Language) -> tuple[Choice, ...]:
    """List the (code, words) of an act: `close` or `slow`."""
    return tuple((row["id"], row[language]) for row in _rows() if row["verb"] == verb)


def name_reason(code: str | None, language: Language) -> str:
    """Say a code in words; what is no code, such as the reason of a row of the zone, stays."""
    return names_of_reason(code).get(language, "")


def names_of_reason(code: str | None) -> dict[Language, str]:
    """Give a code in three languages, for a message that is told to many."""
    for row in _rows():
        if row["id"] == code:
            return {language: row[language] for language in LANGUAGES}
    return dict.fromkeys(LANGUAGES, code or "")


def is_reason(verb: str, code: str) -> bool:
    """Tell whether an act knows this code."""
    return any((row["verb"], row["id"]) == (verb, code) for row in _rows())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    file = resources.files(__package__).joinpath("reasons.csv")
    return tuple(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))

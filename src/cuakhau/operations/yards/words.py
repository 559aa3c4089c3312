"""Codes of reasons around queues and yards: rows, in three languages."""

import csv
import io
from functools import cache
from importlib import resources

from cuakhau.zone.types import Language

Choice = tuple[str, str]


@cache
def list_words(of: str, language: Language) -> tuple[Choice, ...]:
    """List the (code, words) of a list: jump, basis, office, cannot, close, reroute."""
    return tuple((row["id"], row[language]) for row in _rows() if row["list"] == of)


def name_word(of: str, code: str, language: Language) -> str:
    """Say a code in words; one that is not known stays as it is."""
    return dict(list_words(of, language)).get(code, code)


def is_word(of: str, code: str) -> bool:
    """Tell whether a list has this code."""
    return any((row["list"], row["id"]) == (of, code) for row in _rows())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    file = resources.files(__package__).joinpath("words.csv")
    return tuple(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))

"""What a message says: rows in three languages, with named places.

A fact is a text, or its names by language. Facts are never personal: whom a message reaches is
found from the visit or the firm when it is sent.
"""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib import resources

from cuakhau.zone.types import LANGUAGES, Language

Fact = str | dict[str, str]


class NoSuchText(KeyError):
    """Raised for a text that `texts.csv` does not have."""


def get_text(text: str, facts: Mapping[str, Fact], language: Language) -> str:
    """Write a message in a language. Raises `NoSuchText`, or `KeyError` for a missing fact."""
    told = {
        name: fact if isinstance(fact, str) else fact.get(language) or fact.get("vi", "")
        for name, fact in facts.items()
    }
    return _get_row(text)[language].format_map(told)


def check_text(text: str, facts: Mapping[str, Fact]) -> None:
    """Raise `NoSuchText` or `KeyError` where a message could not be written in every language."""
    for language in LANGUAGES:
        get_text(text, facts, language)


def _get_row(text: str) -> dict[str, str]:
    if text not in _rows():
        raise NoSuchText(text)
    return _rows()[text]


@cache
def _rows() -> dict[str, dict[str, str]]:
    file = resources.files(__package__).joinpath("texts.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    return {row["id"]: row for row in rows}

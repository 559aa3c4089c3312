"""What each definition means, in a sentence of each language."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from cuakhau.zone.types import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en", "zh")


def get_meaning(definition: str) -> Mapping[Language, str]:
    """Give the sentence of a definition by language. Raises `KeyError` for an unknown one."""
    return list_meanings()[definition]


@cache
def list_meanings() -> Mapping[str, Mapping[Language, str]]:
    """Give all sentences by definition."""
    text = resources.files("cuakhau.figures").joinpath("definition_texts.csv").read_text("utf-8")
    return {
        row["id"]: {language: row[language] for language in LANGUAGES}
        for row in csv.DictReader(text.splitlines())
    }

"""Why an order is given, and why it cannot be carried out: codes in three languages."""

import csv
import io
from functools import cache
from importlib import resources

from cuakhau.zone.types import Language

OTHER = "other"


@cache
def list_reasons(verb: str, language: Language) -> tuple[tuple[str, str], ...]:
    """List the (code, words) of `give` or `cannot`."""
    return tuple((row["id"], row[language]) for row in _rows() if row["verb"] == verb)


def name_reason(verb: str, code: str, language: Language) -> str:
    """Say a code in words; one that is not known stays as it is."""
    return dict(list_reasons(verb, language)).get(code, code)


def is_reason(verb: str, code: str) -> bool:
    """Tell whether an act knows this code."""
    return any((row["verb"], row["id"]) == (verb, code) for row in _rows())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    file = resources.files(__package__).joinpath("reasons.csv")
    return tuple(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))

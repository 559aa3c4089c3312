"""Words that refusals and choices say: rows in three languages."""

import csv
import io
from functools import cache
from importlib import resources

from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES


@cache
def list_words() -> dict[str, Named]:
    """Give the words by id."""
    file = resources.files(__package__).joinpath("words.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    return {row["id"]: Named(row["en"], {code: row[code] for code in LANGUAGES}) for row in rows}

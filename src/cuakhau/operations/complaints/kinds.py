"""What a complaint may be about: rows, in three languages."""

import csv
import io
from functools import cache
from importlib import resources

from cuakhau.zone.types import Language


@cache
def list_kinds(language: Language) -> tuple[tuple[str, str], ...]:
    """List the (code, words) of all kinds."""
    file = resources.files(__package__).joinpath("kinds.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    return tuple((row["id"], row[language]) for row in rows)


def name_kind(kind: str, language: Language) -> str:
    """Say a kind in words."""
    return dict(list_kinds(language)).get(kind, kind)

"""The columns of a list: `columns.csv` names them in three languages, and as people write them."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cuakhau.zone.types import LANGUAGES, Language

REQUIRED = ("procedure", "place")
_WITHOUT_STROKE = str.maketrans("đĐ", "dD")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field of the form that it fills, what its cells hold, and its names."""

    field: str
    kind: str
    names: dict[Language, str]
    known_as: frozenset[str]

    @property
    def heading(self) -> str:
        """Give the heading of the template, in three languages."""
        return " / ".join(dict.fromkeys(self.names.values()))


@cache
def list_columns() -> tuple[Column, ...]:
    """List the columns in the order of the template."""
    text = resources.files("cuakhau.operations.declare.lists").joinpath("columns.csv")
    rows = csv.DictReader(io.StringIO(text.read_text("utf-8"), newline=""))
    return tuple(_column(row) for row in rows)


@cache
def column_of(field: str) -> Column:
    """Give the column of a field. Raises `KeyError`."""
    found = {column.field: column for column in list_columns()}
    return found[field]


def find_column(heading: str) -> Column | None:
    """Find the column that a heading means, in any language, with or without accents."""
    parts = [fold(part) for part in re.split(r"[/\n|]", heading)]
    wanted = {part for part in (fold(heading), *parts) if part}
    return next((one for one in list_columns() if wanted & one.known_as), None)


def fold(text: str) -> str:
    """Leave letters and digits in small letters without accents, parted by single blanks."""
    plain = unicodedata.normalize("NFKD", text.translate(_WITHOUT_STROKE).casefold())
    kept = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(kept.split())


def _column(row: dict[str, str]) -> Column:
    names = {code: row[code] for code in LANGUAGES}
    said = (*names.values(), row["field"], *row["also"].split("|"))
    return Column(
        field=row["field"],
        kind=row["kind"],
        names=names,
        known_as=frozenset(fold(one) for one in said if one),
    )

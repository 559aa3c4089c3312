"""The columns of a list of tasks, with their headings in three languages."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cuakhau.zone.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id, how wide it is, its heading by language."""

    id: str
    wide: int
    names: dict[Language, str]


@cache
def list_columns() -> tuple[Column, ...]:
    """List the columns in the order of the sheet."""
    file = resources.files(__package__).joinpath("columns.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    return tuple(
        Column(row["id"], int(row["wide"]), {code: row[code] for code in LANGUAGES}) for row in rows
    )

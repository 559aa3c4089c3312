"""Areas of work: rows in three languages."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cuakhau.zone.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Area:
    """An area of work with its icon, its names and what it is about."""

    id: str
    icon: str
    names: dict[Language, str]
    about: dict[Language, str]


@cache
def list_areas() -> dict[str, Area]:
    """Give the areas by id, in the order of the table."""
    file = resources.files(__package__).joinpath("areas.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    return {
        row["id"]: Area(
            row["id"],
            row["icon"],
            {code: row[code] for code in LANGUAGES},
            {code: row[f"about_{code}"] for code in LANGUAGES},
        )
        for row in rows
    }


def name_area(area: str, language: Language) -> str:
    """Name an area for people; an unknown id stays as it is."""
    found = list_areas().get(area)
    return found.names[language] if found else area

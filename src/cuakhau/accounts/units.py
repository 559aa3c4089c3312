"""Units that can be told to do something: those of the zone's history, its agencies, the Board.

Whoever works in a unit acts for it; for who was given none, `unit_roles.csv` has those of the
role. An officer acts for the own agency too.
"""

import csv
import io
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from cuakhau.journal.versions import read_history
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

Names = Mapping[Language, str]


def list_units(zone: Zone) -> dict[str, Names]:
    """Give the units of a zone with their names, those of its history first."""
    history: dict[str, Names] = {
        one.id: {"vi": one.vi, "en": one.en, "zh": one.zh} for one in read_history(zone).units
    }
    roles = {
        row["unit"]: {code: row[code] for code in LANGUAGES}
        for rows in _roles().values()
        for row in rows
        if row["en"]
    }
    agencies: dict[str, Names] = {
        one.id: {code: zone.name_of(one.id, code) for code in LANGUAGES} for one in zone.agencies
    }
    return {**roles, **agencies, **history}


def name_unit(zone: Zone, unit: str, language: Language) -> str:
    """Name a unit for people; an unknown id stays as it is."""
    names = list_units(zone).get(unit)
    return names[language] if names else unit


def units_of(zone: Zone, person: Any) -> tuple[str, ...]:
    """List the units that a person acts for, the first of them by habit."""
    known = list_units(zone)
    role = getattr(person, "role", "")
    named = [row["unit"] for row in _roles().get(role, ())]
    own = getattr(person, "unit", "")
    if own:  # who works in one unit acts for that one
        named = [own]
    agency = getattr(person, "agency", None)
    mine = [*named, agency] if agency else named
    return tuple(unit for unit in dict.fromkeys(mine) if unit in known)


@cache
def _roles() -> dict[str, list[dict[str, str]]]:
    file = resources.files(__package__).joinpath("unit_roles.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["role"], []).append(row)
    return found

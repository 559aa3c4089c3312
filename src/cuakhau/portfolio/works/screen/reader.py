"""Who reads a page: of which zone, on which day, in which language, and how units are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cuakhau.zone.history import History
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What telling a project needs beside the project."""

    zone: Zone
    today: date
    language: Language
    units: Mapping[str, str] = field(default_factory=dict)

    def name_unit(self, unit: str) -> str:
        """Name a unit; what is no id of one is a name already."""
        return self.units.get(unit, unit)

    @property
    def ids(self) -> dict[str, str]:
        """The units by the names that are shown."""
        return {name: unit for unit, name in self.units.items()}

    def name_place(self, place: str) -> str:
        """Name a place of the zone; what is no id of one is a name already."""
        dated = self.zone.at(self.today)
        known = {one.id for one in dated.gates} | {one.id for one in dated.routes}
        return dated.name_of(place, self.language) if place in known else place

    def name_source(self, source: str) -> str:
        """Give the title of a publication; what is no id of one is shown as it is."""
        return next((one.title for one in self.zone.sources if one.id == source), source)

    def find_address(self, source: str) -> str:
        """Give the address of a publication; empty where none is known."""
        found = next((one.address for one in self.zone.sources if one.id == source), "")
        return found if found and found.startswith(("https://", "http://")) else ""


def name_units(history: History, language: Language) -> dict[str, str]:
    """Give the units that can own a work or must act, by id."""
    return {one.id: getattr(one, language) for one in history.units}

"""Scenarios that stand ready in the folder of a zone."""

from dataclasses import dataclass
from functools import lru_cache

from cuakhau.planning.scenarios.reading import find_scenario
from cuakhau.simulation.scenario.types import Scenario
from cuakhau.zone.load import ZoneNotFound, get_folder
from cuakhau.zone.reading.raw import SCENARIOS
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Ready:
    """A scenario by the name of its file, and its text."""

    name: str
    scenario: Scenario
    text: str

    def title(self, language: Language) -> str:
        """Give its title, else the name of its file."""
        return self.scenario.title_in(language) or self.name


@lru_cache(maxsize=32)
def list_ready(zone: Zone) -> tuple[Ready, ...]:
    """List the scenarios in the folder of a zone that can be read, by name."""
    try:
        folder = get_folder(zone.name) / SCENARIOS
    except ZoneNotFound:
        return ()
    found = []
    for file in sorted(folder.glob("*.toml")):
        text = file.read_text("utf-8")
        scenario = find_scenario(text)
        if scenario is not None:
            found.append(Ready(file.stem, scenario, text))
    return tuple(found)

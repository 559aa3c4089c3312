"""Scenarios that stand ready in the folder of a zone."""

from dataclasses import dataclass
from functools import lru_cache

from cuakhau.planning.scenarios.reading import find_scenario
from cuakhau.zone.load import ZoneNotFound, get_folder
from cuakhau.zone.reading.raw import SCENARIOS
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Ready:
    """A scenario by the name of its file, with its title and text."""

    name: str
    title: str
    text: str


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
            found.append(Ready(file.stem, scenario.title or file.stem, text))
    return tuple(found)

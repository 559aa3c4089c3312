"""A scenario that was kept, read once more."""

from functools import lru_cache

from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.scenario.types import Scenario
from cuakhau.simulation.twin.mistakes import ScenarioMistakes


@lru_cache(maxsize=256)
def find_scenario(text: str) -> Scenario | None:
    """Read a scenario; nothing for an empty text, or one with mistakes."""
    if not text.strip():
        return None
    try:
        return read_scenario(text, name="scenario")
    except ScenarioMistakes:
        return None

"""The twin of a served zone, and the network of a question to it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from cuakhau.journal import versions
from cuakhau.planning.experiments.refusals import PlanRefused
from cuakhau.planning.refusals import p91_zone_has_a_twin, refuse
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.zone import NotInZone, Zone

Base = Literal["day", "month", "now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a twin: a scenario (TOML, empty for today's zone) over some days.

    It starts at midnight of `first_day`.
    """

    scenario: str
    first_day: date
    days: int
    name: str = ""


def find_twin(zone: Zone) -> Twin | None:
    """Find the twin of this version of a zone; a zone may have none, or one that is not whole."""
    return _load(versions.database_name(), zone)


def get_twin(zone: Zone) -> Twin:
    """Give the twin of this version of a zone. Raises `TwinMistakes`, `PlanRefused` P91."""
    try:
        files = versions.get_files(zone.name, zone.version)
    except NotInZone:
        raise refuse(p91_zone_has_a_twin, zone=zone.name) from None
    return load_twin(zone, files)


def build(zone: Zone, twin: Twin, question: Question) -> Network:
    """Build what is to be run, from a zone that is as full as usual at that time.

    Raises `ScenarioMistakes` or `TwinMistakes`, with all mistakes.
    """
    # The compiler of the kernel takes half a second to load; pages that only look do without.
    from cuakhau.planning.from_now.usual import Usual, start_as_usual

    usual = Usual(zone, twin)
    zone, twin = patch(zone, twin, question)
    network = build_network(zone, twin, first_day=question.first_day, days=question.days)
    return start_as_usual(usual, zone, twin, network)


def patch(zone: Zone, twin: Twin, question: Question) -> tuple[Zone, Twin]:
    """Give what the scenario of a question makes of a zone. Raises `ScenarioMistakes`."""
    if not question.scenario.strip():
        return zone, twin
    return apply(zone, twin, read_scenario(question.scenario, name="scenario"))


@lru_cache(maxsize=32)
def _load(database: str, zone: Zone) -> Twin | None:
    try:
        return get_twin(zone)
    except (TwinMistakes, PlanRefused):
        return None

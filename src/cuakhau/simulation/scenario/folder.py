"""The twin and the scenarios of a zone folder: all that is wrong with any of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from cuakhau.simulation.scenario.apply import list_misfits
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.scenario.rules.fitting import t51_it_is_of_this_zone
from cuakhau.simulation.twin.load import list_twin_mistakes, load_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.zone.check import ZoneMistake
from cuakhau.zone.reading.raw import SCENARIOS, TWIN_FILE
from cuakhau.zone.refusal import number_of
from cuakhau.zone.zone import Zone


def read_scenario_files(folder: Path) -> dict[str, str]:
    """Read the scenarios that stand in a zone folder, by the name of their file."""
    files = sorted((folder / SCENARIOS).glob("*.toml"))
    return {file.stem: file.read_text(encoding="utf-8", errors="replace") for file in files}


def list_folder_mistakes(
    zone: Zone, files: Mapping[str, bytes], scenarios: Mapping[str, str]
) -> tuple[ZoneMistake, ...]:
    """Give every mistake of a zone's twin, and of its scenarios once the twin is right.

    A zone without a twin is none that can be simulated, and nothing is wrong with that.
    """
    if TWIN_FILE not in files:
        return ()
    found = list_twin_mistakes(zone, files)
    return found or tuple(_of_scenarios(zone, files, scenarios))


def _of_scenarios(
    zone: Zone, files: Mapping[str, bytes], scenarios: Mapping[str, str]
) -> Iterator[ZoneMistake]:
    twin = load_twin(zone, files)
    for name, text in scenarios.items():
        try:
            misfits = list_misfits(zone, twin, read_scenario(text, name=name))
            yield from (_weighed(mistake) for mistake in misfits)
        except TwinMistakes as wrong:
            yield from wrong.mistakes


def _weighed(mistake: ZoneMistake) -> ZoneMistake:
    """A folder that was copied from another zone is not wrong for the scenarios it still has."""
    of_another = mistake.rule == number_of(t51_it_is_of_this_zone)
    return replace(mistake, severity="warning") if of_another else mistake

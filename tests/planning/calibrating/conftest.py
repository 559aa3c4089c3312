"""Thirty days of the example zone under its own twin: the truth is known."""

from datetime import date

import pytest

from cuakhau.movement.log import EventLog
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from cuakhau.zone.zone import Zone

FIRST_DAY = date(2025, 6, 2)


@pytest.fixture(scope="session")
def example() -> Zone:
    return find_zone("example")


@pytest.fixture(scope="session")
def truth(example: Zone) -> Twin:
    return load_twin(example, files_of(get_folder("example")))


@pytest.fixture(scope="session")
def month(example: Zone, truth: Twin) -> EventLog:
    network = build_network(example, truth, first_day=FIRST_DAY, days=30)
    return log_of(run(network, seed=3, log="full"), run_id="month")

"""Two days of the example zone, simulated, and the same with known overlaps planted in it."""

from datetime import date

import pytest

from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from overlaps.planting import plant
from overlaps.slowly import find_slowly


@pytest.fixture(scope="module")
def zone():
    return find_zone("example")


@pytest.fixture(scope="module")
def log(zone):
    twin = load_twin(zone, files_of(get_folder("example")))
    network = build_network(zone, twin, first_day=date(2025, 6, 2), days=2)
    return log_of(run(network, seed=11, log="full"), run_id="overlaps")


@pytest.fixture(scope="module")
def planted(zone, log):
    return plant(zone, log, seed=11)


@pytest.fixture(scope="module")
def slow(planted):
    return find_slowly(planted.zone, planted.log)

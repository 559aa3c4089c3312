"""The first calibration of Lạng Sơn meets what is published of it, and builds for any day."""

from datetime import date, timedelta

import pytest

from cuakhau.simulation.run import run
from cuakhau.simulation.targets.measure import MEASURES, measure
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from cuakhau.zone.zone import Zone

WARM_UP, DAYS = 7, 21


@pytest.fixture(scope="module")
def lang_son() -> Zone:
    return find_zone("lang-son")


@pytest.fixture(scope="module")
def twin(lang_son: Zone) -> Twin:
    return load_twin(lang_son, files_of(get_folder("lang-son")))


def test_a_run_around_its_day_meets_every_published_figure(lang_son: Zone, twin: Twin):
    first_day = twin.settings[0].around - timedelta(days=WARM_UP + DAYS // 2)
    network = build_network(lang_son, twin, first_day=first_day, days=WARM_UP + DAYS)
    met = measure(lang_son, run(network, seed=1, log="full"), twin.targets, warm_up_days=WARM_UP)
    assert len(met) == len(twin.targets) > 20
    assert [(one.target.id, one.value) for one in met if not one.is_hit] == []


def test_every_figure_has_its_source_and_can_be_measured(lang_son: Zone, twin: Twin):
    sources = {source.id for source in lang_son.sources}
    for target in twin.targets:
        assert target.measure in MEASURES
        assert target.source in sources
        assert target.low <= target.value <= target.high


@pytest.mark.parametrize(
    "day",
    [
        date(2021, 12, 16),
        date(2024, 5, 26),
        date(2024, 5, 27),
        date(2025, 12, 9),
        date(2026, 11, 25),
    ],
)
def test_it_builds_for_any_day(lang_son: Zone, twin: Twin, day: date):
    network = build_network(lang_son, twin, first_day=day, days=2)
    assert sum(sum(f.arrivals.per_hour) for f in network.flows if hasattr(f.arrivals, "per_hour"))
    assert all(max(n for _, n in station.servers) > 0 for station in network.stations)


def test_nobody_crosses_while_both_sides_keep_tet(lang_son: Zone, twin: Twin):
    network = build_network(lang_son, twin, first_day=date(2023, 1, 22), days=3)
    assert all(
        station.servers == ((0, 0),) for station in network.stations if "lanes" in station.id
    )

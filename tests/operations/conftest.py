"""What these tests share: a desk, and the published day as one log."""

from datetime import date

import pytest

from cuakhau.simulation.replay import make_day
from cuakhau.zone.history import history_of
from cuakhau.zone.load import files_of, find_zone, zone_folders
from desk import caller, desk_database, site, visit, zone  # noqa: F401

DAY = date(2024, 8, 22)


@pytest.fixture(scope="session")
def lang_son():
    return find_zone("lang-son-demo")


@pytest.fixture(scope="session")
def replayed(lang_son):
    """The day of 22 August 2024 as it is replayed."""
    history = history_of("lang-son", files_of(zone_folders()[-1] / "lang-son"))
    return make_day(lang_son, history.counts, DAY)

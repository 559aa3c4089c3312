"""The zone of Lạng Sơn with what was published of it, and one day made up again."""

from datetime import date

import pytest

from cuakhau.simulation.replay import ReplayedDay, make_day
from cuakhau.zone.history import History, history_of
from cuakhau.zone.load import files_of, find_zone, zone_folders
from cuakhau.zone.zone import Zone
from simulation.twins import example, files, network, twin

__all__ = ["example", "files", "network", "twin"]  # fixtures of what stands below


@pytest.fixture(scope="session")
def lang_son() -> Zone:
    return find_zone("lang-son-demo")


@pytest.fixture(scope="session")
def history() -> History:
    folder = next(f / "lang-son" for f in zone_folders() if (f / "lang-son").is_dir())
    return history_of("lang-son", files_of(folder))


@pytest.fixture(scope="session")
def august_22(lang_son: Zone, history: History) -> ReplayedDay:
    return make_day(lang_son, history.counts, date(2024, 8, 22), seed=1)

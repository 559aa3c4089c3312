"""A database, a fresh zone, and one replayed day in the journal for all of these tests."""

import pytest

from cuakhau.journal.batch import append_batch
from cuakhau.reports.reading import read_data
from cuakhau.simulation.replay import make_day
from cuakhau.zone.history import history_of
from cuakhau.zone.load import files_of, find_zone, get_folder
from desk import desk_database, zone  # noqa: F401
from reports.days import DAY, NIGHT

SLICE = 5_000


@pytest.fixture(scope="session")
def printed():
    return history_of("lang-son", files_of(get_folder("lang-son"))).counts


@pytest.fixture(scope="session")
def lang_son():
    return find_zone("lang-son").renamed("reports-demo")


@pytest.fixture(scope="session")
def replayed(desk_database, lang_son, printed):  # noqa: F811
    """The day in the journal, through the door of the desk."""
    events = make_day(lang_son, printed, DAY, seed=1).events
    for start in range(0, len(events), SLICE):
        answer = append_batch(
            lang_son,
            events[start : start + SLICE],
            nonce=f"day:{start}",
            by="test",
            at=NIGHT,
            on_bad="refuse_all",
        )
        assert not answer.refused
    return read_data(lang_son, printed)

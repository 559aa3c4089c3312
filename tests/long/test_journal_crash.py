"""Kill −9 of the writer and of the database in the middle of 10,000 appends, synced to disk."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

import django
import pytest

django.setup()

from django.db import connections  # noqa: E402

from cuakhau.server import database  # noqa: E402
from journal.trouble import crash  # noqa: E402

VISITS = 834  # 12 rows each: 10,008


@pytest.fixture
def running(tmp_path_factory, django_db_blocker):
    home = tmp_path_factory.mktemp("crash")
    home.chmod(0o711)
    with django_db_blocker.unblock():
        started = [start(home)]
        yield started
        connections.close_all()
        started[-1].stop()


def start(home):
    return crash.open_database(home, database.find_binaries(), database.DURABLE)


def test_a_writer_killed_among_10000_appends(running):
    promised = crash.kill_writer_after(running[-1], visits=VISITS, promised_rows=5_000)
    kept = crash.check_nothing_lost(promised)
    assert len(promised) >= 5_000
    assert len(kept) - len(promised) in (0, 1)


def test_a_database_killed_among_10000_appends(running):
    home = running[-1].home
    promised = crash.append_through_death(
        running[-1], visits=VISITS, kill_at=5_000, restart=lambda: running.append(start(home))
    )
    assert len(running) > 1
    assert len(crash.check_nothing_lost(promised)) == VISITS * 12

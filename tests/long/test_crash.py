"""Kill −9 in the middle of ten thousand appends: the journal's crash tests at full size."""

import pytest
from django.db import connections

from journal.example import point_django_at
from journal.trouble import crash

VISITS = 834  # of twelve rows each


@pytest.fixture
def running(tmp_path_factory, binaries, server, migrated):
    home = tmp_path_factory.mktemp("crash")
    home.chmod(0o711)
    started = [crash.open_database(home, binaries)]
    yield started
    connections.close_all()
    started[-1].stop()
    point_django_at(server.url)


def test_a_writer_killed_after_ten_thousand_rows_leaves_every_promised_one(running):
    promised = crash.kill_writer_after(running[-1], visits=2 * VISITS, promised_rows=10_000)
    kept = crash.check_nothing_lost(promised)
    assert len(promised) >= 10_000
    assert len(kept) - len(promised) in (0, 1)


def test_a_database_killed_in_ten_thousand_rows_has_each_promised_one_once(running, binaries):
    home = running[-1].home

    def restart():
        running.append(crash.open_database(home, binaries))

    promised = crash.append_through_death(
        running[-1], visits=VISITS, kill_at=5_000, restart=restart
    )
    assert len(running) > 1
    assert len(crash.check_nothing_lost(promised)) == VISITS * 12

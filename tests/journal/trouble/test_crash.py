"""Kill −9 of the writer and of the database in the middle of appends."""

import pytest
from django.db import connections

from journal.example import point_django_at
from journal.trouble import crash


@pytest.fixture
def running(tmp_path_factory, binaries, server, migrated):
    """A server that may die; afterwards Django is pointed back at the shared one."""
    home = tmp_path_factory.mktemp("crash")
    home.chmod(0o711)
    started = [crash.open_database(home, binaries)]
    yield started
    connections.close_all()
    for one in reversed(started):  # whoever holds a database keeps it running
        one.stop()
    point_django_at(server.url)


def test_a_killed_writer_leaves_every_promised_row_and_no_half_visit(running):
    promised = crash.kill_writer_after(running[-1], visits=100, promised_rows=150)
    kept = crash.check_nothing_lost(promised)
    assert len(promised) >= 150
    assert len(kept) - len(promised) in (0, 1)  # one row may be written and not yet promised


def test_a_killed_database_comes_back_with_every_promised_row_once(running, binaries):
    home = running[-1].home

    def restart():
        running.append(crash.open_database(home, binaries))

    promised = crash.append_through_death(running[-1], visits=25, kill_at=150, restart=restart)
    assert len(running) > 1
    assert len(crash.check_nothing_lost(promised)) == 25 * 12

"""A server for this suite. Each test has a zone of its own, so that no test meets another.

CUAKHAU_POSTGRES_BIN chooses other programs than the embedded ones.
"""

import os
import subprocess
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

import django  # noqa: E402
import psycopg  # noqa: E402
import pytest  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

django.setup()

from cuakhau.server import database  # noqa: E402
from journal.example import fresh_zone, point_django_at  # noqa: E402


@pytest.fixture(scope="session")
def binaries():
    chosen = os.environ.get("CUAKHAU_POSTGRES_BIN")
    return database.get_binaries(Path(chosen)) if chosen else database.find_binaries()


@pytest.fixture(scope="session")
def server(binaries):
    with database.throwaway(binaries=binaries) as running:
        yield running


@pytest.fixture(scope="session")
def migrated(server, django_db_blocker):
    with django_db_blocker.unblock():
        point_django_at(server.url)
        call_command("migrate", "journal", verbosity=0, skip_checks=True)
        yield server
        connections.close_all()


@pytest.fixture
def zone(migrated):
    return fresh_zone()


@pytest.fixture
def real_zone(migrated):
    """A zone that takes no made-up rows."""
    return fresh_zone("")


@pytest.fixture
def rows_of(server):
    """Asks the database over a connection of its own."""
    with psycopg.connect(server.url, autocommit=True) as other:
        yield lambda query, *values: other.execute(query, values).fetchall()


@pytest.fixture
def dump(server, binaries):
    """Gives the whole database as text."""
    command = [binaries.program("pg_dump"), "--inserts", server.url]
    return lambda: subprocess.run(command, capture_output=True, text=True, check=True).stdout

"""A server for this suite, and a zone of its own for each test, so that no test meets another.

CUAKHAU_POSTGRES_BIN chooses other programs than the embedded ones.
"""

import os
import subprocess
from itertools import count
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

import django  # noqa: E402
import psycopg  # noqa: E402
import pytest  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from psycopg.conninfo import conninfo_to_dict  # noqa: E402

from cuakhau.server import database  # noqa: E402
from cuakhau.zone.load import load  # noqa: E402

django.setup()
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = load(ROOT / "zones" / "example")
numbers = count(1)


def point_django_at(url: str) -> None:
    """Let Django's default connection be the database of `url`."""
    given = conninfo_to_dict(url)
    settings = connections.databases["default"]
    keys = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
    settings.update({ours: str(given.get(theirs, "")) for ours, theirs in keys.items()})
    connections["default"].close()
    del connections["default"]


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
    """A demo zone that no other test writes to."""
    return EXAMPLE.renamed(f"zone-{next(numbers)}-demo")


@pytest.fixture
def real_zone(migrated):
    """A zone that takes no made-up rows."""
    return EXAMPLE.renamed(f"zone-{next(numbers)}")


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

"""The example zone, under a new name for each test, and the database that Django looks at."""

from itertools import count
from pathlib import Path

from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from cuakhau.zone.load import load

EXAMPLE = load(Path(__file__).resolve().parents[2] / "zones" / "example")
_numbers = count(1)


def fresh_zone(ending="-demo"):
    """A zone that no other test writes to."""
    return EXAMPLE.renamed(f"zone-{next(_numbers)}{ending}")


def point_django_at(url):
    """Let Django's default connection be the database of `url`."""
    given = conninfo_to_dict(url)
    settings = connections.databases["default"]
    keys = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
    settings.update({ours: str(given.get(theirs, "")) for ours, theirs in keys.items()})
    connections["default"].close()
    del connections["default"]

"""The database: a PostgreSQL that starts with us, or the one that DATABASE_URL names.

with database.running() as db:
    psycopg.connect(db.url)
"""

from cuakhau.server.database.address import check_server, url_from_environment
from cuakhau.server.database.binaries import (
    Binaries,
    Origin,
    find_binaries,
    get_binaries,
    list_binaries,
)
from cuakhau.server.database.cluster import DURABLE, FOR_TESTS, Tuning
from cuakhau.server.database.embedded import OutsideDatabase, RunningDatabase, running, start
from cuakhau.server.database.errors import DatabaseTrouble
from cuakhau.server.database.places import home_folder
from cuakhau.server.database.postmaster import Stop
from cuakhau.server.database.trials import build_template, copy_of, throwaway
from cuakhau.server.database.ways import Way, way_to_run

__all__ = [
    "DURABLE",
    "FOR_TESTS",
    "Binaries",
    "DatabaseTrouble",
    "Origin",
    "OutsideDatabase",
    "RunningDatabase",
    "Stop",
    "Tuning",
    "Way",
    "build_template",
    "check_server",
    "copy_of",
    "find_binaries",
    "get_binaries",
    "home_folder",
    "list_binaries",
    "running",
    "start",
    "throwaway",
    "url_from_environment",
    "way_to_run",
]

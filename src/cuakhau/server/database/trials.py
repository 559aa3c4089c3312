"""Databases for tests: a server that goes away afterwards, and quick copies of a template."""

import os
import shutil
import stat
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql

from cuakhau.server.database import embedded, sharing
from cuakhau.server.database.address import with_name
from cuakhau.server.database.binaries import Binaries
from cuakhau.server.database.cluster import FOR_TESTS, Tuning
from cuakhau.server.database.embedded import RunningDatabase
from cuakhau.server.database.errors import WaitedTooLong
from cuakhau.server.database.places import Places
from cuakhau.server.database.postmaster import Stop
from cuakhau.server.database.sharing import Patience, log_progress
from cuakhau.server.database.ways import Way

PREFIX = "cuakhau-throwaway-"
SWEEP_OLDER_THAN_S = 600.0


@contextmanager
def throwaway(
    *, binaries: Binaries | None = None, tuning: Tuning = FOR_TESTS, way: Way | None = None
) -> Iterator[RunningDatabase]:
    """Run a fresh server in a temporary folder; stop and remove both at the end."""
    sweep()
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o711)  # another account may have to pass; the data inside stay closed
    try:
        database = embedded.start(home, binaries=binaries, tuning=tuning, way=way)
        try:
            yield database
        finally:
            database.stop(Stop.IMMEDIATE)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def sweep(older_than_s: float = SWEEP_OLDER_THAN_S) -> list[Path]:
    """Stop and remove throwaway servers whose test run was killed; give their folders."""
    old = [
        home
        for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*")
        if _is_old_and_ours(home, older_than_s)
    ]
    return [home for home in old if _remove_unused(Places(home))]


def build_template(database: RunningDatabase, name: str, fill: Callable[[str], object]) -> str:
    """Make a database that `fill(url)` fills, and close it, ready to be copied. Gives its name."""
    url = _create(database.url, name, template="template1")
    fill(url)
    with psycopg.connect(database.url, autocommit=True) as connection:
        close = "ALTER DATABASE {} WITH ALLOW_CONNECTIONS false"
        connection.execute(sql.SQL(close).format(sql.Identifier(name)))
    return name


@contextmanager
def copy_of(database: RunningDatabase, template: str) -> Iterator[str]:
    """Give the address of a fresh copy of a template; drop it at the end, whoever is connected."""
    name = f"copy_{uuid.uuid4().hex[:12]}"
    url = _create(database.url, name, template=template)
    try:
        yield url
    finally:
        with psycopg.connect(database.url, autocommit=True) as connection:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


def _create(url: str, name: str, *, template: str) -> str:
    # Copying files beats copying through the log fourfold where nothing waits for the disk.
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
    return with_name(url, name)


def _is_old_and_ours(home: Path, older_than_s: float) -> bool:
    seen = home.lstat()
    # File ages come from the wall clock; nothing but tidiness hangs on it.
    age_s = time.time() - seen.st_mtime  # noqa: TID251
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid() and age_s >= older_than_s


def _remove_unused(places: Places) -> bool:
    at_once, soon = (Patience(timeout_s=s, log=places.log, tell=log_progress) for s in (0, 60))
    with suppress(WaitedTooLong, OSError), sharing.turn(places.turn, at_once):
        if not sharing.is_held(places.users):
            embedded.stop_server(places, soon, Stop.IMMEDIATE)
            shutil.rmtree(places.home)
            return True
    return False

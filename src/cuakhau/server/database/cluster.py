"""The data of one server: making them, checking their version, setting sizes."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from cuakhau.server.database import reach
from cuakhau.server.database.address import version_of
from cuakhau.server.database.binaries import Binaries
from cuakhau.server.database.errors import DataMissing, NotADatabase, NotPrepared, OtherVersion
from cuakhau.server.database.places import Places
from cuakhau.server.database.ways import Account

ADMIN = "postgres"
USER = NAME = "cuakhau"
FIRST_WITH_BUILTIN_LOCALE = 17

SETTINGS = """\
# Written at each start by cuakhau. Put your own settings into postgresql.conf, below the
# line that includes this file, or use ALTER SYSTEM: both win.
max_connections = {connections}
shared_buffers = {shared_buffers_mb}MB
effective_cache_size = {cache_mb}MB
work_mem = 8MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off
wal_compression = pglz
min_wal_size = 128MB
max_wal_size = {wal_mb}MB
fsync = {disk}
full_page_writes = {disk}
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %q%u@%d '
# A failed statement or its detail may carry a person's data; the client sees both anyway.
log_error_verbosity = terse
log_min_error_statement = panic
"""
# Reached only through a socket in a folder that is closed to everybody else.
WHO_MAY_CONNECT = "local all all trust\nlocal replication all trust\n"


@dataclass(frozen=True, slots=True)
class Tuning:
    """Sizes and durability. `on_disk=False` survives the death of processes, not of the power."""

    on_disk: bool = True
    connections: int = 120
    shared_buffers_mb: int = 256
    cache_mb: int = 1536
    wal_mb: int = 1024

    def text(self) -> str:
        """Write it as PostgreSQL reads it."""
        return SETTINGS.format(
            connections=self.connections,
            shared_buffers_mb=self.shared_buffers_mb,
            cache_mb=self.cache_mb,
            wal_mb=self.wal_mb,
            disk="on" if self.on_disk else "off",
        )


DURABLE = Tuning()  # for a machine of 2 cores and 4 GB
FOR_TESTS = Tuning(on_disk=False, shared_buffers_mb=64)


def find_major(data: Path) -> int | None:
    """Find the major version of existing data; None when there are none yet."""
    try:
        return int((data / "PG_VERSION").read_text("ascii").split(".")[0])
    except FileNotFoundError:
        if data.is_symlink() and not data.exists():
            raise DataMissing(folder=data, target=data.readlink()) from None
        if data.exists() and any(data.iterdir()):
            raise NotADatabase(folder=data) from None
        return None


def prepare(places: Places, account: Account, binaries: Binaries, tuning: Tuning) -> None:
    """Make the data when there are none; check and set up those that are there."""
    major = find_major(places.data)
    if major is None:
        try:
            _make(places, account, binaries, tuning)
        except OSError as error:
            raise NotPrepared(folder=places.data, output=str(error)) from error
    elif major != binaries.major:
        raise OtherVersion(folder=places.data, found=major, offered=binaries.version)
    reach.hand_over(places.data, account)
    write_as(account, places.data / "cuakhau.conf", tuning.text())


def provide(admin_url: str) -> str:
    """Make our user and database when they are missing; give the server's version.

    The user is no superuser: the database itself can refuse him things.
    """
    with psycopg.connect(admin_url, autocommit=True) as connection:
        user = sql.Identifier(USER)
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [USER]).rowcount:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(user))
            connection.execute(sql.SQL("GRANT pg_monitor, pg_checkpoint TO {}").format(user))
        if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).rowcount:
            make = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), user)
            connection.execute(make)
        return version_of(connection)


def write_as(account: Account, path: Path, text: str) -> None:
    """Put a whole file in place. Follows no link: the folder may belong to another account."""
    draft = path.with_name(f"{path.name}.draft")
    with suppress(FileNotFoundError):
        draft.unlink()
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as file:
        os.fchown(fd, account.uid, account.gid)
        file.write(text)
        file.flush()
        os.fsync(fd)
    draft.replace(path)


def _make(places: Places, account: Account, binaries: Binaries, tuning: Tuning) -> None:
    seat = reach.seat_of_data(places, account)
    data = seat / "database"
    if find_major(data) is None:
        unfinished = seat / "database.unfinished"  # an initdb that was cut short; never in use
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        os.chown(unfinished, account.uid, account.gid)
        _run_initdb(unfinished, account, binaries, tuning)
        write_as(account, unfinished / "pg_hba.conf", WHO_MAY_CONNECT)
        own = (unfinished / "postgresql.conf").read_text("utf-8")
        text = f"{own}\ninclude_if_exists = 'cuakhau.conf'\n"
        write_as(account, unfinished / "postgresql.conf", text)
        unfinished.rename(data)
    if data != places.data:
        with suppress(FileNotFoundError, NotADirectoryError):
            places.data.rmdir()
        places.data.symlink_to(data)


def _run_initdb(data: Path, account: Account, binaries: Binaries, tuning: Tuning) -> None:
    words: list[str | Path] = [binaries.program("initdb"), "--pgdata", data, "--data-checksums"]
    words += ["--username", ADMIN, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    if binaries.major >= FIRST_WITH_BUILTIN_LOCALE:
        # Its order of letters cannot change under the indexes with the system's libraries.
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if not tuning.on_disk:
        words.append("--no-sync")
    done = account.run(words)
    if done.returncode != 0:
        raise NotPrepared(folder=data, output=done.stdout.strip())

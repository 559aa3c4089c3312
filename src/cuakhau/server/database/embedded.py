"""Start, share and stop the database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from cuakhau.server.database import cluster, postmaster, reach, sharing
from cuakhau.server.database.address import check_server, url_from_environment
from cuakhau.server.database.binaries import Binaries, find_binaries
from cuakhau.server.database.cluster import DURABLE, Tuning
from cuakhau.server.database.places import Places, home_folder, lay_out
from cuakhau.server.database.postmaster import Answer, Stop
from cuakhau.server.database.sharing import Lease, Patience, Tell, log_progress
from cuakhau.server.database.ways import (
    Account,
    Way,
    account_for,
    account_owning,
    way_to_run,
)

TIMEOUT_S = 900.0


@dataclass(eq=False)
class RunningDatabase:
    """Our share of a server that runs. `stop` gives it back; the last to do so stops the server."""

    places: Places
    url: str
    admin_url: str
    version: str
    way: Way
    _lease: Lease = field(repr=False)
    _owner: int = field(default_factory=os.getpid, repr=False)

    @property
    def home(self) -> Path:
        """The folder it was started for."""
        return self.places.home

    @property
    def pid(self) -> int | None:
        """The process id in postmaster.pid, for a look from outside."""
        found = postmaster.find_postmaster(self.places.data)
        return found.pid if found else None

    def stop(self, mode: Stop = Stop.FAST) -> None:
        """Give our share back. A second call, or one in a forked child, does nothing."""
        if os.getpid() == self._owner:
            _leave(self.places, self._lease, mode)

    def __enter__(self) -> "RunningDatabase":
        """Nothing to open: it runs."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()


@dataclass(frozen=True, slots=True)
class OutsideDatabase:
    """The server that DATABASE_URL names; it is not ours to stop."""

    url: str
    version: str

    def stop(self) -> None:
        """Leave it as it is."""


def start(
    home: Path | None = None,
    *,
    binaries: Binaries | None = None,
    tuning: Tuning = DURABLE,
    way: Way | None = None,
    tell: Tell = log_progress,
    timeout_s: float = TIMEOUT_S,
) -> RunningDatabase:
    """Start the embedded database of `home`, or join the one that runs.

    `tell` hears now and then why it takes long. Data are made when there are none, and are
    never removed.
    """
    places = lay_out(home or home_folder())
    patience = Patience(timeout_s=timeout_s, log=places.log, tell=tell)
    with sharing.turn(places.turn, patience):
        lease = Lease(places.users)
        try:
            while True:
                if not _is_there(places, patience):
                    account = _choose_account(places.data, way)
                    socket_folder = _launch(places, account, binaries, tuning)
                    postmaster.wait_until_ready(places, socket_folder, patience)
                with suppress(psycopg.OperationalError):  # ended just now, by another hand
                    return _join(places, lease)
                patience.wait(
                    vi="cơ sở dữ liệu vừa ngắt kết nối; thử lại",
                    en="the database has just cut the connection; trying again",
                )
        except BaseException:
            lease.release()
            raise


@contextmanager
def running(home: Path | None = None) -> Iterator[RunningDatabase | OutsideDatabase]:
    """Give the database to use: that of DATABASE_URL when set, else the embedded one of `home`."""
    given = url_from_environment()
    if given is not None:
        yield OutsideDatabase(given, check_server(given))
        return
    with start(home) as database:
        yield database


def _is_there(places: Places, patience: Patience) -> bool:
    """Whether a server answers; waits for one that comes up or whose last processes go down."""
    while (answer := postmaster.ask(places.data)) is not Answer.READY:
        if answer is Answer.SILENT and not sharing.is_held(places.alive):
            return False
        patience.wait(
            vi="chờ cơ sở dữ liệu phục hồi, hoặc lần chạy trước kết thúc hẳn",
            en="waiting for the database to recover, or for its last run to end wholly",
        )
    return True


def _choose_account(data: Path, way: Way | None) -> Account:
    if way is None and data.exists() and data.stat().st_uid != os.geteuid():
        return account_owning(data)
    return account_for(way_to_run(way))


def _launch(places: Places, account: Account, binaries: Binaries | None, tuning: Tuning) -> Path:
    chosen = binaries or find_binaries(prefer=cluster.find_major(places.data))
    chosen = reach.bring_binaries(chosen, account)
    cluster.prepare(places, account, chosen, tuning)
    return postmaster.launch(places, account, chosen)


def _join(places: Places, lease: Lease) -> RunningDatabase:
    found = postmaster.find_postmaster(places.data)
    if found is None:
        raise psycopg.OperationalError("it has stopped")
    admin_url = found.url(user=cluster.ADMIN, name=cluster.ADMIN)
    version = cluster.provide(admin_url)
    return RunningDatabase(
        places=places,
        url=found.url(user=cluster.USER, name=cluster.NAME),
        admin_url=admin_url,
        version=version,
        way=account_owning(places.data).way,
        _lease=lease,
    )


def _leave(places: Places, lease: Lease, mode: Stop) -> None:
    patience = Patience(timeout_s=TIMEOUT_S, log=places.log, tell=log_progress)
    with sharing.turn(places.turn, patience):
        lease.release()
        if not sharing.is_held(places.users):
            stop_server(places, patience, mode)


def stop_server(places: Places, patience: Patience, mode: Stop) -> None:
    """Stop the server of these places, whoever uses it. Only in one's turn."""
    if cluster.find_major(places.data) is None:
        return
    account = account_owning(places.data)
    chosen = find_binaries(prefer=cluster.find_major(places.data))
    binaries = reach.bring_binaries(chosen, account)
    postmaster.shut_down(places, account, binaries, patience, mode=mode)

"""The server process: does it answer, start it, stop it.

What is asked is the socket (libpq's ping) and the `alive` lock, never a list of processes.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from psycopg import pq

from cuakhau.server.database import cluster, sharing
from cuakhau.server.database.address import url_of
from cuakhau.server.database.binaries import Binaries
from cuakhau.server.database.errors import NotStarted, NotStopped
from cuakhau.server.database.places import (
    Places,
    make_socket_folder,
    open_log,
    remove_socket_folder,
)
from cuakhau.server.database.sharing import Patience
from cuakhau.server.database.ways import Account

PORT = 5432  # names the socket file only: nothing listens on the network
STOP_TIMEOUT_S = 600
LAST_LINES = 15


class Answer(StrEnum):
    """What a server says when it is asked."""

    READY = "ready"
    NOT_YET = "not yet"
    SILENT = "silent"


class Stop(StrEnum):
    """How to stop: with a checkpoint, or leaving the recovery to the next start."""

    FAST = "fast"
    IMMEDIATE = "immediate"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What the server wrote about itself in postmaster.pid; it may be dead by now."""

    pid: int
    data: Path
    port: int
    socket_folder: Path

    def url(self, *, user: str, name: str) -> str:
        """Write the address of one of its databases."""
        return url_of(self.socket_folder, port=self.port, user=user, name=name)


def find_postmaster(data: Path) -> Postmaster | None:
    """Read who serves the data, or served them last; None after a clean stop."""
    try:
        lines = (data / "postmaster.pid").read_text("utf-8").splitlines()
        return Postmaster(int(lines[0]), Path(lines[1]), int(lines[3]), Path(lines[4]))
    except (FileNotFoundError, IndexError, ValueError):
        return None


def ask(data: Path) -> Answer:
    """Ask the server of these data whether it is there."""
    found = find_postmaster(data)
    # Data copied or moved carry the file of another place's server.
    if found is None or not found.data.exists() or not found.data.samefile(data):
        return Answer.SILENT
    url = found.url(user=cluster.ADMIN, name=cluster.ADMIN) + "&connect_timeout=5"
    match pq.PGconn.ping(url.encode()):
        case pq.Ping.OK:
            return Answer.READY
        case pq.Ping.REJECT:
            return Answer.NOT_YET
        case _:
            return Answer.SILENT


def launch(places: Places, account: Account, binaries: Binaries) -> Path:
    """Start the server process and leave it; give its socket folder.

    Nothing of an earlier server lives any more: the caller has seen to it.
    """
    data = places.data.resolve()
    socket_folder = make_socket_folder(data, account)
    words: list[str | Path] = [binaries.program("postgres"), "-D", data, "-p", str(PORT)]
    words += ["-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"]
    words += ["-c", f"unix_socket_directories={socket_folder}"]
    earlier = find_postmaster(data)
    # PostgreSQL takes any process with the id in postmaster.pid for its predecessor: a corpse
    # not yet reaped, or a stranger after a reboot. This is its own way to be told better; its
    # test of shared memory stays in force, as it would not if the file were removed.
    env = {"PG_GRANDPARENT_PID": str(earlier.pid)} if earlier else {}
    log = open_log(places.log)
    try:
        with sharing.sign_of_life(places.alive) as alive:
            account.run(
                # The shell ends at once, so the server is nobody's child who must reap it.
                ["/bin/sh", "-c", '"$@" &', "sh", *words],
                env=env,
                stdout=log,
                stderr=log,
                pass_fds=(alive,),
                start_new_session=True,
            )
    finally:
        os.close(log)
    return socket_folder


def wait_until_ready(places: Places, socket_folder: Path, patience: Patience) -> None:
    """Wait for a server that was launched, through its recovery if need be."""
    while ask(places.data) is not Answer.READY:
        if not sharing.is_held(places.alive):
            remove_socket_folder(socket_folder)
            raise NotStarted(log=places.log, output=last_lines(places.log))
        patience.wait(
            vi="cơ sở dữ liệu đang khởi động (phục hồi sau sự cố có thể mất vài phút)",
            en="the database is starting (recovery after a crash may take minutes)",
        )


def shut_down(
    places: Places, account: Account, binaries: Binaries, patience: Patience, *, mode: Stop
) -> None:
    """Stop the server and wait until the last of its processes is gone."""
    found = find_postmaster(places.data)
    if found is None:
        return
    while (answer := ask(places.data)) is not Answer.SILENT or sharing.is_held(places.alive):
        # One that is silent is not signalled: its id may belong to a stranger by now.
        if answer is not Answer.SILENT:
            _signal(places, account, binaries, mode)
        patience.wait(
            vi="chờ các tiến trình của cơ sở dữ liệu kết thúc",
            en="waiting for the processes of the database to end",
        )
    remove_socket_folder(found.socket_folder)


def last_lines(log: Path) -> str:
    """Give the end of the log, for a message."""
    return "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-LAST_LINES:])


def _signal(places: Places, account: Account, binaries: Binaries, mode: Stop) -> None:
    words: list[str | Path] = ["-D", places.data.resolve(), "-m", mode, "-w"]
    words += ["-t", str(STOP_TIMEOUT_S)]
    done = account.run([binaries.program("pg_ctl"), "stop", *words])
    if done.returncode != 0 and ask(places.data) is not Answer.SILENT:
        raise NotStopped(log=places.log, output=done.stdout.strip())

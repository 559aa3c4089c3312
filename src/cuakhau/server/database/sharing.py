"""One server, many processes: whose turn it is, who uses it, whether it lives.

All three are `flock`s, which the kernel drops when their last holder dies. No process id is
trusted anywhere: ids are used again, and a dead process keeps its id until it is reaped.

    database.turn    exclusive: one process at a time starts or stops the server
    database.users   shared: held by every process that uses the server
    database.alive   exclusive: handed to the postmaster, and so to each of its children
"""

import fcntl
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cuakhau.server.database.errors import WaitedTooLong

Tell = Callable[[str], None]

POLL_S = 0.02
TELL_EACH_S = 2.0
log_progress: Tell = logging.getLogger("cuakhau.database").info


class Patience:
    """Waits in small steps, says now and then why, and gives up at its deadline."""

    def __init__(self, *, timeout_s: float, log: Path, tell: Tell) -> None:
        """Begin to count."""
        self._began = self._told = time.monotonic()
        self._timeout_s, self._log, self._tell = timeout_s, log, tell

    def wait(self, *, vi: str, en: str) -> None:
        """Wait one step for what the two texts say."""
        now = time.monotonic()
        waited_s = now - self._began
        if waited_s > self._timeout_s:
            raise WaitedTooLong(waited_s=waited_s, what_vi=vi, what_en=en, log=self._log)
        if now - self._told > TELL_EACH_S:
            self._told = now
            self._tell(f"{vi} / {en} ({waited_s:.0f} s)")
        time.sleep(POLL_S)


class Lease:
    """Says that this process uses the server, until it is released or the process ends."""

    def __init__(self, path: Path) -> None:
        """Take a share."""
        self._fd: int | None = _open(path)
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def release(self) -> None:
        """Give the share back, also for children that inherited it by fork."""
        if self._fd is not None:
            fcntl.flock(self._fd, fcntl.LOCK_UN)
            os.close(self._fd)
            self._fd = None


@contextmanager
def turn(path: Path, patience: Patience) -> Iterator[None]:
    """Hold the right to start or stop the server."""
    fd = _open(path)
    try:
        while not _grab(fd):
            patience.wait(
                vi="chờ một tiến trình khác đang khởi động hoặc dừng cơ sở dữ liệu",
                en="waiting for another process that starts or stops the database",
            )
        yield
    finally:
        os.close(fd)


@contextmanager
def sign_of_life(path: Path) -> Iterator[int]:
    """Give a locked file to hand to a server; it stays locked while any process has it."""
    fd = _open(path)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield fd
    finally:
        os.close(fd)


def is_held(path: Path) -> bool:
    """Whether any process holds the file. Only the process whose turn it is may ask."""
    fd = _open(path)
    try:
        return not _grab(fd)
    finally:
        os.close(fd)


def _grab(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)

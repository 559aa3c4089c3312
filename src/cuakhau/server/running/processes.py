"""Starts the children, looks after them, and stops them all together."""

import http.client
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cuakhau.server.running.child import PARENT

MOST_FAILURES = 3
FAILED_SOON_S = 10.0
LOOK_S = 0.2
STOP_S = 8.0

Tell = Callable[[str], None]


class ChildFailed(RuntimeError):
    """A child ended again and again; everything was stopped."""


@dataclass(slots=True)
class Child:
    """A process that should run. One that `ends_by_itself` is done when it ends without error."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    ends_by_itself: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_s: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only us."""
        environment = {**os.environ, **self.environment, PARENT: str(os.getpid())}
        self.process = subprocess.Popen(self.command, env=environment, start_new_session=True)
        self.started_s = time.monotonic()

    @property
    def is_running(self) -> bool:
        """Tell whether it lives."""
        return self.process is not None and self.process.poll() is None


@dataclass(slots=True)
class Household:
    """All children of one `cuakhau up` or `cuakhau serve`."""

    children: list[Child]
    tell: Tell
    done: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start()

    def add(self, child: Child) -> None:
        """Start one more."""
        self.children.append(child)
        child.start()

    def look_after(self, keep_on: Callable[[], bool]) -> None:
        """Start again what ends, until `keep_on` says no. Raises `ChildFailed`."""
        while keep_on():
            self.mend_all()
            time.sleep(LOOK_S)

    def mend_all(self) -> None:
        """Start again every child that has ended and should not have."""
        for child in self.children:
            if not child.is_running and child.name not in self.done:
                self._mend(child)

    def stop(self) -> None:
        """Ask every child to end, and after a while make it."""
        running = [child.process for child in self.children if child.process and child.is_running]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + STOP_S
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _mend(self, child: Child) -> None:
        code = child.process.returncode if child.process else None
        if child.ends_by_itself and code == 0:
            self.done.add(child.name)
            return
        lived_s = time.monotonic() - child.started_s
        child.failures = child.failures + 1 if lived_s < FAILED_SOON_S else 1
        if child.failures > MOST_FAILURES:
            raise ChildFailed(
                f"“{child.name}” dừng {child.failures} lần liền (mã {code}); đã dừng tất cả.\n"
                f"“{child.name}” ended {child.failures} times (code {code}); all is stopped."
            )
        self.tell(
            f"“{child.name}” đã dừng (mã {code}), đang khởi động lại. / "
            f"“{child.name}” ended (code {code}) and is started again."
        )
        child.start()


def wait_until_answers(host: str, port: int, path: str, keep_on: Callable[[], bool]) -> bool:
    """Wait until our own server answers without trouble; false when `keep_on` said no before."""
    while keep_on():
        connection = http.client.HTTPConnection(host, port, timeout=60)
        try:
            connection.request("GET", path)
            if connection.getresponse().status < 400:
                return True
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    return False

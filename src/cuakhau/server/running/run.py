"""From a database that answers to pages that answer, and back to silence."""

import os
import secrets
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from cuakhau.server.running.child import command
from cuakhau.server.running.ports import find_free_port
from cuakhau.server.running.processes import Child, Household, Tell, wait_until_answers

FIRST_PAGE, HEALTH = "/", "/api/v1/health"
PAGE_CONNECTIONS, STREAM_CONNECTIONS = 8, 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where to listen and what to serve. `stream` is a path where a proxy joins both ports."""

    host: str
    port: int
    zones: tuple[str, ...]
    workers: int = 1
    stream: str = ""
    replay: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Acts:
    """What the caller does in between: ready the database, and tell the address.

    `prepare` says whether the replay may play.
    """

    prepare: Callable[[], bool]
    ready: Callable[[str], None]


@dataclass(slots=True)
class Until:
    """Says whether to go on; SIGINT and SIGTERM say no."""

    stopped: bool = False
    before: dict[int, object] = field(default_factory=dict)

    def watch(self) -> None:
        """Hear the two signals from now on."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self.before[number] = signal.signal(number, self._stop)

    def keep_on(self) -> bool:
        """Tell whether nobody asked to stop."""
        return not self.stopped

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopped = True


def run(wanted: Wanted, *, home: Path, tell: Tell, acts: Acts) -> None:
    """Run all children until SIGINT or SIGTERM. Raises `ChildFailed`, `NoFreePort`.

    The pages load their libraries while `acts.prepare` readies the database: nobody knows the
    address yet. Stream and replay begin when the first page has answered, or three programs would
    load at once on two cores; the beat, for which nobody waits, begins last.
    """
    until = Until()
    until.watch()
    port = find_free_port(wanted.host, wanted.port)
    stream_port = find_free_port(wanted.host, port + 1)
    if port != wanted.port:
        tell(
            f"Cổng {wanted.port} đang bận, dùng cổng {port}. / "
            f"Port {wanted.port} is in use; port {port} is taken instead."
        )
    environment = _environment(wanted, home, stream_port)
    household = Household([_pages(wanted, port, environment)], tell)
    household.start()
    try:
        may_play = acts.prepare()
        host = _reachable(wanted.host)
        if wait_until_answers(host, port, FIRST_PAGE, lambda: _look(household, until)):
            acts.ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
            household.add(_stream(wanted, stream_port, environment))
            if wanted.replay and may_play:
                household.add(_player(wanted.replay, environment))
            # The API loads when it is first asked for: by us, before anybody else.
            if wait_until_answers(host, port, HEALTH, lambda: _look(household, until)):
                household.add(_beat(wanted, environment))
        household.look_after(until.keep_on)
    finally:
        household.stop()


def _look(household: Household, until: Until) -> bool:
    household.mend_all()
    return until.keep_on()


def _pages(wanted: Wanted, port: int, environment: Mapping[str, str]) -> Child:
    own = {**environment, "CUAKHAU_POOL": str(PAGE_CONNECTIONS)}
    return Child("pages", command("pages", wanted.host, port, wanted.workers), own)


def _stream(wanted: Wanted, port: int, environment: Mapping[str, str]) -> Child:
    own = {**environment, "CUAKHAU_POOL": str(STREAM_CONNECTIONS)}
    return Child("stream", command("stream", wanted.host, port), own)


def _player(replay: tuple[str, str], environment: Mapping[str, str]) -> Child:
    return Child("replay", command("replay", *replay), environment, ends_by_itself=True)


def _beat(wanted: Wanted, environment: Mapping[str, str]) -> Child:
    return Child("beat", command("beat", *wanted.zones), environment)


def _environment(wanted: Wanted, home: Path, stream_port: int) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "cuakhau.server.settings",
        "CUAKHAU_SERVED": ",".join(wanted.zones),
        "CUAKHAU_STREAM": wanted.stream or f":{stream_port}",
        "CUAKHAU_SECRET_KEY": os.environ.get("CUAKHAU_SECRET_KEY") or _secret_of(home),
    }


def _secret_of(home: Path) -> str:
    """Give the secret of this home, so that cookies outlive a restart."""
    file = home / "secret"
    home.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(50))
    return file.read_text("ascii")


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104

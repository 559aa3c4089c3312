"""One process of the server: `python -m cuakhau.server.running.child pages|stream|replay|beat …`.

It ends when its parent does, whatever ended that.
"""

import ctypes
import gc
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PARENT = "CUAKHAU_PARENT"  # set for the children of `cuakhau up` and `serve`
STREAMS = 5_000


def end_with_parent(parent: int, number: int = signal.SIGTERM) -> None:
    """Ask the kernel to end this process when its parent is gone. Only Linux knows how."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)  # it was gone before the kernel heard us


def end_with_server() -> None:
    """Let a worker go with the process that minds it, or it would hold the port for ever."""
    if PARENT in os.environ:
        end_with_parent(os.getppid(), signal.SIGKILL)


def spare_what_is_loaded() -> None:
    """Leave what is loaded out of the rounds of the collector, which would find nothing there.

    Half a million objects stand once all pages are loaded; a full round over them takes longer
    than the page in which it happens to fall.
    """
    gc.collect()
    gc.freeze()


def serve_pages(host: str, port: int, workers: int) -> None:
    """Serve pages and API."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "cuakhau.server.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()


def serve_stream(host: str, port: int) -> None:
    """Serve the stream of live updates: one process, thousands of open lines."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "cuakhau.server.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,
        backpressure=STREAMS,
        respawn_failed_workers=True,
        workers_kill_timeout=1,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()


def main(arguments: list[str]) -> None:
    """Become what the first argument says."""
    end_with_parent(int(os.environ[PARENT]))
    role, *rest = arguments
    if role == "pages":
        serve_pages(rest[0], int(rest[1]), int(rest[2]))
    elif role == "stream":
        serve_stream(rest[0], int(rest[1]))
    elif role == "beat":
        _wake()
        from cuakhau.server.running.beat import beat_in_process

        beat_in_process(rest)
    else:
        _wake()
        from cuakhau.server.running.player import play_in_process

        play_in_process(rest[0], rest[1])


def _wake() -> None:
    import django

    django.setup()


def command(role: str, *rest: object) -> list[str]:
    """Give the command that starts a child."""
    python = Path(sys.executable)
    return [str(python), "-m", "cuakhau.server.running.child", role, *map(str, rest)]


if __name__ == "__main__":
    main(sys.argv[1:])

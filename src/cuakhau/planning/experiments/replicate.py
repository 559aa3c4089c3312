"""The same network under several seeds, side by side on the cores.

The kernel lets go of the interpreter while it runs, so threads use every core and share the
network; nothing is pickled. The answer does not depend on how many threads there were.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
A = TypeVar("A")
LOOKS_EVERY_S = 0.1


class Stopped(Exception):
    """Raised when somebody asked to stop; `done` holds what was finished, by place in the list."""

    def __init__(self, done: dict[int, Any], wanted: int) -> None:
        super().__init__(f"stopped after {len(done)} of {wanted}")
        self.done = done
        self.wanted = wanted


class _NotBegun(Exception):
    """Raised in place of a run that was still to begin when somebody said stop."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who wants to hear how far it is, and who may stop it between two runs.

    `told(done, wanted)` is called by the thread that waits, `stop()` by every thread.
    """

    told: Callable[[int, int], None] = lambda done, wanted: None
    stop: Callable[[], bool] = lambda: False


UNWATCHED = Watch()


def cores() -> int:
    """Say how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def do_all(
    act: Callable[[A], T], items: Sequence[A], *, watch: Watch = UNWATCHED, threads: int = 0
) -> tuple[T, ...]:
    """Do `act` to each item on threads; answers in the order of the items.

    Raises `Stopped` with what was finished, when the watch says stop or the user pressed Ctrl-C;
    what is being run then is run to its end, what had not begun is not begun.
    """
    done: dict[int, T] = {}
    places: dict[Future[T], int] = {}

    def begin(item: A) -> T:
        if watch.stop():
            raise _NotBegun
        return act(item)

    with ThreadPoolExecutor(max(1, min(threads or cores(), len(items)))) as pool:
        try:
            places.update({pool.submit(begin, one): n for n, one in enumerate(items)})
            for future in _as_they_come(places):
                done[places[future]] = future.result()
                watch.told(len(done), len(items))
        except (KeyboardInterrupt, _NotBegun):
            pool.shutdown(wait=True, cancel_futures=True)
            ended = {n: future for future, n in places.items() if not future.cancelled()}
            done |= {n: f.result() for n, f in ended.items() if f.exception() is None}
            raise Stopped(done, len(items)) from None
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return tuple(done[n] for n in range(len(items)))


def _as_they_come(places: dict[Future[T], int]) -> Iterator[Future[T]]:
    waiting = set(places)
    while waiting:
        ready, waiting = wait(waiting, timeout=LOOKS_EVERY_S, return_when=FIRST_COMPLETED)
        yield from sorted(ready, key=places.__getitem__)

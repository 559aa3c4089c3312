"""Work that waits: claimed under a row lock, told of each second, stopped between two steps.

The kernel lets go of the interpreter, so pages answer meanwhile. Several processes share the work
and none does it twice; what nobody has spoken of for a while was cut off (decision 0018).
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import connection, transaction

from cuakhau.planning.experiments.replicate import Watch
from cuakhau.planning.models import CUT, RUNNING, STOPPED, STOPPING, WAITING, Turn

SPEAKS_EACH = timedelta(seconds=1)
SILENT_FOR = timedelta(seconds=30)

Clock = Callable[[], datetime]
Row = TypeVar("Row", bound=Turn)
log = logging.getLogger(__name__)


class Maker:
    """A thread that makes all that waits and ends; woken again for what comes later."""

    def __init__(self, name: str, make_waiting: Callable[[Clock], int]) -> None:
        self.name, self.make_waiting = name, make_waiting
        self._turn = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self, clock: Clock) -> None:
        """See to it that what waits is made. `clock` is that of the wall."""
        with self._turn:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._work, args=(clock,), name=self.name, daemon=True
                )
                self._thread.start()

    def _work(self, clock: Clock) -> None:
        try:
            self.make_waiting(clock)
        except Exception:
            log.exception("the maker of %s ended", self.name)
        finally:
            connection.close()


def claim(kind: type[Row], now: datetime) -> Row | None:
    """Take the oldest that waits; no other process takes it too."""
    with transaction.atomic():
        waiting = kind._default_manager.select_for_update(skip_locked=True).filter(status=WAITING)
        row = waiting.order_by("pk").first()
        if row is not None:
            row.status, row.began_at, row.seen_at = RUNNING, now, now
            row.save(update_fields=["status", "began_at", "seen_at"])
        return row


def note_cut(kind: type[Turn], zone_name: str, now: datetime) -> None:
    """Write down what was cut off: nobody has spoken of it for a while."""
    about = {"zone": zone_name, "status__in": (RUNNING, STOPPING)}  # each kind is of a zone
    running = kind._default_manager.filter(**about)
    running.filter(seen_at__lt=now - SILENT_FOR).update(status=CUT, ended_at=now)


def stop(row: Turn) -> None:
    """Ask whoever makes it to stop; what nobody has begun is stopped at once."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(status=WAITING).update(status=STOPPED):
        rows.filter(status=RUNNING).update(status=STOPPING)


def end(row: Turn, now: datetime, **fields: object) -> None:
    """Write down what came of it."""
    type(row)._default_manager.filter(pk=row.pk).update(seen_at=now, ended_at=now, **fields)


def watch(row: Turn, clock: Clock) -> Watch:
    """Write down how far it is, at most once a second, and hear whether it shall stop.

    Only for who is told by one thread: each thread that asks the database holds a connection.
    """
    stopping, rows = threading.Event(), type(row)._default_manager.filter(pk=row.pk)
    spoken = clock()

    def told(done: int, wanted: int) -> None:
        nonlocal spoken
        if clock() - spoken < SPEAKS_EACH and done < wanted:
            return
        spoken = clock()
        rows.update(done=done, seen_at=spoken)
        if rows.filter(status=STOPPING).exists():
            stopping.set()

    return Watch(told=told, stop=stopping.is_set)

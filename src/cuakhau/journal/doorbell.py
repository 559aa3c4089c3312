"""Wakes readers after a commit, a few times a second at most.

A commit that notifies takes a lock of the whole database, so rows never notify: a writer only
marks that something came, and one thread of the process tells the database (decision 0005).
"""

import threading
from collections.abc import Callable

from django.db import DatabaseError, transaction

from cuakhau.journal.store.connection import aside

CHANNEL = "cuakhau_journal"
PAUSE_S = 0.25

# What hears the name of a zone after each commit, in the thread that wrote. It must be quick.
listeners: list[Callable[[str], None]] = []


def ring(zone: str) -> None:
    """Tell the listeners that rows of a zone were committed."""
    for tell in listeners:
        tell(zone)


def ring_on_commit(zone: str) -> None:
    """Ring when the transaction that the caller opened is committed."""
    if listeners:
        transaction.on_commit(lambda: ring(zone))


class Doorbell:
    """One thread that sends NOTIFY for the zones marked since it last did."""

    def __init__(self, *, pause_s: float = PAUSE_S) -> None:
        """Prepare it; `start` makes it listen."""
        self._pause_s = pause_s
        self._zones: set[str] = set()
        self._marked = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)

    def start(self) -> None:
        """Begin to notify."""
        listeners.append(self.mark)
        self._thread.start()

    def stop(self) -> None:
        """Send what is marked and end."""
        listeners.remove(self.mark)
        self._stopped.set()
        self._marked.set()
        self._thread.join()

    def mark(self, zone: str) -> None:
        """Remember that rows of a zone came."""
        self._zones.add(zone)
        self._marked.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._marked.wait()
            try:
                self._notify()
            except DatabaseError:  # readers also look by themselves, only later
                self._stopped.wait(self._pause_s)

    def _notify(self) -> None:
        with aside() as other:
            while True:
                self._marked.clear()
                while self._zones:
                    other.execute("SELECT pg_notify(%s, %s)", [CHANNEL, self._zones.pop()])
                if self._stopped.wait(self._pause_s):
                    return
                self._marked.wait()

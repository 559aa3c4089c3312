"""Live updates: tells every open page how far the log of its zone has come. Knows no page.

A stream carries cursors only; the page then fetches its part under its own reader's rights. The
log is read by cursor (decision 0005). NOTIFY wakes the reader at once, a look each second finds
what was written without one.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg

from cuakhau.journal.doorbell import CHANNEL

LOOK_S = 1.0
LEAST_PAUSE_S = 0.2
KEEP_ALIVE_S = 15.0
RECONNECT_S = 1.0

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Mark:
    """How far a zone has come, and what wakes those who wait for more."""

    cursor: str = ""
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    viewers: int = 0

    def move(self, cursor: str) -> None:
        """Wake everybody when the cursor is a new one."""
        if cursor != self.cursor:
            self.cursor = cursor
            self.moved.set()
            self.moved = asyncio.Event()


class Watch:
    """Follows the zones that somebody looks at, with one connection for all of them."""

    def __init__(self, url: str, find_cursor: Callable[[str], str]) -> None:
        self._url = url
        self._find_cursor = find_cursor
        self._marks: dict[str, Mark] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()

    async def follow(self, zone_name: str, after: str) -> AsyncIterator[str]:
        """Give each new cursor of a zone, and now and then the empty text to keep a line open."""
        mark = self._marks.setdefault(zone_name, Mark())
        mark.viewers += 1
        self._begin()
        try:
            while True:
                if mark.cursor and mark.cursor != after:
                    after = mark.cursor
                    yield after
                    await asyncio.sleep(LEAST_PAUSE_S)
                    continue
                try:
                    await asyncio.wait_for(mark.moved.wait(), KEEP_ALIVE_S)
                except TimeoutError:
                    yield ""
        finally:
            mark.viewers -= 1

    def _begin(self) -> None:
        if not self._tasks:
            for work in (self._listen(), self._look()):
                self._tasks.add(asyncio.create_task(work))
        self._woken.set()

    async def _look(self) -> None:
        """Ask for the cursors when woken, and each second while somebody looks."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_S)
            self._woken.clear()
            for zone_name, mark in list(self._marks.items()):
                if mark.viewers:
                    try:
                        mark.move(await asyncio.to_thread(self._find_cursor, zone_name))
                    except Exception as trouble:  # noqa: BLE001 the next look may succeed
                        log.warning("the log cannot be read for the stream: %s", trouble)

    async def _listen(self) -> None:
        """Be woken by NOTIFY; connect again where the connection was lost."""
        while True:
            try:
                connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
                async with connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    async for _ in connection.notifies():
                        self._woken.set()
            except psycopg.Error as trouble:
                log.warning("the stream does not hear the database: %s", trouble)
            await asyncio.sleep(RECONNECT_S)

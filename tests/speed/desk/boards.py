"""Many open boards: how long after an act at a desk every one of them shows it.

A board does what a browser does: hears on the stream that rows came, and fetches its part.
"""

import asyncio
import gzip
import re
import statistics
import time
from urllib.parse import urlsplit

from speed.desk.site import Desk
from speed.measured import measured, p95

ACTS = 10
PAUSE_S = 2.0
WITHIN_S = 1.0
PATIENCE_S = 30.0
CURSOR = re.compile(r'data-cursor="(\d+)-(\d+)"')


class Board:
    """One open board: its stream, its line to the pages, and when it showed which cursor."""

    def __init__(self, site, stream, cookies):
        self.site, self.stream, self.cookies = site, stream, cookies
        self.shown, self.heard = [], ""
        self.news = asyncio.Event()

    async def open(self):
        """Show the part, then listen to what comes after it."""
        await self._dial()
        await self._fetch()
        self.events = await asyncio.open_connection(*self.stream)
        after = "-".join(map(str, self.shown[-1][1]))
        path = f"/stream/{self.site.zone}?after={after}"
        await _send(self.events[1], path, self.stream[0], accept="text/event-stream")
        self.tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._follow())]

    async def _dial(self):
        host = urlsplit(self.site.address)
        self.pages = await asyncio.open_connection(host.hostname, host.port)

    async def _listen(self):
        async for line in self.events[0]:
            if line.startswith(b"data: "):
                self.heard = line[6:].decode().strip()
                self.news.set()

    async def _follow(self):
        while True:
            await self.news.wait()
            self.news.clear()
            await self._fetch()

    async def _fetch(self):
        try:
            text = await self._ask()
        except (asyncio.IncompleteReadError, ConnectionError):
            await self._dial()  # the server hangs up on idle lines, and browsers dial again
            text = await self._ask()
        found = CURSOR.search(text)
        self.shown.append((time.perf_counter(), (int(found[1]), int(found[2]))))

    async def _ask(self):
        reader, writer = self.pages
        more = f"Accept-Encoding: gzip\r\nCookie: {self.cookies}\r\n"
        path = f"{self.site.root}live?after={self.heard}"
        await _send(writer, path, "localhost", more=more)
        return await _read(reader)

    def seconds_until(self, began, cursor):
        """How long after `began` the board first showed a row; `None` where it did not yet."""
        return next((at - began for at, seen in self.shown if seen >= cursor), None)


async def _send(writer, path, host, accept="text/html", more=""):
    head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n{more}\r\n"
    writer.write(head.encode())
    await writer.drain()


async def _read(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head[:200]
    length = re.search(rb"(?i)content-length: (\d+)", head)
    body = await reader.readexactly(int(length[1]))
    return (gzip.decompress(body) if b"content-encoding: gzip" in head.lower() else body).decode()


def measure(site, boards):
    """Acts at a desk with so many boards open; seconds until the boards show them."""
    readers = site.browser("dispatcher").cookies
    cookies = "; ".join(f"{name}={value}" for name, value in readers.items())
    stream = site.stream()
    opened = [Board(site, stream, cookies) for _ in range(boards)]
    return asyncio.run(_measure(site.zone, Desk(site, "border_guard"), opened))


async def _measure(zone, desk, boards):
    count = len(boards)
    for place in range(0, count, 20):
        await asyncio.gather(*(board.open() for board in boards[place : place + 20]))
    waited = []
    for _ in range(ACTS):
        await asyncio.sleep(PAUSE_S)
        await asyncio.to_thread(desk.look)
        began = time.perf_counter()
        await asyncio.to_thread(desk.confirm)
        cursor = await asyncio.to_thread(find_last, zone)
        waited.append(await _wait_for_all(boards, began, cursor))
    for board in boards:
        for task in board.tasks:
            task.cancel()
    every = [seconds for act in waited for seconds in act]
    name = f"act shown on {count} open boards"
    return [
        measured(f"{name}, p95", p95(every), "s", ceiling=WITHIN_S),
        measured(f"{name}, the last board (median act)", statistics.median(map(max, waited)), "s",
                 ceiling=WITHIN_S),
    ]  # fmt: skip


async def _wait_for_all(boards, began, cursor):
    deadline = began + PATIENCE_S
    while time.perf_counter() < deadline:
        spent = [board.seconds_until(began, cursor) for board in boards]
        if None not in spent:
            return spent
        await asyncio.sleep(0.05)
    for board in boards:
        for task in board.tasks:
            if task.done():
                task.result()  # a board that broke says how
    return [PATIENCE_S if seconds is None else seconds for seconds in spent]


def find_last(zone):
    """The cursor of the last row of the log."""
    from cuakhau.journal import read

    return tuple(read.get_horizon(zone))

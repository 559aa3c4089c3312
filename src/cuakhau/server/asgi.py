"""The stream of live updates, for an ASGI server: GET /stream/ZONE, server-sent events.

A process of its own, since pages under ASGI would cost three times as much. It sends cursors, so
it needs no session and shows nothing that a reader might not see.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import close_old_connections  # noqa: E402

from cuakhau.journal import read  # noqa: E402
from cuakhau.server import zones  # noqa: E402
from cuakhau.server.running.child import end_with_server, spare_what_is_loaded  # noqa: E402
from cuakhau.web.live import Watch  # noqa: E402

end_with_server()
spare_what_is_loaded()

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

ROOT = "/stream/"
RETRY_MS = 2000


def find_cursor(zone_name: str) -> str:
    """Give the cursor of the last row that a reader may see."""
    close_old_connections()
    cursor = read.get_horizon(zone_name)
    return f"{cursor.xid}-{cursor.position}"


watch = Watch(settings.DATABASE_URL, find_cursor)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request: a stream of a zone that is served here, or 404."""
    if scope["type"] != "http":
        return
    zone_name = unquote(scope["path"]).removeprefix(ROOT)
    if scope["method"] != "GET" or zone_name not in zones.served():
        await _answer(send, 404, [(b"content-type", b"text/plain")])
        await send({"type": "http.response.body", "body": b"no such stream\n"})
        return
    await _answer(send, 200, _headers(scope))
    stream = asyncio.create_task(_stream(send, zone_name, _after(scope)))
    gone = asyncio.create_task(_wait_until_gone(receive))
    await asyncio.wait({stream, gone}, return_when=asyncio.FIRST_COMPLETED)
    for task in (stream, gone):
        task.cancel()
        with suppress(asyncio.CancelledError, OSError, RuntimeError):
            await task


async def _stream(send: Send, zone_name: str, after: str) -> None:
    await _say(send, f"retry: {RETRY_MS}\n\n")
    async for cursor in watch.follow(zone_name, after):
        await _say(send, f"id: {cursor}\nevent: rows\ndata: {cursor}\n\n" if cursor else ":\n\n")


async def _wait_until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
        (b"vary", b"origin"),
    ]
    # On one machine the pages come from another port of the same host, which is another origin.
    asked = dict(scope["headers"])
    origin = asked.get(b"origin", b"").decode("latin-1")
    host = asked.get(b"host", b"").decode("latin-1")
    if origin and urlsplit(origin).hostname == urlsplit(f"//{host}").hostname:
        headers.append((b"access-control-allow-origin", origin.encode("latin-1")))
    return headers


def _after(scope: Scope) -> str:
    """Where the reader left off: the id of the last event it got, or the cursor of its page."""
    last = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("after", [""])
    return last or asked[0]

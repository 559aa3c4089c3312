"""Addresses of databases: those we make, and the one DATABASE_URL names."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from cuakhau.server.database.errors import (
    OLDEST_MAJOR,
    ServerSilent,
    ServerTooOld,
    UrlUnknown,
)

CONNECT_TIMEOUT_S = 10


def url_of(socket_folder: Path, *, port: int, user: str, name: str) -> str:
    """Write the address of a database behind a socket."""
    return f"postgresql://{user}@/{name}?host={quote(str(socket_folder), safe='')}&port={port}"


def with_name(url: str, name: str) -> str:
    """Give the address of another database of the same server."""
    return urlsplit(url)._replace(path=f"/{name}").geturl().replace("@?", "@/?")


def url_from_environment() -> str | None:
    """Give DATABASE_URL, or None when it is not set."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return None
    try:
        conninfo_to_dict(url)
    except psycopg.Error as error:
        raise UrlUnknown(shown=shown(url)) from error
    return url


def check_server(url: str) -> str:
    """Give the version of the server at `url`; refuse a silent or an old one."""
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_TIMEOUT_S) as connection:
            version = version_of(connection)
    except psycopg.Error as error:
        raise ServerSilent(shown=shown(url), because=_first_line(error)) from error
    if int(version.partition(".")[0]) < OLDEST_MAJOR:
        raise ServerTooOld(shown=shown(url), found=version)
    return version


def version_of(connection: psycopg.Connection[Any]) -> str:
    """Give the version of the server behind a connection, such as 18.6."""
    number = connection.info.server_version
    return f"{number // 10_000}.{number % 10_000}"


def shown(url: str) -> str:
    """Write an address without its password, for messages."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:
        return f"{urlsplit(url).scheme}://…"
    server = f"{parts.get('host', '')}:{parts.get('port', '')}".strip(":")
    return f"{parts.get('user', '')}@{server}/{parts.get('dbname', '')}"


def _first_line(error: psycopg.Error) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0]

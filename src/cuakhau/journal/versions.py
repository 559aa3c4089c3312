"""Every version of a zone that an event names is kept, so that old facts keep their meaning."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from django.db import connection

from cuakhau.journal.store.connection import aside, fetch
from cuakhau.zone.history import History, history_of
from cuakhau.zone.load import ZoneNotFound, digest, files_of, get_folder
from cuakhau.zone.zone import NotInZone, Zone

MOST_READ = 8

_kept: set[tuple[str, str, str]] = set()
_read: dict[tuple[str, str, str], History] = {}


def ensure(zone: Zone) -> None:
    """Keep this version of the zone where it is new; costs nothing when it is not."""
    key = (database_name(), zone.name, zone.version)
    if key not in _kept:
        keep(zone, {})
        _kept.add(key)


def keep(zone: Zone, files: Mapping[str, bytes]) -> None:
    """Keep a version with the files it was read from, in a transaction of its own.

    A version is kept once; files that come later than the version do not replace it.
    """
    texts = {path: content.decode("utf-8", "replace") for path, content in files.items()}
    with aside() as other:
        other.execute(
            "INSERT INTO journal_zone_version (zone, version, compiled, files) "
            "VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                zone.name,
                zone.version,
                msgspec.json.encode(zone).decode(),
                msgspec.json.encode(texts).decode() if texts else None,
            ],
        )


def get_version(zone_name: str, version: str) -> Zone:
    """Give a zone as it was in that version, or raise `NotInZone`."""
    return _load(database_name(), zone_name, version)


def get_files(zone_name: str, version: str) -> dict[str, bytes]:
    """Give the files that a version was read from, by path; raise `NotInZone` where none are kept.

    What was no text comes back changed: only the tables of a zone are meant.
    """
    found = fetch(
        "SELECT files::text FROM journal_zone_version WHERE zone = $1 AND version = $2",
        [zone_name, version],
    )
    if not found or found[0][0] is None:
        raise NotInZone(f"{zone_name} {version}")
    texts = msgspec.json.decode(found[0][0], type=dict[str, str])
    return {path: text.encode() for path, text in texts.items()}


def find_files(zone: Zone) -> dict[str, bytes]:
    """Give the files of this version: the folder's or those kept; none where neither has them."""
    try:
        files = files_of(get_folder(zone.name))
        if digest(files) == zone.version:
            return files
    except ZoneNotFound:
        pass
    try:
        return get_files(zone.name, zone.version)
    except NotInZone:
        return {}


def read_history(zone: Zone) -> History:
    """Give what was published of a zone; nothing where the files of its version are not known."""
    # A version never changes, and to read it takes longer than a page may.
    key = (database_name(), zone.name, zone.version)
    if key not in _read:
        files = find_files(zone)
        # Files that come later than a kept version do not replace it, so what is absent stays so.
        if not files and key not in _kept:
            return History()
        if len(_read) >= MOST_READ:
            _read.clear()
        _read[key] = history_of(zone.name, files) if files else History()
    return _read[key]


def get_version_beginning(zone_name: str, beginning: str) -> Zone:
    """Give the zone whose version begins so, or raise `NotInZone`; also where several do."""
    found = fetch(
        "SELECT version FROM journal_zone_version WHERE zone = $1 AND starts_with(version, $2)",
        [zone_name, beginning],
    )
    if len(found) != 1:
        raise NotInZone(f"{zone_name} {beginning}…")
    return get_version(zone_name, found[0][0])


def list_versions(zone_name: str | None = None) -> list[dict[str, Any]]:
    """List the versions kept: zone, version, whether the files are kept, number of events."""
    found = fetch(
        "SELECT zone, version, files IS NOT NULL, (SELECT count(*) FROM journal_event e "
        "WHERE e.zone = v.zone AND e.zone_version = v.version) "
        "FROM journal_zone_version v WHERE $1::text IS NULL OR zone = $1 ORDER BY 1, 2",
        [zone_name],
    )
    names = ("zone", "version", "has_files", "events")
    return [dict(zip(names, row, strict=True)) for row in found]


def database_name() -> str:
    """Name the database of this thread's connection, as a key of what is remembered about it."""
    settings = connection.settings_dict
    return f"{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@lru_cache(maxsize=256)
def _load(database: str, zone_name: str, version: str) -> Zone:
    found = fetch(
        "SELECT compiled::text FROM journal_zone_version WHERE zone = $1 AND version = $2",
        [zone_name, version],
    )
    if not found:
        raise NotInZone(f"{zone_name} {version}")
    return msgspec.json.decode(found[0][0], type=Zone)

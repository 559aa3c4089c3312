"""OCEL 2.0 as SQLite: six tables of links and names, and one for each type of event and object."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from cuakhau.statistics.exchange.faults import tell_fault
from cuakhau.statistics.exchange.json_form import write_time
from cuakhau.statistics.exchange.ocel import EVENT_WORDS, OBJECT_TYPES, Ocel
from cuakhau.zone.refusal import Named

_TABLES = """
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL
    REFERENCES event_map_type (ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL
    REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (ocel_event_id TEXT NOT NULL REFERENCES event (ocel_id),
    ocel_object_id TEXT NOT NULL REFERENCES object (ocel_id), ocel_qualifier TEXT NOT NULL,
    PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (ocel_source_id TEXT NOT NULL REFERENCES object (ocel_id),
    ocel_target_id TEXT NOT NULL REFERENCES object (ocel_id), ocel_qualifier TEXT NOT NULL,
    PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
"""


def write_sqlite(ocel: Ocel, file: Path) -> None:
    """Write an export as a new SQLite file."""
    database = sqlite3.connect(file)
    try:
        database.executescript(_TABLES)
        maps = {name: f"e{number}" for number, name in enumerate(ocel.event_types, start=1)}
        _insert(database, "event_map_type", maps.items())
        _insert(database, "object_map_type", ((name, name) for name in OBJECT_TYPES))
        for name, table in maps.items():
            words = ", ".join(f"{word} TEXT" for word in EVENT_WORDS)
            key = (
                "ocel_id TEXT PRIMARY KEY REFERENCES event (ocel_id), ocel_time TIMESTAMP NOT NULL"
            )
            database.execute(f"CREATE TABLE event_{table} ({key}, {words})")
            rows = (
                (e.id, write_time(e.at), *(e.words.get(word) for word in EVENT_WORDS))
                for e in ocel.events
                if e.type == name
            )
            _insert(database, "event", ((e.id, e.type) for e in ocel.events if e.type == name))
            _insert(database, f"event_{table}", rows)
        _write_objects(database, ocel)
        links = ((e.id, link, said) for e in ocel.events for link, said in e.links)
        _insert(database, "event_object", links)
        beside = ((o.id, link, said) for o in ocel.objects.values() for link, said in o.links)
        _insert(database, "object_object", beside)
        database.commit()
    finally:
        database.close()


def _write_objects(database: sqlite3.Connection, ocel: Ocel) -> None:
    first = write_time(min(event.at for event in ocel.events))
    for name, words in OBJECT_TYPES.items():
        columns = "".join(f", {word} TEXT" for word in words)
        key = "ocel_id TEXT REFERENCES object (ocel_id), ocel_time TIMESTAMP NOT NULL"
        database.execute(f"CREATE TABLE object_{name} ({key}, ocel_changed_field TEXT{columns})")
        objects = [one for one in ocel.objects.values() if one.type == name]
        _insert(database, "object", ((one.id, one.type) for one in objects))
        for one in objects:
            empty = (None,) * len(words)
            rows = [(one.id, first, None, *empty)]
            for word, value, at in one.words:
                told = tuple(value if column == word else None for column in words)
                rows.append((one.id, write_time(at), word, *told))
            _insert(database, f"object_{name}", rows)


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    kept = list(rows)
    if kept:
        places = ", ".join("?" * len(kept[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({places})", kept)


def find_faults_of_file(file: Path) -> list[Named]:
    """Say which rows of a written file dangle or lack their typed row."""
    database = sqlite3.connect(file)
    try:
        found = [
            tell_fault("dangling", row=row[1], table=row[0])
            for row in database.execute("PRAGMA foreign_key_check")
        ]
        for kind in ("event", "object"):
            maps = database.execute(f"SELECT * FROM {kind}_map_type").fetchall()
            for name, table in maps:
                missing = database.execute(
                    f"SELECT count(*) FROM {kind} WHERE ocel_type = ? AND ocel_id NOT IN "
                    f"(SELECT ocel_id FROM {kind}_{table})",
                    [name],
                ).fetchone()[0]
                if missing:
                    found.append(tell_fault("no_row", missing=missing, kind=kind, name=name))
        return found
    finally:
        database.close()

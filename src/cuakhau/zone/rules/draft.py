"""What the rules look at: all rows of a zone, the broken ones too, and the faults of reading."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cuakhau.zone.reading.raw import Fault, RawRow

PLACE_TABLES = ("gate", "route", "lane", "yard")
NONE_CLOSE = "–"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as written and as a typed value; `row` is `None` where it could not be made."""

    raw: RawRow
    row: Any


@dataclass(frozen=True)
class Draft:
    """A zone before anybody knows whether it holds together."""

    name: str
    paths: tuple[str, ...]
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]

    def of(self, *tables: str) -> list[Entry]:
        """List the sound rows of some tables."""
        return [e for e in self.entries if e.raw.table in tables and e.row is not None]

    def of_kind(self, *kinds: str) -> Iterator[Fault]:
        """Give the faults of reading that one rule speaks of."""
        return (fault for fault in self.faults if fault.kind in kinds)

    @cached_property
    def known(self) -> Mapping[str, Mapping[str, list[Entry]]]:
        """All rows by table and id. A broken row is known too, so that it is reported once."""
        found: dict[str, dict[str, list[Entry]]] = {}
        for entry in self.entries:
            if entry.raw.id:
                found.setdefault(entry.raw.table, {}).setdefault(entry.raw.id, []).append(entry)
        return found

    def rows_named(self, row_id: str, tables: Iterable[str]) -> list[Entry]:
        """List the rows of an id in some tables, at all dates."""
        return [e for table in tables for e in self.known.get(table, {}).get(row_id, ())]

    def ids(self, tables: Iterable[str]) -> list[str]:
        """List the ids of some tables."""
        return [row_id for table in tables for row_id in self.known.get(table, {})]


Rule = Callable[[Draft], Iterator[Fault]]


def closest(word: str, known: Iterable[str]) -> str:
    """Find the known word that somebody may have meant."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), NONE_CLOSE)


def starts(row: Any) -> date:
    """Give the first day of a row, open ranges included."""
    return row.valid_from or date.min


def ends(row: Any) -> date:
    """Give the first day after a row, open ranges included."""
    return row.valid_until or date.max


def overlap(one: Any, other: Any) -> bool:
    """Tell whether two rows are in force on a common day."""
    return starts(one) < ends(other) and starts(other) < ends(one)


def pairs(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Give each pair of rows once, the later one second."""
    for place, second in enumerate(entries):
        for first in entries[:place]:
            yield first, second


def grouped(entries: Iterable[Entry], key: Callable[[Any], Any]) -> Iterable[list[Entry]]:
    """Put rows that share a key together."""
    groups: dict[Any, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry.row), []).append(entry)
    return groups.values()

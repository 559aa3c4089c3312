"""Files of a zone as rows that still know their file and line; nothing is judged here.

A TOML file that does not parse as a whole is read table by table, so that one slip hides nothing
else. Faults are noted, never raised: the rules in `zone.rules.files` give them number and cure.
"""

import csv
import io
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

TOML_FILES = ("zone.toml", "procedures.toml")
CSV_TABLES = {
    "tariffs.csv": "tariff",
    "names.csv": "name",
    "sources.csv": "source",
    "history/scopes.csv": "published_scope",
    "history/counts.csv": "published_count",
    "history/turnover.csv": "published_turnover",
    "history/times.csv": "published_time",
    "history/events.csv": "published_event",
    "history/projects.csv": "published_project",
}
SETTINGS = "zone"  # the table name of what stands above the first header
SETTINGS_FILE = "zone.toml"

_HEADER = re.compile(r"^\[\[?\s*([\w.-]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*\"?([\w-]+)\"?\s*=")
_ID_LINE = re.compile(r"^\s*id\s*=\s*[\"']?([\w.-]+)", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at a place in a file; `kind` says which rule speaks of it."""

    file: str
    line: int | None = None
    column: int | None = None
    kind: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One table of a TOML file or one line of a CSV file. `lines` and `columns` are by field.

    Where `is_read` is false, only the id could be made out.
    """

    file: str
    table: str
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    inner_lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    is_read: bool = True

    @property
    def id(self) -> str:
        """The id of the row as written, or an empty text."""
        return str(self.values.get("id", ""))

    def fault(self, key: str | None = None, kind: str = "", **facts: Any) -> Fault:
        """Point at one field of this row, or at the row."""
        line = self.lines.get(key or "", self.line)
        return Fault(
            file=self.file, line=line, column=self.columns.get(key or ""), kind=kind, facts=facts
        )

    def inner_fault(self, key: str, place: int, kind: str = "", **facts: Any) -> Fault:
        """Point at one element of a list of this row, where it has a line of its own."""
        inner = self.inner_lines.get(key, ())
        line = inner[place] if place < len(inner) else self.lines.get(key, self.line)
        return Fault(file=self.file, line=line, kind=kind, facts=facts)


@dataclass(frozen=True, slots=True)
class _Block:
    table: str
    line: int
    text: str


def read(files: Mapping[str, bytes]) -> tuple[list[RawRow], list[Fault]]:
    """Read all files that make the zone, in the order of their paths."""
    rows: list[RawRow] = []
    faults: list[Fault] = []
    for path in sorted(files):
        if path not in TOML_FILES and path not in CSV_TABLES:
            continue
        text = decode(path, files[path], faults)
        if text is None:
            continue
        if path in TOML_FILES:
            rows.extend(_toml_rows(path, text, faults))
        else:
            rows.extend(csv_rows(path, CSV_TABLES[path], text, faults))
    return rows, faults


def decode(path: str, content: bytes, faults: list[Fault]) -> str | None:
    """Read bytes as UTF-8, with or without a byte-order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = content[: problem.start]
        line = before.count(b"\n") + 1
        column = problem.start - (before.rfind(b"\n") + 1) + 1
        byte = f"0x{content[problem.start]:02x}"
        fault = Fault(file=path, line=line, column=column, kind="utf8", facts={"byte": byte})
        faults.append(fault)
        return None


def csv_rows(path: str, table: str, text: str, faults: list[Fault]) -> Iterator[RawRow]:
    """Read lines of a CSV file with a header; empty cells are left out of `values`."""
    header: list[str] | None = None
    for line, cells, problem in _csv_cells(text):
        if problem:
            faults.append(Fault(file=path, line=line, kind="csv", facts={"problem": problem}))
        if header is None:
            header = [name.strip() for name in cells]
            faults.extend(_header_faults(path, header))
            if problem:
                return
        elif problem or (cells and len(cells) != len(header)):
            if not problem:
                facts = {"cells": len(cells), "columns": len(header)}
                faults.append(Fault(file=path, line=line, kind="cells", facts=facts))
            yield _unread_row(path, table, line, cells[0] if header[0] == "id" else "")
        elif any(cell.strip() for cell in cells):
            yield _csv_row(path, table, line, header, cells)


def _csv_cells(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Give line, cells and problem; of a line that cannot be read only the first cell."""
    lines = io.StringIO(text, newline="").readlines()
    done = 0
    while done < len(lines):
        reader = csv.reader(itertools.islice(lines, done, None), strict=True)
        line = done + 1
        try:
            for cells in reader:
                yield line, cells, ""
                line = done + reader.line_num + 1
            return
        except csv.Error as problem:
            yield line, [lines[line - 1].split(",", 1)[0].strip()], str(problem)
            done = line


def _unread_row(path: str, table: str, line: int, row_id: str) -> RawRow:
    """Keep at least the id of a row, so that what names it is not reported too."""
    values = {"id": row_id} if row_id else {}
    return RawRow(file=path, table=table, line=line, values=values, is_read=False)


def _header_faults(path: str, header: list[str]) -> Iterator[Fault]:
    for place, name in enumerate(header, start=1):
        if name in header[: place - 1]:
            facts = {"column": name}
            yield Fault(file=path, line=1, column=place, kind="header", facts=facts)


def _csv_row(path: str, table: str, line: int, header: list[str], cells: list[str]) -> RawRow:
    filled = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
    columns = {name: place for place, name in enumerate(header, start=1)}
    return RawRow(file=path, table=table, line=line, values=filled, columns=columns)


def _toml_rows(path: str, text: str, faults: list[Fault]) -> Iterator[RawRow]:
    blocks = list(_blocks(text))
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        yield from _rescued_rows(path, blocks, faults)
        return
    yield from _top_rows(path, blocks[0], whole)
    for table, listed in whole.items():
        if _is_table(listed):
            own = [block for block in blocks if block.table == table]
            for place, values in enumerate([listed] if isinstance(listed, dict) else listed):
                block = own[place] if place < len(own) else _Block(table, 1, "")
                yield _toml_row(path, block, values)


def _top_rows(path: str, block: _Block, whole: Mapping[str, Any]) -> Iterator[RawRow]:
    """Give what stands above the first header: the settings in zone.toml, elsewhere a slip."""
    top = {key: value for key, value in whole.items() if not _is_table(value)}
    if path == SETTINGS_FILE:
        yield _toml_row(path, block, top)
        return
    for key in top:
        line = _toml_row(path, block, top).lines.get(key, 1)
        yield RawRow(file=path, table=key, line=line, values={})


def _rescued_rows(path: str, blocks: list[_Block], faults: list[Fault]) -> Iterator[RawRow]:
    for block in blocks:
        try:
            parsed = tomllib.loads(block.text)
        except tomllib.TOMLDecodeError as problem:
            faults.append(_toml_fault(path, block, str(problem)))
            found = _ID_LINE.search(block.text)
            yield _unread_row(path, block.table, block.line, found[1] if found else "")
            continue
        if block.table == SETTINGS:
            yield from _top_rows(path, block, parsed)
            continue
        inner = parsed.get(block.table)
        values = inner[0] if isinstance(inner, list) else inner
        if values is not None:
            yield _toml_row(path, block, values)


def _toml_fault(path: str, block: _Block, problem: str) -> Fault:
    place = _AT_LINE.search(problem)
    line = block.line + (int(place[1]) - 1 if place else block.text.rstrip().count("\n"))
    column = int(place[2]) if place else None
    facts = {"problem": _AT_LINE.sub("", problem).replace("(at end of document)", "").strip()}
    return Fault(file=path, line=line, column=column, kind="toml", facts=facts)


def _is_table(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(inner, dict) for inner in value)
    return isinstance(value, dict)


def _blocks(text: str) -> Iterator[_Block]:
    """Cut at each header. A header inside a text of several lines would be taken for one."""
    table, start, kept = SETTINGS, 1, list[str]()
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        header = _HEADER.match(line.rstrip())
        if header:
            yield _Block(table, start, "".join(kept))
            table, start, kept = header[1], number, []
        kept.append(line)
    yield _Block(table, start, "".join(kept))


def _toml_row(path: str, block: _Block, values: Mapping[str, Any]) -> RawRow:
    lines: dict[str, int] = {}
    inner: dict[str, list[int]] = {}
    last = ""
    for number, line in enumerate(block.text.splitlines(), start=block.line):
        key = _KEY.match(line)
        if key:
            last = key[1]
            lines.setdefault(last, number)
            line = line[key.end() :].lstrip().removeprefix("[")
        if line.lstrip().startswith("{"):
            inner.setdefault(last, []).append(number)
    return RawRow(
        file=path,
        table=block.table,
        line=block.line,
        values=values,
        lines=lines,
        inner_lines={name: tuple(numbers) for name, numbers in inner.items()},
    )

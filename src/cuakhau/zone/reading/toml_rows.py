"""Tables of a TOML file as raw rows, with the line of every field.

A file that does not parse as a whole is read table by table, so that one slip hides nothing else.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cuakhau.zone.reading.raw import SCENARIOS, SETTINGS, SETTINGS_FILE, Fault, RawRow, unread_row

_HEADER = re.compile(r"^\[\[?\s*([\w.-]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*\"?([\w-]+)\"?\s*=")
_ID_LINE = re.compile(r"^\s*id\s*=\s*[\"']?([\w.-]+)", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class _Block:
    table: str
    line: int
    text: str


def toml_rows(path: str, text: str, faults: list[Fault]) -> Iterator[RawRow]:
    """Give each table as a raw row, and add to `faults` what could not be read."""
    blocks = list(_blocks(text))
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        yield from _rescued_rows(path, blocks, faults)
        return
    yield from _top_rows(path, blocks[0], whole, faults)
    for table, listed in whole.items():
        if _is_table(listed):
            own = [block for block in blocks if block.table == table]
            for place, values in enumerate([listed] if isinstance(listed, dict) else listed):
                block = own[place] if place < len(own) else _Block(table, 1, "")
                yield _toml_row(path, block, values)


def _top_rows(
    path: str, block: _Block, whole: Mapping[str, Any], faults: list[Fault]
) -> Iterator[RawRow]:
    """Give what stands above the first header: settings of a zone or a scenario, else a slip."""
    top = {key: value for key, value in whole.items() if not _is_table(value)}
    row = _toml_row(path, block, top)
    if path == SETTINGS_FILE or path.startswith(f"{SCENARIOS}/"):
        yield row
    else:
        faults += [row.fault(key, "loose", table=key) for key in top]


def _rescued_rows(path: str, blocks: list[_Block], faults: list[Fault]) -> Iterator[RawRow]:
    for block in blocks:
        try:
            parsed = tomllib.loads(block.text)
        except tomllib.TOMLDecodeError as problem:
            faults.append(_toml_fault(path, block, str(problem)))
            found = _ID_LINE.search(block.text)
            yield unread_row(path, block.table, block.line, found[1] if found else "")
            continue
        if block.table == SETTINGS:
            yield from _top_rows(path, block, parsed, faults)
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

"""A file or a paste as a sheet of texts: CSV, Excel or JSON."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from itertools import islice
from typing import Any

from cuakhau.operations.sources.refusals import (
    w1_there_are_rows,
    w2_not_too_many_rows,
    w3_json_is_a_list,
    wrong,
)
from cuakhau.web.uploads import Upload

MOST_ROWS = 5_000
MOST_COLUMNS = 60
LISTS = ("rows", "data", "items", "events", "confirmations")
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file as texts. `first` is the number that people see beside the first row."""

    columns: Cells
    rows: tuple[Cells, ...]
    first: int

    @property
    def digest(self) -> str:
        """Tell the content apart from any other, whatever the file was called."""
        return sha256(json.dumps([self.columns, self.rows]).encode()).hexdigest()

    def to_json(self) -> str:
        """Write the sheet out, so that a form can carry it while a person looks at it."""
        return json.dumps([self.first, self.columns, self.rows], ensure_ascii=False)


def read_sheet(upload: Upload) -> Sheet:
    """Read a file. Raises W1, W2 or W3."""
    if upload.text is None:
        return _below_headings(_read_workbook(upload.content))
    return read_text(upload.text)


def read_text(text: str) -> Sheet:
    """Read CSV, what was copied out of a table, or JSON. Raises W1, W2 or W3."""
    if text.lstrip()[:1] in ("{", "["):
        return _read_json(text)
    return _below_headings(_read_csv(text))


def read_carried(text: str) -> Sheet:
    """Read back what `Sheet.to_json` wrote. Raises W1."""
    try:
        first, columns, rows = json.loads(text)
        sheet = Sheet(tuple(columns), tuple(tuple(map(str, row)) for row in rows), int(first))
    except (ValueError, TypeError) as bad:
        raise wrong(w1_there_are_rows) from bad
    return _check(sheet)


def _below_headings(rows: Iterator[Cells]) -> Sheet:
    """Take the first row with two cells as the headings; titles above it have one."""
    for place, row in enumerate(rows, start=1):
        width = max((at for at, cell in enumerate(row, start=1) if cell), default=0)
        if sum(map(bool, row)) < 2:
            continue
        below = [tuple((*line, *[""] * width)[:width]) for line in rows]
        while below and not any(below[-1]):
            below.pop()
        return _check(Sheet(row[:width], tuple(below), place + 1))
    raise wrong(w1_there_are_rows)


def _check(sheet: Sheet) -> Sheet:
    if not any(map(any, sheet.rows)):
        raise wrong(w1_there_are_rows)
    if len(sheet.rows) > MOST_ROWS:
        raise wrong(w2_not_too_many_rows, most=MOST_ROWS)
    return sheet


def _read_csv(text: str) -> Iterator[Cells]:
    head = text[:4000]
    delimiter = max("\t;,|", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for row in islice(rows, MOST_ROWS + 50):
        yield tuple(cell.strip() for cell in row[:MOST_COLUMNS])


def _read_workbook(content: bytes) -> Iterator[Cells]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=False)
    sheet = book.worksheets[0]
    # A merged cell says in each of its rows what it says in the first.
    merged: dict[tuple[Any, Any], Any] = {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        if area.size["rows"] > 1
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    for line in sheet.iter_rows(max_row=MOST_ROWS + 50, max_col=MOST_COLUMNS):
        yield tuple(_say(merged.get((cell.row, cell.column), cell.value)) for cell in line)


def _read_json(text: str) -> Sheet:
    try:
        said = json.loads(text)
    except ValueError as bad:
        raise wrong(w3_json_is_a_list) from bad
    if isinstance(said, dict):
        said = next((said[key] for key in LISTS if isinstance(said.get(key), list)), None)
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise wrong(w3_json_is_a_list)
    columns = tuple(dict.fromkeys(key for one in said[:MOST_ROWS] for key in one))[:MOST_COLUMNS]
    rows = tuple(tuple(_say(one.get(key)) for key in columns) for one in said)
    return _check(Sheet(columns, rows, 1))


def _say(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

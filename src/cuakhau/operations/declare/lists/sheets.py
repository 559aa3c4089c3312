"""Sheets of a file as they stand: Excel and CSV alike give rows of cells with what they hold."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from cuakhau.operations.declare.lists.refusals import d49_workbook_opens
from cuakhau.operations.declare.refusals import mistake

Value = str | int | float | bool | date | datetime | None
MOST_COLUMNS = 60
_MERGED = re.compile(rb'<mergeCell\s+ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_DELIMITERS = ";\t,|"


class Held(NamedTuple):
    """What a cell holds. `kind` as Excel has it: s text, n number, d date, f formula, e error."""

    value: Value
    kind: str = "s"

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is there."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


class Merge(NamedTuple):
    """Cells that were merged: first and last row and column, counted from 1, as they are named."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    name: str


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows with their numbers, those without anything left out."""

    name: str
    rows: list[tuple[int, tuple[Held, ...]]]
    merges: list[Merge] = field(default_factory=list)


def read_csv(text: str, name: str) -> list[Sheet]:
    """Read a CSV: commas, semicolons, tabs or bars, as its first line has most of."""
    lines = text.lstrip("\ufeff")
    first, _, rest = lines.partition("\n")
    if first.strip().lower().startswith("sep="):  # what Excel writes above for itself
        delimiter, lines = first.strip()[4:5] or ",", rest
        first = rest.partition("\n")[0]
    else:
        delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    return [Sheet(name, list(_number(rows)))]


def _number(rows: Iterator[list[str]]) -> Iterator[tuple[int, tuple[Held, ...]]]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(Held(value) for value in row[:MOST_COLUMNS])
        if any(not cell.is_blank for cell in cells):
            yield number, cells


def read_workbook(content: bytes, name: str) -> list[Sheet]:
    """Read the sheets that are shown. Raises D49 for what cannot be read."""
    try:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(content), read_only=True)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [
                Sheet(sheet.title, list(_rows_of(sheet)), _merges_of(archive, sheet))
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
    # What damaged or hostile workbooks raise inside of openpyxl is of many kinds.
    except Exception as bad:
        raise mistake(d49_workbook_opens, name=name) from bad


def _rows_of(sheet: Any) -> Iterator[tuple[int, tuple[Held, ...]]]:
    # Some programs write a size of one cell; the rows themselves know better.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [Held(cell.value, cell.data_type) for cell in row[:MOST_COLUMNS]]
        while cells and cells[-1].is_blank:
            cells.pop()
        if cells:
            yield number, tuple(cells)


def _merges_of(archive: zipfile.ZipFile, sheet: Any) -> list[Merge]:
    """Read merged cells from the file itself: a workbook read row by row does not tell them."""
    from openpyxl.utils import range_boundaries

    path = getattr(sheet, "_worksheet_path", "").lstrip("/")
    if path not in archive.namelist():
        return []
    found = []
    for name in _MERGED.findall(archive.read(path)):
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(name.decode()))
        found.append(Merge(top, bottom, left, right, name.decode()))
    return found

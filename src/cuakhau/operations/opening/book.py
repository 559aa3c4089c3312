"""A workbook as rows of cells, each with its address. Pure.

A merged range says the same in all of its cells, as people mean it when they merge the name of a
gate over the rows of its lorries. What stands above the headings is left alone.
"""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cuakhau.operations.opening.columns import SHEETS, Column, Sheet
from cuakhau.operations.opening.refusals import (
    Mistake,
    not_opened,
    o4_sheet_is_known,
    o5_column_is_there,
)
from cuakhau.zone.types import Language

MOST_ROWS = 10_000
MOST_ABOVE = 15  # rows of titles and notes above the headings
Grid = dict[tuple[int, int], Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as Excel has it, with the place where people find it."""

    sheet: str
    row: int
    column: str
    value: Any


@dataclass(frozen=True, slots=True)
class Line:
    """A filled row, by the keys of its columns; a column that the sheet lacks is left out."""

    sheet: str
    row: int
    cells: dict[str, Cell]


def read_book(content: bytes, language: Language) -> tuple[dict[str, list[Line]], list[Mistake]]:
    """Read the filled rows of each sheet, and what is wrong with sheets and headings.

    `language` is that of the mistakes. Raises what openpyxl raises for a damaged file.
    """
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    named = {fold(sheet.title): sheet for sheet in book.worksheets}
    lines: dict[str, list[Line]] = {}
    mistakes: list[Mistake] = []
    for kind in SHEETS:
        found = next((named[fold(t)] for t in kind.titles.values() if fold(t) in named), None)
        if found is not None:
            lines[kind.key] = list(_read_sheet(kind, found, language, mistakes))
    if not lines:
        known = ", ".join(kind.titles[language] for kind in SHEETS)
        mistakes.append(Mistake("", 0, "", not_opened(o4_sheet_is_known, sheets=known)))
    return lines, mistakes


def fold(text: str) -> str:
    """Leave accents, capitals, spaces and the star of a needed column away."""
    told = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in told if not unicodedata.combining(letter))
    return " ".join(plain.replace("*", " ").casefold().split())


def _read_sheet(
    kind: Sheet, sheet: Worksheet, language: Language, mistakes: list[Mistake]
) -> Iterator[Line]:
    grid = _spread(sheet)
    head, places = _find_headings(kind, grid)
    missing = [one for one in kind.columns if one.is_needed and one.key not in places]
    for column in missing:
        refusal = not_opened(o5_column_is_there, column=column.titles[language])
        mistakes.append(Mistake(sheet.title, head, "A" if head else "", refusal))
    if missing:
        return
    for row in range(head + 1, min(sheet.max_row, head + MOST_ROWS) + 1):
        cells = {
            key: Cell(sheet.title, row, get_column_letter(at), _bare(grid.get((row, at))))
            for key, at in places.items()
        }
        if any(cell.value is not None for cell in cells.values()):
            yield Line(sheet.title, row, cells)


def _spread(sheet: Worksheet) -> Grid:
    """Give every value by row and column, those of merged ranges in all of their cells."""
    grid: Grid = {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS + MOST_ABOVE))
        for cell in row
        if cell.value is not None
    }
    for merged in sheet.merged_cells.ranges:
        value = grid.get((merged.min_row, merged.min_col))
        rows = range(merged.min_row, min(merged.max_row, MOST_ROWS) + 1)
        if value is not None:
            grid |= {
                (row, at): value for row in rows for at in range(merged.min_col, merged.max_col + 1)
            }
    return grid


def _find_headings(kind: Sheet, grid: Grid) -> tuple[int, dict[str, int]]:
    """Find the row with most of the headings, and where each column is; row 0 for none."""
    best: tuple[int, dict[str, int]] = (0, {})
    for row in range(1, MOST_ABOVE + 1):
        places: dict[str, int] = {}
        for (at_row, at), value in grid.items():
            column = _column_of(kind, value) if at_row == row else None
            if column is not None:
                places[column.key] = min(at, places.get(column.key, at))
        if len(places) > len(best[1]):
            best = (row, places)
    return best


def _column_of(kind: Sheet, value: Any) -> Column | None:
    told = fold(str(value))
    return next(
        (one for one in kind.columns if told in {one.key, *map(fold, one.titles.values())}), None
    )


def _bare(value: Any) -> Any:
    """Take the spaces from the ends of a text; an empty one is nothing."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return value

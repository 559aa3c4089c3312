"""Cells of a workbook: merged ones filled, and each read as what its column holds."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cuakhau.portfolio.works.rules.numbers import MOST_VND, read_day, read_number
from cuakhau.portfolio.works.rules.project import GROUPS
from cuakhau.portfolio.works.rules.refusals import broken
from cuakhau.portfolio.works.rules.words import fields, laws
from cuakhau.portfolio.works.sheet import refusals
from cuakhau.portfolio.works.sheet.columns import Column, plain

MOST_ROWS, MOST_COLUMNS = 5000, 80
Cells = Sequence[Sequence[Any]]
Merged = Mapping[tuple[int, int], tuple[int, int]]  # (row, column) → (first row, last row)


def read_tables(content: bytes) -> Iterator[tuple[Cells, Merged]]:
    """Give the cells of each sheet, merged ones filled, and which rows each merged cell spans.

    Raises G41.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError, EOFError) as bad:
        raise broken(refusals.g41_file_is_a_workbook) from bad
    for sheet in book.worksheets:
        rows = sheet.iter_rows(
            max_row=min(sheet.max_row, MOST_ROWS), max_col=min(sheet.max_column, MOST_COLUMNS),
            values_only=True,
        )  # fmt: skip
        cells = [list(row) for row in rows]
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        for area in sheet.merged_cells.ranges:
            top, left = area.min_row - 1, area.min_col - 1
            if top >= len(cells) or left >= len(cells[top]):
                continue
            for row in range(top, min(area.max_row, len(cells))):
                for column in range(left, min(area.max_col, len(cells[row]))):
                    cells[row][column] = cells[top][left]
                    merged[row, column] = (top, area.max_row - 1)
        yield cells, merged


def read_cell(column: Column, value: Any, unit_vnd: int) -> Any:
    """Read a cell of a column: text, day, id or whole dong. Raises G44, G45, G47 and G52."""
    if column.is_money:
        return _read_money(value, unit_vnd)
    if column.is_day:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except ValueError:
            raise broken(refusals.g45_cell_is_a_day, value=str(value)) from None
    text = " ".join(str(value).split())
    if column.id in WORDS:
        return _read_word(column.id, text)
    return text


def _read_money(value: Any, unit_vnd: int) -> int:
    try:
        if isinstance(value, bool):
            raise ValueError(value)
        # What binary fractions add in the 15th digit was never typed.
        is_number = isinstance(value, int | float)
        amount = (Decimal(repr(value)) if is_number else read_number(str(value))) * unit_vnd
    except (ValueError, ArithmeticError):
        raise broken(refusals.g44_cell_is_a_number, value=str(value)) from None
    if abs(amount) >= MOST_VND:
        raise broken(refusals.g52_amount_is_exact, value=str(value))
    whole = round(amount) if is_number else amount
    if whole != whole // 1:
        raise broken(refusals.g44_cell_is_a_number, value=str(value))
    return int(whole)


WORDS = ("group", "law", "field")


def _read_word(column: str, text: str) -> str:
    said = plain(text)
    if column == "group":
        known = {plain(one): one for one in GROUPS} | {f"nhóm {plain(one)}": one for one in GROUPS}
        shown = ", ".join(GROUPS)
    elif column == "law":
        known = {plain(one.number): one.id for one in laws().values()} | {
            one.id: one.id for one in laws().values()
        }
        shown = ", ".join(one.number for one in laws().values())
    else:
        known = {plain(one.names["vi"]): one.id for one in fields().values()}
        shown = "; ".join(one.names["vi"] for one in fields().values())
    if said not in known:
        raise broken(refusals.g47_cell_is_a_known_word, value=text, known=shown)
    return known[said]


def letter_of(column: int) -> str:
    """Give the letter of a column."""
    from openpyxl.utils import get_column_letter

    letter: str = get_column_letter(column + 1)
    return letter

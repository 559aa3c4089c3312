"""Workbooks that are given out: the template of a list, and its bad rows with what is wrong."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cuakhau.operations.declare.lists.columns import REQUIRED, Column, column_of, list_columns
from cuakhau.operations.declare.models import TripList
from cuakhau.zone.types import Language

ROWS = 10_001
TEXTS = "@"  # Excel leaves such cells as they are typed
FORMATS = {"time": "dd/mm/yyyy hh:mm", "whole": "#,##0"}
WIDTHS = {"place": 38, "description-1": 30, "procedure": 26, "vehicle_class": 26, "driver": 24}
HEAD = PatternFill("solid", fgColor="0F3D4C")
WRONG = PatternFill("solid", fgColor="FDF0EF")
NEEDED = {"vi": "Phải có", "en": "Needed", "zh": "必填"}
TRIPS = {"vi": "Khai báo", "en": "Trips", "zh": "申报"}
LISTS = {"vi": "Danh mục", "en": "Lists", "zh": "选项"}


def build_template(choices: dict[str, list[str]], language: Language) -> bytes:
    """Build the empty list: headings in three languages, lists to choose from in one."""
    book = Workbook()
    sheet, lists = _first(book), book.create_sheet(LISTS[language])
    sheet.title, lists.sheet_state = TRIPS[language], "hidden"
    columns = [column for column in list_columns() if column.kind != "ignored"]
    kinds = list(choices)
    for place, kind in enumerate(kinds, start=1):
        for row, name in enumerate(choices[kind], start=1):
            lists.cell(row, place, name)
    for place, column in enumerate(columns, start=1):
        _write_heading(sheet, place, column, language)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].number_format = FORMATS.get(column.kind, TEXTS)
        if column.kind in choices:
            of = get_column_letter(kinds.index(column.kind) + 1)
            last = len(choices[column.kind])
            chosen = f"'{lists.title}'!${of}$1:${of}${last}"
            rule = DataValidation("list", formula1=chosen, allow_blank=True)
            rule.add(f"{letter}2:{letter}{ROWS}")
            sheet.add_data_validation(rule)
    _freeze(sheet)
    return _saved(book)


def build_bad(kept: TripList, language: Language) -> bytes:
    """Build the bad rows of a list as they came, each with what is wrong in its last columns."""
    book = Workbook()
    sheet = _first(book)
    sheet.title = TRIPS[language]
    more = [column_of("mistakes"), column_of("origin_row")]
    headings = [*kept.columns, *(column.heading for column in more)]
    for place, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, place, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = 18
    width = len(kept.columns)
    sheet.column_dimensions[get_column_letter(width + 1)].width = 80
    for row, bad in enumerate(kept.bad, start=2):
        for place, text in enumerate(bad["cells"][:width], start=1):
            sheet.cell(row, place, text).number_format = TEXTS
        for wrong in bad["wrong"]:
            place = _place_of(wrong["cell"])
            if 1 <= place <= width:
                sheet.cell(row, place).fill = WRONG
        told = sheet.cell(row, width + 1, "\n".join(say(one, language) for one in bad["wrong"]))
        told.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, width + 2, f"{bad['sheet']} {bad['row']}").number_format = TEXTS
    _freeze(sheet)
    return _saved(book)


def say(wrong: dict[str, Any], language: Language) -> str:
    """Say one mistake: cell, column, rule, reason and cure."""
    reason, cure = wrong[language]
    column = f" {column_of(wrong['field']).names[language]}" if wrong["field"] in FIELDS else ""
    return f"{wrong['cell']}{column} · {wrong['rule']}: {reason} {cure}"


FIELDS = frozenset(column.field for column in list_columns())


def _write_heading(sheet: Worksheet, place: int, column: Column, language: Language) -> None:
    cell = sheet.cell(1, place, column.heading)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.field in REQUIRED:
        cell.comment = Comment(NEEDED[language], "cuakhau")
    sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.field, 18)


def _freeze(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 48


def _first(book: Workbook) -> Worksheet:
    return book.worksheets[0]


def _place_of(cell: str) -> int:
    place = 0
    for letter in cell:
        if not letter.isalpha():
            break
        place = 26 * place + ord(letter) - ord("A") + 1
    return place


def _saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()

"""A day of the log book as an Excel workbook."""

from io import BytesIO
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (8, 8, 18, 70, 24, 12, 10, 12)
FORMULA = ("=", "+", "-", "@")


def write_workbook(title: str, day: str, lines: list[dict[str, Any]], mark: str) -> bytes:
    """Write the lines of a day, one a row; `mark` says of a demo that it is one."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = day
    sheet.append([f"{title} · {day}" + (f" · {mark}" if mark else "")])
    sheet.append(
        [
            _("Time"),
            _("No."),
            _("Kind"),
            _("Entry"),
            _("Written by"),
            _("Written at"),
            _("Corrects"),
            _("Corrected by"),
        ]
    )
    for line in lines:
        sheet.append(
            [
                line["time"],
                line["number"],
                line["kind"],
                _as_text(line["text"]),
                line["by"],
                line["written"],
                line["corrects"],
                line["corrected_by"],
            ]
        )
    for row in (1, 2):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cells in sheet.iter_rows(min_row=3, min_col=4, max_col=4):
        cells[0].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A3"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _as_text(text: str) -> str:
    # What somebody typed must not become a formula where it is opened.
    return f"'{text}" if text.startswith(FORMULA) else text

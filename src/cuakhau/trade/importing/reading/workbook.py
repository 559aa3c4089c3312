"""A sheet of an Excel workbook. Numbers are written as the mapping writes them."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from cuakhau.trade.importing.mapping import FileForm, Mapping
from cuakhau.trade.importing.reading import Sheet, check_header, sheet_of


def read_workbook(path: Path, mapping: Mapping) -> Sheet:
    """Read a sheet. Raises F42, and `ValueError` where it is no workbook or has no such sheet."""
    import zipfile

    from openpyxl import load_workbook

    form = mapping.file
    opened = path.open("rb")  # a file sent over a page has no ending that openpyxl would look at
    try:
        book = load_workbook(opened, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError) as trouble:
        opened.close()
        raise ValueError("it is no Excel workbook (.xlsx)") from trouble
    try:
        if form.sheet and form.sheet not in book.sheetnames:
            raise ValueError(f"no sheet “{form.sheet}”, only {', '.join(book.sheetnames)}")
        sheet = book[form.sheet] if form.sheet else book[book.sheetnames[0]]
        lines = sheet.iter_rows(min_row=form.header_row, values_only=True)
        header = tuple(say_cell(cell, form).strip() for cell in next(lines, ()))
        while header and not header[-1]:
            header = header[:-1]
        check_header(header, mapping)
        rows = [tuple(say_cell(cell, form) for cell in line) for line in lines]
    finally:
        book.close()
        opened.close()
    return sheet_of(header, rows, form.header_row + 1)


def say_cell(value: Any, form: FileForm) -> str:
    """Write a cell as a text of the file would have it: `1234.5` is `1234,5` where that is so."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # What binary fractions add in the 15th digit was never typed.
        text = f"{value:.6f}".rstrip("0").rstrip(".")
        return text.replace(".", form.decimal)
    return str(value)

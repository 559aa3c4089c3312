"""The bulletin as .xlsx: the table as it is printed, and every figure with its code."""

from io import BytesIO

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cuakhau.figures.format import UNITS, UNKNOWN, format_reason
from cuakhau.reports.bulletins.official import Official
from cuakhau.reports.bulletins.sheet import COLUMNS, Sheet, name_column
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

SHEETS: dict[Language, tuple[str, str]] = {
    "vi": ("Bản tin", "Số liệu"),
    "en": ("Bulletin", "Figures"),
    "zh": ("通报", "数据"),
}
HEADS: dict[Language, tuple[str, ...]] = {
    "vi": ("cửa khẩu", "số liệu", "giá trị", "đơn vị", "mã số liệu", "vì sao chưa rõ"),
    "en": ("border gate", "figure", "value", "unit", "code", "why unknown"),
    "zh": ("口岸", "数据", "数值", "单位", "编码", "未知原因"),
}
_THIN = Side(style="thin", color="999999")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_excel(zone: Zone, sheet: Sheet, official: Official, language: Language) -> bytes:
    """Write the bulletin; an unknown number is said in words, never 0."""
    book = openpyxl.Workbook()
    table = book.active
    assert isinstance(table, Worksheet)
    table.title, figures = SHEETS[language]
    _fill_table(table, sheet, official, language)
    _fill_figures(book.create_sheet(figures), sheet, language)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill_table(table: Worksheet, sheet: Sheet, official: Official, language: Language) -> None:
    table.append([official.title])
    table.append([official.span])
    table.append([official.mark])
    for row in (1, 2, 3):
        table.merge_cells(start_row=row, end_row=row, start_column=1, end_column=1 + len(COLUMNS))
        table.cell(row, 1).font, table.cell(row, 1).alignment = Font(bold=True), _MIDDLE
    place = 2
    table.cell(4, 1, official.gate_word)
    table.merge_cells(start_row=4, end_row=5, start_column=1, end_column=1)
    for name, width in official.groups:
        table.cell(4, place, name)
        table.merge_cells(start_row=4, end_row=4, start_column=place, end_column=place + width - 1)
        place += width
    for at, name in enumerate(official.heads, start=2):
        table.cell(5, at, name)
    for number, line in enumerate((one for one in sheet.lines if one.is_known), start=6):
        table.cell(number, 1, line.name).font = Font(bold=line.id == "*")
        for at, column in enumerate(COLUMNS, start=2):
            value = line.cells[column].value
            cell = table.cell(number, at, UNKNOWN[language] if value is None else value)
            cell.number_format = "#,##0"
    for cells in table.iter_rows(min_row=4, max_col=1 + len(COLUMNS)):
        for cell in cells:  # type: ignore[assignment]  # merged ones too
            cell.border = _BOX
            if cell.row in (4, 5):
                cell.font, cell.alignment = Font(bold=True), _MIDDLE
    table.column_dimensions["A"].width = 34
    for at in range(2, 2 + len(COLUMNS)):
        table.column_dimensions[get_column_letter(at)].width = 12
    table.freeze_panes = "B6"
    table.page_setup.orientation, table.page_setup.paperSize = "landscape", 9
    table.page_setup.fitToHeight = 0
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_figures(table: Worksheet, sheet: Sheet, language: Language) -> None:
    table.append(list(HEADS[language]))
    for cell in table[1]:
        cell.font = Font(bold=True)
    for line in sheet.lines:
        for column, figure in line.cells.items():
            table.append(
                [
                    line.name,
                    name_column(column, language),
                    figure.value,
                    UNITS[figure.unit][language],
                    figure.code,
                    format_reason(figure, language),
                ]
            )
    for letter, width in zip("ABCDEF", (34, 34, 12, 10, 18, 44), strict=True):
        table.column_dimensions[letter].width = width
    table.freeze_panes = "A2"

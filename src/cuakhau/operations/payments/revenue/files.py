"""Revenue as files for others: JSON with keys that do not change, and an Excel workbook."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cuakhau.figures import Figure
from cuakhau.figures.fees.money import NAMES
from cuakhau.operations.payments.revenue.report import BY_DAY, BY_GATE, BY_KIND, Revenue, Row
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

HEADS: Mapping[Language, tuple[str, str, str, str]] = {
    "vi": ("Theo ngày", "Theo cửa khẩu", "Theo khoản thu", "Toàn khu"),
    "en": ("By day", "By gate", "By kind", "Whole zone"),
    "zh": ("按日", "按口岸", "按收费项目", "全区"),
}
CODE: Mapping[Language, str] = {"vi": "mã số liệu", "en": "code of the figure", "zh": "数据编码"}


def write_json(zone: Zone, revenue: Revenue) -> dict[str, Any]:
    """Write revenue as JSON values; amounts are whole dong, unknown is null."""
    return {
        "zone": zone.name,
        "since": revenue.since.isoformat(),
        "until": revenue.until.isoformat(),
        "simulated": zone.is_demo,
        "unit": "vnd",
        "whole": _cells(BY_DAY, revenue.whole),
        "days": [{"day": row.key, **_cells(BY_DAY, row)} for row in revenue.days],
        "gates": [{"gate": row.key, **_cells(BY_GATE, row)} for row in revenue.gates],
        "kinds": [
            {"charge": row.key.partition("/")[0], "goods": row.key.partition("/")[2],
             **_cells(BY_KIND, row)}
            for row in revenue.kinds
        ],
    }  # fmt: skip


def write_workbook(
    zone: Zone, revenue: Revenue, names: Mapping[str, str], language: Language
) -> bytes:
    """Write revenue as a workbook: one sheet a table, beside each amount the code of its figure."""
    by_day, by_gate, by_kind, whole = HEADS[language]
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = by_day
    total = Row("", revenue.whole.figures)
    _fill(first, BY_DAY, [*revenue.days, total], {"": whole}, zone, language)
    _fill(book.create_sheet(by_gate), BY_GATE, revenue.gates, names, zone, language)
    _fill(book.create_sheet(by_kind), BY_KIND, revenue.kinds, names, zone, language)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cells(measures: Iterable[str], row: Row) -> dict[str, Any]:
    return {
        measure: {"value": figure.value, "code": figure.code}
        for measure, figure in zip(measures, row.figures, strict=True)
    }


def _fill(
    sheet: Worksheet,
    measures: tuple[Any, ...],
    rows: Iterable[Row],
    names: Mapping[str, str],
    zone: Zone,
    language: Language,
) -> None:
    mark = {"vi": "SỐ LIỆU TRÌNH DIỄN", "en": "DEMO FIGURES", "zh": "演示数据"}[language]
    if zone.is_demo:
        sheet.append([mark])
    heads = [name for one in measures for name in (NAMES[one][language], CODE[language])]
    sheet.append(["", *heads])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in rows:
        amounts = [part for figure in row.figures for part in _pair(figure)]
        sheet.append([names.get(row.key, row.key), *amounts])
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 22 if column % 2 else 17
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.number_format = "#,##0"
    sheet.freeze_panes = "B3" if zone.is_demo else "B2"


def _pair(figure: Figure) -> tuple[Any, str]:
    return figure.value, figure.code

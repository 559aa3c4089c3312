"""The annex of a document: every figure with its definition, query, data version, time and code.

A file of its own, for the document itself carries one code a page only.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from cuakhau.figures import Figure, get_definition
from cuakhau.figures.format import format_quantity, format_reason
from cuakhau.figures.meaning import get_meaning
from cuakhau.reports.paper.document import Document, Said
from cuakhau.zone.types import Language

HEADS: dict[Language, tuple[str, ...]] = {
    "vi": ("TT", "Viết trong văn bản", "Số liệu", "Giá trị", "Định nghĩa", "Truy vấn",
           "Phiên bản dữ liệu", "Thời điểm", "Mã"),
    "en": ("No.", "As written", "Figure", "Value", "Definition", "Query", "Data version",
           "As of", "Code"),
    "zh": ("序号", "文中写法", "数据", "数值", "定义", "查询", "数据版本", "截至", "编号"),
}  # fmt: skip
_TITLES: dict[Language, str] = {
    "vi": "Phụ lục nguồn số liệu",
    "en": "Annex: where the figures come from",
    "zh": "附件：数据来源",
}
_WIDTHS = (6, 24, 34, 18, 60, 60, 44, 22, 18)


def list_annex(document: Document, *, time_zone: str) -> Iterator[tuple[str, ...]]:
    """Give a row for each figure, in the order of the document; the columns are `HEADS`."""
    written: dict[str, str] = {}
    for span in document.spans():
        if isinstance(span, Said):
            written.setdefault(span.figure.code, span.text)
    for place, figure in enumerate(document.figures(), start=1):
        said = written.get(figure.code, "")
        yield (str(place), said, *_tell(figure, document.language, time_zone))


def write_annex(document: Document, *, time_zone: str) -> bytes:
    """Write the annex as .xlsx."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False})
    sheet = book.add_worksheet(_TITLES[document.language][:31].replace(":", ""))
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write(0, 0, f"{_TITLES[document.language]}: {document.abstract} ({document.code})", bold)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_row(2, 0, HEADS[document.language], bold)
    for row, texts in enumerate(list_annex(document, time_zone=time_zone), start=3):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, cell)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


def _tell(figure: Figure, language: Language, time_zone: str) -> tuple[str, ...]:
    at = datetime.fromtimestamp(figure.as_of_us // 1_000_000, UTC).astimezone(ZoneInfo(time_zone))
    why = format_reason(figure, language)
    version = figure.data_version
    return (
        get_definition(figure.definition).names[language],
        f"{format_quantity(figure, language)}{f' ({why})' if why else ''}",
        get_meaning(figure.definition)[language],
        figure.query,
        f"{version.zone} {version.zone_version[:12]} {version.log}",
        at.isoformat(timespec="minutes"),
        figure.code,
    )

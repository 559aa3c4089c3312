"""The empty workbook: headings, lists to choose from, and what each column takes."""

import io

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from cuakhau.operations.opening.columns import SHEETS, Column, Sheet
from cuakhau.operations.opening.values import list_names
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

ROWS = 2_000  # as far down as the lists go
HEAD = 2
_LISTS: dict[Language, str] = {"vi": "Danh mục", "en": "Lists", "zh": "名录"}
_NOTE: dict[Language, dict[str, str]] = {
    "vi": {
        "waiting": "Mỗi xe đang chờ một dòng. Ô có dấu * là bắt buộc; chưa rõ thì để trống.",
        "counts": "Xe không kê được từng chiếc: số xe chờ ngoài danh sách, theo cửa khẩu và loại "
        "chuyến. Ghi 0 nếu không còn xe nào khác.",
        "staff": "Mỗi người một dòng. Mật khẩu lần đầu in ra một lần sau khi mở sổ.",
        "roster": "Mỗi ca của một người một dòng; ca qua đêm kết thúc vào ngày hôm sau.",
    },
    "en": {
        "waiting": "A row for each waiting vehicle. * must be filled in; leave empty what nobody "
        "knows.",
        "counts": "Vehicles that cannot be listed one by one: how many wait beside those listed, "
        "by gate and kind of trip. Write 0 where there are no others.",
        "staff": "A row for each person. First passwords are printed once, after opening.",
        "roster": "A row for each shift of a person; one over midnight ends on the next day.",
    },
    "zh": {
        "waiting": "每辆等待车辆一行。带*为必填；不清楚的留空。",
        "counts": "无法逐辆列明的车辆：按口岸和业务类型填写名单以外的等待数。没有则填0。",
        "staff": "每人一行。首次密码在开账后只打印一次。",
        "roster": "每人每班一行；跨夜班次在次日结束。",
    },
}


def write_template(zone: Zone, language: Language) -> bytes:
    """Write the workbook for a zone of a day, in a language."""
    book = Workbook()
    lists = book.active
    assert isinstance(lists, Worksheet)
    lists.title = _LISTS[language]
    ranges: dict[str, str] = {}
    for kind in SHEETS:
        _write_sheet(book.create_sheet(kind.titles[language]), kind, zone, language, lists, ranges)
    book.move_sheet(lists, offset=len(SHEETS))
    book.active = 0
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_sheet(
    sheet: Worksheet,
    kind: Sheet,
    zone: Zone,
    language: Language,
    lists: Worksheet,
    ranges: dict[str, str],
) -> None:
    note = sheet.cell(1, 1, _NOTE[language][kind.key])
    note.font = Font(italic=True, color="55636F")
    for at, column in enumerate(kind.columns, start=1):
        title = column.titles[language] + (" *" if column.is_needed else "")
        head = sheet.cell(HEAD, at, title)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="0F3D4C")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        if column.example:
            head.comment = Comment(column.example, "cuakhau")
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = max(16, len(title) + 4)
        if column.kind is not None:
            _offer(sheet, letter, _range_of(column, zone, language, lists, ranges))
        if column.key in ("since", "until"):
            for row in range(HEAD + 1, HEAD + 201):
                sheet.cell(row, at).number_format = "dd/mm/yyyy hh:mm"
        elif column.key in ("plate", "number", "phone", "username"):
            for row in range(HEAD + 1, HEAD + 201):
                sheet.cell(row, at).number_format = "@"
    sheet.freeze_panes = f"A{HEAD + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _range_of(
    column: Column, zone: Zone, language: Language, lists: Worksheet, ranges: dict[str, str]
) -> str:
    """Write a list once, and give where it stands."""
    assert column.kind is not None
    if column.kind not in ranges:
        at = len(ranges) + 1
        names = [name for _, name in list_names(zone, column.kind, language)]
        lists.cell(1, at, column.titles[language]).font = Font(bold=True)
        for row, name in enumerate(names, start=2):
            lists.cell(row, at, name)
        letter = get_column_letter(at)
        lists.column_dimensions[letter].width = 34
        ranges[column.kind] = f"'{lists.title}'!${letter}$2:${letter}${len(names) + 1}"
    return ranges[column.kind]


def _offer(sheet: Worksheet, letter: str, range_: str) -> None:
    # Other words may be typed all the same: an id, or a name in another language.
    choice = DataValidation(type="list", formula1=f"={range_}", allow_blank=True)
    choice.showErrorMessage = False
    sheet.add_data_validation(choice)
    choice.add(f"{letter}{HEAD + 1}:{letter}{HEAD + ROWS}")

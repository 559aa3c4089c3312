"""Writes the register as the sheet that offices keep: merged headings, one unit, a total row."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from cuakhau.portfolio.works.register.reading import Held
from cuakhau.portfolio.works.rules.money import add, disbursed, find_year, is_paid
from cuakhau.portfolio.works.rules.words import fields, laws
from cuakhau.portfolio.works.sheet.columns import COLUMNS, Column

MILLION = 1_000_000
TITLE = "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM {year}"
UNIT = "Đơn vị tính: triệu đồng"
MADE_UP = "TRÌNH DIỄN: các dòng MAU-… là số liệu dựng"
HEAD = 3  # row of the heading, counted from 0


def write_sheet(
    held: Sequence[Held], year: int, units: Mapping[str, str], *, notice: str = ""
) -> bytes:
    """Write all projects with the money of a year; what is unknown is blank."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    form = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
    line = {**form, "border": 1}
    title = book.add_format({**form, "bold": True, "align": "center", "font_size": 13})
    right = book.add_format({**form, "italic": True, "align": "right"})
    head = book.add_format({**line, "bold": True, "align": "center", "text_wrap": True})
    formats = {
        "text": book.add_format({**line, "text_wrap": True}),
        "money": book.add_format({**line, "num_format": "#,##0.######"}),
        "day": book.add_format({**line, "num_format": "dd/mm/yyyy"}),
        "total": book.add_format({**line, "bold": True, "num_format": "#,##0.######"}),
    }
    sheet = book.add_worksheet(f"Năm {year}")
    last = len(COLUMNS)
    sheet.merge_range(0, 0, 0, last, TITLE.format(year=year), title)
    if notice:
        sheet.merge_range(1, 0, 1, last // 2, notice, right)
    sheet.merge_range(1, last - 3, 1, last, UNIT, right)
    _write_heading(sheet, year, head)
    rows = [_cells(one, year, units) for one in held]
    for at, cells in enumerate(rows):
        sheet.write_number(HEAD + 2 + at, 0, at + 1, formats["text"])
        for place, column in enumerate(COLUMNS, start=1):
            _write_cell(sheet, (HEAD + 2 + at, place), column, cells.get(column.id), formats)
    bottom = HEAD + 2 + len(rows)
    sheet.write_string(bottom, 0, "", formats["total"])
    for place, column in enumerate(COLUMNS, start=1):
        known = [cells[column.id] for cells in rows if cells.get(column.id) is not None]
        if column.id == "name":
            sheet.write_string(bottom, place, "Tổng cộng", formats["total"])
        elif column.is_money and known:
            sheet.write_number(bottom, place, _million(sum(known)), formats["total"])
        else:
            sheet.write_blank(bottom, place, None, formats["total"])
        sheet.set_column(place, place, column.wide)
    sheet.set_column(0, 0, 5)
    sheet.freeze_panes(HEAD + 2, 3)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD, HEAD + 1)
    book.close()
    return out.getvalue()


def _write_heading(sheet: Any, year: int, form: Any) -> None:
    said = {"year": year, "before": year - 1}
    sheet.merge_range(HEAD, 0, HEAD + 1, 0, "TT", form)
    place = 1
    while place <= len(COLUMNS):
        column = COLUMNS[place - 1]
        if not column.above:
            sheet.merge_range(HEAD, place, HEAD + 1, place, column.heading.format(**said), form)
            place += 1
            continue
        end = place
        while end < len(COLUMNS) and COLUMNS[end].above == column.above:
            end += 1
        sheet.merge_range(HEAD, place, HEAD, end, column.above.format(**said), form)
        for inner in range(place, end + 1):
            heading = COLUMNS[inner - 1].heading.format(**said)
            sheet.write_string(HEAD + 1, inner, heading, form)
        place = end + 1


def _write_cell(
    sheet: Any, at: tuple[int, int], column: Column, value: Any, formats: Mapping[str, Any]
) -> None:
    if value is None or value == "":
        sheet.write_blank(*at, None, formats["text"])
    elif column.is_money:
        sheet.write_number(*at, _million(value), formats["money"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, formats["day"])
    else:
        sheet.write_string(*at, str(value), formats["text"])


def _million(amount_vnd: int) -> float:
    return float(Decimal(amount_vnd) / MILLION)


def _cells(one: Held, year: int, units: Mapping[str, str]) -> dict[str, Any]:
    project, lines = one.project, one.entries
    money = find_year(lines, year)
    begins = project.stage("ground_breaking")
    hand_over = project.stage("hand_over")
    paid_before = disbursed(
        line for line in lines if is_paid(line) and (line.kind == "opening" or line.year < year)
    )
    accepted = add(lines, "accepted")
    return {
        "code": project.code,
        "name": project.name,
        "owner": units.get(project.owner, project.owner),
        "law": laws()[project.law].number if project.law in laws() else "",
        "field": fields()[project.field].names["vi"] if project.field in fields() else "",
        "group": project.group,
        "basis": project.basis,
        "total": project.total_vnd,
        "begins": begins.done or begins.planned,
        "ends": hand_over.planned,
        "handed_over": hand_over.done,
        "plan": money.plan_vnd if money else None,
        "carried": (money.carried_vnd or None) if money else None,
        "advanced_capital": (money.advanced_vnd or None) if money else None,
        "paid_before": paid_before or None,
        "paid": (money.paid_vnd or None) if money else None,
        "accepted": accepted or None,
        "note": project.note,
    }

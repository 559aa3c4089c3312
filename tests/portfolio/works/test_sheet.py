"""A sheet as offices keep it is read whole, or refused with every cell that is wrong."""

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cuakhau.portfolio.works.register.made_up import list_made_up
from cuakhau.portfolio.works.register.reading import Held
from cuakhau.portfolio.works.rules.numbers import read_number, read_vnd, write_number
from cuakhau.portfolio.works.rules.refusals import NotOfWorks
from cuakhau.portfolio.works.sheet.planning import Taking, plan_import
from cuakhau.portfolio.works.sheet.reading import read_sheet
from cuakhau.portfolio.works.sheet.writing import write_sheet
from portfolio.works.examples import TODAY

UNITS = {"board": "Ban Quản lý Khu kinh tế cửa khẩu", "project_board": "Ban Quản lý dự án"}
TAKING = Taking(document="bieu.xlsx", today=TODAY, units=UNITS)
MADE_UP = [
    Held(project=project, entries=tuple(lines), revision=1, changed_by="x")
    for project, lines in list_made_up(TODAY)
]


def office_sheet(*rows, unit="Đơn vị tính: triệu đồng", plan="Kế hoạch vốn năm 2024"):
    """A sheet with a title, a unit, a heading of two rows, a row of numbers and a section."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "BIỂU TỔNG HỢP"
    sheet["G2"] = unit
    heads = {"A": "TT", "B": "Tên dự án", "C": "Nhóm", "D": "Tổng  mức\nđầu tư", "E": plan,
             "G": "Giải ngân trong năm", "H": "Bàn giao"}  # fmt: skip
    for letter, head in heads.items():
        sheet[f"{letter}4"] = head
    sheet["E5"], sheet["F5"] = "Kế hoạch giao", "Vốn kéo dài"
    for area in ("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5", "H4:H5"):
        sheet.merge_cells(area)
    sheet.append([f"({n})" for n in range(1, 9)])
    sheet.append(["I", "Dự án chuyển tiếp"])
    for row in rows:
        sheet.append(row)
    sheet.append([None, "Người lập biểu", None, None, None, None, "Thủ trưởng"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def found(content, held=()):
    plan = plan_import(read_sheet(content), held, TAKING)
    return [(f"{one.column}{one.row}", one.refusal.rule) for one in plan.mistakes]


def test_merged_headings_and_numbers_of_an_office_are_read():
    content = office_sheet(
        [1, "Đường vào bãi", "B", "185.000,5", "1.234,5", 10.25, "–", "31/12/2025"],
        ["Tổng cộng", None, None, "185.000,5", "1.234,5", "10,25", None, None],
    )
    plan = plan_import(read_sheet(content), (), TAKING)
    assert plan.mistakes == []
    [(project, revision)] = plan.projects
    assert (project.name, project.group, project.total_vnd) == (
        "Đường vào bãi",
        "B",
        185_000_500_000,
    )
    assert revision == 0
    told = {one.kind: (one.amount_vnd, one.year) for one in plan.entries}
    assert told == {"plan": (1_234_500_000, 2024), "carried": (10_250_000, 2024)}


def test_every_mistake_of_a_file_is_told_at_once_with_its_cell():
    content = office_sheet(
        [1, "Một", "D", 100, 10, None, 11, None],
        [2, "Hai", "B", "1.23.4", 10, None, None, "31/02/2025"],
        [3, "Một", "B", 100, None, None, None, None],
        [4, None, None, 7, None, None, None, None],
        [None, "Tổng cộng", None, 206, None, None, None, None],
    )
    assert found(content) == [
        ("C8", "G47"),
        ("G8", "G2"),
        ("D9", "G44"),
        ("H9", "G45"),
        ("B10", "G46"),
        ("B11", "G48"),
        ("D12", "G49"),
    ]


def test_a_sheet_without_a_unit_or_year_or_heading_is_not_guessed_at():
    row = [1, "Một", "B", 100, 10, None, None, None]
    assert {rule for _, rule in found(office_sheet(row, unit=""))} == {"G43"}
    assert {rule for _, rule in found(office_sheet(row, plan="Kế hoạch vốn"))} == {"G51"}
    assert {rule for _, rule in found(office_sheet())} == {"G50"}
    assert {rule for _, rule in found(office_sheet([1, "Một", "B", 2.0**53]))} == {"G52"}
    with pytest.raises(NotOfWorks, match="G41"):
        read_sheet(b"no workbook")
    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(NotOfWorks, match="G42"):
        read_sheet(out.getvalue())


def test_payments_beyond_the_investment_are_refused_in_a_file_too():
    row = [1, "Một", "B", 100, 150, None, 150, None]
    assert ("D8", "G1") in found(office_sheet(row))


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_what_is_exported_and_taken_again_changes_nothing(year):
    content = write_sheet(MADE_UP, year, UNITS)
    plan = plan_import(read_sheet(content), MADE_UP, TAKING)
    assert (plan.mistakes, plan.projects, plan.entries) == ([], [], [])
    assert plan.alike == len(MADE_UP)
    assert load_workbook(io.BytesIO(content)).active.merged_cells.ranges


def test_an_export_into_an_empty_register_gives_the_same_sheet_again():
    content = write_sheet(MADE_UP, 2024, UNITS)
    plan = plan_import(read_sheet(content), (), TAKING)
    assert plan.mistakes == []
    taken = [
        Held(
            project=project,
            entries=tuple(one for one in plan.entries if one.project == project.code),
            revision=1,
            changed_by="x",
        )
        for project, _ in plan.projects
    ]
    again = read_sheet(write_sheet(taken, 2024, UNITS))
    assert [one.said for one in again.rows] == [one.said for one in read_sheet(content).rows]


@given(st.decimals(-(9 * 10**9), 9 * 10**9, places=3, allow_nan=False))
def test_a_number_written_as_offices_do_is_read_back(number):
    assert read_number(write_number(number)) == number
    assert read_vnd(write_number(number) + " triệu đồng") == number * 10**6


@pytest.mark.parametrize("text", ["1.2345", "12.34.567", "1,2,3", "1.234.5", "mười", "", "1e5"])
def test_what_is_no_number_is_never_made_one(text):
    with pytest.raises(ValueError, match=text or None):
        read_number(text)


def test_amounts_take_their_unit():
    assert read_vnd("12,5 tỷ") == 12_500_000_000
    assert read_vnd("1.234.567") == 1_234_567
    assert read_vnd("(350) triệu") == -350_000_000
    assert read_vnd("185", 10**6) == 185_000_000
    with pytest.raises(ValueError, match="0,5"):
        read_vnd("0,5")
    assert read_number("1.23") == Decimal("1.23")

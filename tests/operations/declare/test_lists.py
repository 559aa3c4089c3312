"""Lists of trips: every mistake at once with its cell; nothing dropped, nothing guessed."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import Workbook

from cuakhau.operations.declare.form.reading import Asks
from cuakhau.operations.declare.lists.reading import Asked, read_list
from cuakhau.operations.declare.lists.sheets import read_csv, read_workbook
from cuakhau.operations.declare.refusals import Mistake
from desk import NOON
from journal.example import EXAMPLE

HEADINGS = ["Biển số", "Loại chuyến", "Cửa khẩu", "Loại hàng", "Khối lượng"]
GOOD = ["12C-123.45", "export", "main_road", "fruit", 24500]
AS_EXCEL_HAS_IT = datetime(2024, 8, 23, 14, 30)  # noqa: DTZ001
ASKED = Asked(Asks("firm-a"), NOON)


def save(rows, change=lambda sheet: None, title="Trips"):
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    change(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(rows, change=lambda sheet: None, asked=ASKED):
    sheets = read_workbook(save(rows, change), "a.xlsx")
    return read_list(EXAMPLE.at(NOON.date()), sheets, "a.xlsx", asked)


def read_text(text):
    return read_list(EXAMPLE.at(NOON.date()), read_csv(text, "a.csv"), "a.csv", ASKED)


def told(found):
    return [(wrong.cell, wrong.mistake.rule) for row in found.bad for wrong in row.wrong]


def test_good_rows_are_read_as_the_form_would_be():
    [(number, typed)] = read([HEADINGS, GOOD]).good
    assert number == 2
    assert typed["plate"] == "12C-123.45"
    assert typed["goods-1"] == "fruit"
    assert typed["gross_kg-1"] == "24500"


def test_choices_are_known_by_their_names_in_three_languages():
    names = [EXAMPLE.name_of("fruit", language) for language in ("vi", "en", "zh")]
    rows = [[*GOOD[:3], name, ""] for name in (*names, names[0].upper())]
    found = read([HEADINGS, *rows])
    assert found.bad == []
    assert {typed["goods-1"] for _, typed in found.good} == {"fruit"}


@pytest.mark.parametrize(
    ("place", "value", "rule"),
    [
        (0, "12С-123.45", "D14"),  # a Cyrillic С
        (0, "no plate!", "D15"),
        (0, date(2024, 8, 22), "D43"),
        (1, "", "D12"),
        (2, "Somewhere", "D48"),
        (4, 24.5, "D41"),
        (4, 24.125, "D41"),
        (4, "24,5", "D19"),
        (4, "900000", "D20"),
        (4, "=A2*2", "D38"),
        (4, "#REF!", "D39"),
    ],
)
def test_a_mistake_names_its_cell_and_rule(place, value, rule):
    row = [*GOOD]
    row[place] = value
    found = read([HEADINGS, GOOD, row])
    assert told(found) == [(f"{'ABCDE'[place]}3", rule)]
    assert len(found.good) == 1


@pytest.mark.parametrize("value", ["24500", "24.500", "24,500", "24 500", 24500, 24500.0])
def test_thousands_may_be_parted_by_points_commas_or_blanks(value):
    [(_, typed)] = read([HEADINGS, [*GOOD[:4], value]]).good
    assert typed["gross_kg-1"].translate(str.maketrans("", "", "., ")) == "24500"


def test_all_mistakes_of_all_rows_come_at_once():
    rows = [["x", "", "", "", "y"], ["12C-111.11", "export", "nowhere", "", ""]]
    assert len(told(read([HEADINGS, *rows]))) == 6


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (AS_EXCEL_HAS_IT, None),
        ("23/08/2024 14:30", None),
        ("2024-08-23 14:30", None),
        (date(2024, 8, 23), None),
        (45527.6, "D44"),
        ("08/23/2024 14:30", "D17"),
        ("23/08/2019 14:30", "D18"),
    ],
)
def test_dates_may_be_texts_or_dates_of_excel(value, rule):
    found = read([[*HEADINGS, "Dự kiến đến"], [*GOOD, value]])
    assert [broken for _, broken in told(found)] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("heading", "value"), [("Điện thoại", 912345678), ("HS", 8106000), ("HS", 70490)]
)
def test_a_zero_that_excel_dropped_is_told(heading, value):
    assert told(read([[*HEADINGS, heading], [*GOOD, value]])) == [("F2", "D42")]


def test_merged_cells_are_told_to_every_row_they_touch():
    rows = [HEADINGS, GOOD, [*GOOD[:2], None, *GOOD[3:]], GOOD]
    found = read(rows, lambda sheet: sheet.merge_cells("C2:C3"))
    assert set(told(found)) == {("C2", "D37"), ("C3", "D37")}
    assert [number for number, _ in found.good] == [4]


def test_nothing_is_dropped_in_silence():
    def more(sheet):
        sheet.cell(2, 7, "stray")
        other = sheet.parent.create_sheet("Notes")
        other.append(["some", "words"])

    found = read([[*HEADINGS, "Ghi chú của tôi"], [*GOOD, "hello"]], more)
    assert told(found) == [("G2", "D40")]
    assert [one.rule for one in found.remarks] == ["D47", "D46"]


def test_every_sheet_with_headings_is_read():
    def more(sheet):
        other = sheet.parent.create_sheet("Second")
        for row in (HEADINGS, ["12C-999.99", *GOOD[1:]]):
            other.append(row)

    found = read([HEADINGS, GOOD], more)
    assert [typed["plate"] for _, typed in found.good] == ["12C-123.45", "12C-999.99"]


def test_headings_may_stand_below_a_title():
    assert len(read([["List of August"], [], HEADINGS, GOOD]).good) == 1


def test_the_same_vehicle_at_the_same_time_is_told():
    headings = [*HEADINGS, "Dự kiến đến"]
    rows = [[plate, *GOOD[1:], "23/08/2024 14:30"] for plate in ("12C-123.45", "12c12345")]
    found = read([headings, *rows])
    assert told(found) == [("A3", "D45")]


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        ([["a", "b"], ["c", "d"]], "D31"),
        ([], "D31"),
        ([["Biển số", "Lái xe", "Cửa khẩu"], ["12C-123.45", "", "main_road"]], "D32"),
        ([[*HEADINGS, "Plate"], GOOD], "D33"),
        ([HEADINGS, *[GOOD] * 10_001], "D34"),
        ([HEADINGS], "D35"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_whole(rows, rule):
    with pytest.raises(Mistake, match=rule):
        read(rows)


def test_a_workbook_that_is_none_is_refused():
    with pytest.raises(Mistake, match="D49"):
        read_workbook(b"PK\x03\x04 nothing", "a.xlsx")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_with_any_delimiter(delimiter):
    written = io.StringIO()
    rows = csv.writer(written, delimiter=delimiter)
    rows.writerows([HEADINGS, [*GOOD[:4], "24.500"]])
    found = read_text("\ufeff" + written.getvalue())
    assert [typed["gross_kg-1"] for _, typed in found.good] == ["24.500"]


def test_csv_as_excel_marks_its_delimiter():
    assert (
        len(read_text("sep=;\n" + ";".join(HEADINGS) + "\n" + ";".join(map(str, GOOD))).good) == 1
    )


def test_a_comma_too_many_in_csv_is_told():
    text = ",".join(HEADINGS) + "\n12C-123.45,export,main_road,fruit,24,500"
    assert told(read_text(text)) == [("F2", "D40")]


def test_a_consignment_says_what_the_rows_leave_blank():
    common = {"procedure": "export", "place": "main_road", "goods-1": "fruit"}
    asked = Asked(Asks("firm-a"), NOON, common)
    found = read(
        [["Biển số", "Lái xe", "Điện thoại"], ["12C-123.45", "Người Thử", ""]], asked=asked
    )
    assert [typed["place"] for _, typed in found.good] == ["main_road"]


def test_a_time_is_that_of_the_zone():
    rows = [[*HEADINGS, "ETA"], [*GOOD, (NOON + timedelta(hours=8)).strftime("%d/%m/%Y %H:%M")]]
    assert NOON.tzinfo is UTC
    assert len(read(rows).good) == 1

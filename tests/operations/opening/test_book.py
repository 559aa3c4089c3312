"""Workbooks as people make them: all mistakes at once, each with its cell."""

from datetime import date, datetime

import pytest

from cuakhau.operations.opening.book import read_book
from cuakhau.operations.opening.columns import SHEETS
from cuakhau.operations.opening.refusals import not_opened
from cuakhau.operations.opening.values import find_name, read_time, read_whole
from cuakhau.zone.refusal import texts_of
from cuakhau.zone.types import LANGUAGES
from operations.opening.conftest import (
    HERE,
    LORRY,
    MORNING,
    OFFICER,
    SHIFT,
    Book,
    plain_book,
    written,
)

ABOUT = date(2026, 11, 23)
EXCEL_TIME = datetime(2026, 11, 22, 14, 30)  # noqa: DTZ001 cells have no offset


def test_all_mistakes_are_told_at_once_with_their_cells(book, mistakes):
    book.add("waiting", **{**LORRY, "place": "Hữu Nghi lối nào đó"})
    book.add("waiting", **{**LORRY, "plate": "12С-123.45"})  # a Cyrillic С
    book.add("waiting", **{**LORRY, "plate": "29C-111.11", "since": "hôm qua"})
    book.add("waiting", **{**LORRY, "plate": "29C-111.11", "since": None})
    book.add("waiting", **{**LORRY, "plate": "29C-222.22", "since": "24/11/2026 08:00"})
    book.add("waiting", **{**LORRY, "plate": "29C-333.33", "yard": "Bãi Bảo Nguyên"})
    book.add("counts", place="Tân Thanh", procedure="Xuất khẩu", amount=1.045)
    book.add("counts", place="Tân Thanh", procedure="Xuất khẩu", amount="nhiều")
    book.add("staff", **{**OFFICER, "role": "Sếp"})
    book.add("staff", **{**OFFICER, "username": "H Q"})
    book.add("roster", **{**SHIFT, "until": "23/11/2026 06:00"})
    assert mistakes(book.content()) == [
        ("Xe chờ!A3", "O7"),
        ("Xe chờ!E4", "O11"),
        ("Xe chờ!F5", "O9"),
        ("Xe chờ!F6", "O6"),
        ("Xe chờ!E6", "O12"),
        ("Xe chờ!F7", "O10"),
        ("Xe chờ!G8", "O18"),
        ("Đếm theo cửa khẩu!D3", "O8"),
        ("Đếm theo cửa khẩu!D4", "O8"),
        ("Cán bộ!C3", "O7"),
        ("Cán bộ!A4", "O14"),
        ("Ca trực!A3", "O15"),
    ]


def test_a_merged_cell_says_the_same_in_all_its_rows(book, opens, real):
    book.add("waiting", **LORRY)
    book.add("waiting", **{**LORRY, "place": None, "plate": "29C-111.11"})
    book.add("waiting", **{**LORRY, "place": None, "plate": "29C-222.22"})
    book.sheets["waiting"].merge_cells("A3:A5")
    assert opens(book.content()).visits == 3


def test_titles_above_and_another_order_of_columns_do_no_harm(opens):
    book = plain_book(
        {
            "XE CHỜ": [
                ["SỞ CÔNG THƯƠNG TỈNH"],
                [],
                ["Danh sách xe tồn"],
                ["STT", "biển số", "Chờ từ lúc *", "LOẠI CHUYẾN", "Cửa khẩu, tuyến"],
                [1, "12C-123.45", EXCEL_TIME, "xuat khau", "huu nghi"],
                [2, None, None, None, None],
            ]
        }
    )
    book["XE CHỜ"].merge_cells("A1:E1")
    assert opens(written(book)).visits == 1  # a running number alone is no vehicle


def test_a_missing_column_and_a_workbook_of_something_else_are_told(mistakes):
    no_since = plain_book({"Xe chờ": [["Cửa khẩu, tuyến", "Loại chuyến"], ["Chi Ma", "export"]]})
    assert mistakes(written(no_since)) == [("Xe chờ!A1", "O5")]
    assert mistakes(written(plain_book({"Sheet1": [["a"]]}))) == [("", "O4")]


def test_an_empty_workbook_says_so(book, mistakes):
    assert mistakes(book.content()) == [("", "O17")]


def test_a_number_that_is_given_must_be_free(book, mistakes):
    book.add("waiting", **LORRY, number="không dấu")
    book.add("waiting", **{**LORRY, "plate": None}, number=20261122)
    book.add("waiting", **{**LORRY, "plate": None}, number="20261122")
    assert mistakes(book.content()) == [("Xe chờ!H5", "O12"), ("Xe chờ!A3", "O13")]


def test_shifts_of_one_person_do_not_meet(book, mistakes):
    book.add("staff", **OFFICER)
    book.add("roster", **SHIFT)
    book.add("roster", **{**SHIFT, "since": "23/11/2026 18:00", "until": "24/11/2026 06:00"})
    book.add("roster", **{**SHIFT, "since": "24/11/2026 06:00", "until": "25/11/2026 07:00"})
    assert mistakes(book.content()) == [("Ca trực!A5", "O16"), ("Ca trực!A4", "O16")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_of_each_language_is_read_back(real, opens, language):
    book = Book(real, language)
    dated = real.at(MORNING.date())
    book.add(
        "waiting",
        place=dated.name_of("chi_ma", language),
        procedure=dated.name_of("export", language),
        since="2026-11-22 08:00",
    )
    assert opens(book.content(), language=language).visits == 1


def test_the_template_is_empty_and_offers_the_lists_of_the_zone(real):
    lines, wrong = read_book(Book(real).content(), "vi")
    assert (set(lines), wrong) == ({one.key for one in SHEETS}, [])
    assert not any(lines.values())
    sheet = Book(real).sheets["waiting"]
    assert len(sheet.data_validations.dataValidation) == 5


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1243, 1243), (0, 0), (1243.0, 1243), ("1.243", 1243), ("1,243", 1243), ("1 243", 1243),
        ("45", 45), (1.243, None), ("1.24", None), ("-3", None), (-3, None), ("12x", None),
        (True, None), (10_000, None), ("", None), ("1.2.43", None),
    ],
)  # fmt: skip
def test_numbers_with_dots_of_thousands_are_read_and_halves_are_not(value, number):
    assert read_whole(value) == number


@pytest.mark.parametrize(
    ("value", "wall"),
    [
        ("22/11/2026 14:30", (2026, 11, 22, 14, 30)),
        ("14:30 22/11/2026", (2026, 11, 22, 14, 30)),
        ("22-11-26 14h30", (2026, 11, 22, 14, 30)),
        ("2026-11-22T14:30:59", (2026, 11, 22, 14, 30)),
        ("22/11 14:30", (2026, 11, 22, 14, 30)),
        ("22/11/2026", (2026, 11, 22, 0, 0)),
        (EXCEL_TIME, (2026, 11, 22, 14, 30)),
        (date(2026, 11, 22), (2026, 11, 22, 0, 0)),
    ],
)
def test_days_and_times_are_read_as_people_write_them(real, value, wall):
    assert read_time(value, real, about=ABOUT) == datetime(*wall, tzinfo=HERE)


@pytest.mark.parametrize(
    "value", ["hôm qua", "31/2/2026 10:00", "25:00 22/11/2026", "14:30", 45, ""]
)
def test_what_is_no_day_is_not_guessed(real, value):
    assert read_time(value, real, about=ABOUT) is None


@pytest.mark.parametrize(
    ("kind", "value", "row_id"),
    [
        ("line", "TÂN THANH", "tt_1088_2_1089"),
        ("place", "Tan Thanh", None),
        ("place", "Coc Nam", "cn_1104_1105"),
        ("place", "huu nghi", "huu_nghi"),
        ("line", "tt_1090_1091", "tt_1090_1091"),
        ("procedure", "Export", "export"),
        ("procedure", "出口", "export"),
        ("goods", "hoa  quả", "fruit"),
        ("role", "border_guard", "border_guard"),
        ("place", "nowhere", None),
    ],
)
def test_names_are_found_in_every_language_and_without_accents(real, kind, value, row_id):
    dated = real.at(ABOUT)
    assert find_name(dated, kind, " ".join(value.split())) == row_id


def test_every_rule_speaks_three_languages_with_the_same_places():
    from cuakhau.operations.opening import refusals

    rules = [rule for name, rule in vars(refusals).items() if name[:1] == "o" and name[1].isdigit()]
    assert len(rules) == 18
    for rule in rules:
        said = texts_of(rule)
        assert set(said) == set(LANGUAGES)
        places = {
            tuple(sorted(part.split("}")[0] for part in (t.reason + t.cure).split("{")[1:]))
            for t in said.values()
        }
        assert len(places) == 1, rule
        assert not_opened(rule).rule.startswith("O")

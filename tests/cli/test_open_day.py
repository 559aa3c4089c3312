"""`cuakhau open-day`, as people and scripts run it."""

import json

import pytest
from openpyxl import load_workbook


@pytest.fixture
def workbook(cuakhau, tmp_path):
    file = tmp_path / "first-day.xlsx"
    assert cuakhau("open-day", str(file), "--template").exit_code == 0
    return file


def fill(file, **cells):
    book = load_workbook(file)
    for address, value in cells.items():
        book["Đếm theo cửa khẩu"][address] = value
    book.save(file)


def test_the_template_is_checked_opened_and_not_opened_again(cuakhau, workbook):
    empty = cuakhau("open-day", str(workbook), "--check", "--json")
    assert empty.exit_code == 1
    assert [one["rule"] for one in json.loads(empty.stdout)["mistakes"]] == ["O17"]
    fill(workbook, A3="Chi Ma", B3="Xuất khẩu", D3="1.045")
    assert json.loads(cuakhau("open-day", str(workbook), "--check", "--json").stdout) == {
        "mistakes": []
    }
    opened = json.loads(cuakhau("open-day", str(workbook), "--json").stdout)
    assert (opened["counted"], opened["repeated"], opened["mistakes"]) == (1045, False, [])
    again = json.loads(cuakhau("open-day", str(workbook), "--json").stdout)
    assert (again["counted"], again["repeated"]) == (1045, True)
    fill(workbook, D3=7)
    other = cuakhau("open-day", str(workbook), "--json")
    assert (other.exit_code, json.loads(other.stdout)["refused"]["rule"]) == (1, "O2")


def test_each_mistake_has_its_cell_and_a_cure_and_no_error_is_added(cuakhau, workbook):
    fill(workbook, A3="Chi Maa", B3="Xuất khẩu", D3="nhiều")
    told = cuakhau("open-day", str(workbook), "--check")
    assert told.exit_code == 1
    assert "2 lỗi, chưa ghi gì:" in told.output
    assert "Đếm theo cửa khẩu!A3  O7" in told.output
    assert "Đếm theo cửa khẩu!D3  O8" in told.output
    assert "Error" not in told.output


def test_a_file_that_is_there_is_not_written_over(cuakhau, workbook):
    before = workbook.read_bytes()
    assert cuakhau("open-day", str(workbook), "--template").exit_code == 1
    assert workbook.read_bytes() == before


def test_what_is_no_workbook_is_told_by_its_content(cuakhau, tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_text("Chi Ma;45")
    refused = cuakhau("open-day", str(file), "--json")
    assert json.loads(refused.stdout)["refused"]["rule"] == "A53"
    assert cuakhau("open-day", str(tmp_path / "none.xlsx")).exit_code == 1

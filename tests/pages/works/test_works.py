"""The Board keeps its works on pages: enters, pays, is refused, corrects, and opens each figure."""

import io
import re
from itertools import count, islice

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from cuakhau.portfolio.works.models import Description, Money
from cuakhau.portfolio.works.register.demo import fill_demo
from officers import desk_database, gate  # noqa: F401

WORKS = "portfolio/works/"
PROJECT = {
    "code": "HN-01",
    "name": "Bãi kiểm hóa Hữu Nghị",
    "by_board": "yes",
    "total": "10 tỷ",
    "revision": "0",
}
PAYMENT = {"kind": "payment", "year": "2024", "day": "2024-08-20", "document": "GRT 5"}


@pytest.fixture
def board(gate):  # noqa: F811
    return gate.sign_in("board")


def enter(board, **more):
    board.get(f"{WORKS}new")
    return board.post(f"{WORKS}new", **{**PROJECT, **more}, nonce=board.field("nonce"))


def record(board, nonce, **said):
    return board.post(f"{WORKS}HN-01/money", **{**PAYMENT, **said}, nonce=nonce)


def test_a_project_is_entered_paid_and_corrected_and_every_figure_opens(board):
    zone = board.zone_name
    assert enter(board).status_code == 302
    plan = {"kind": "plan", "amount": "6 tỷ", "day": "2024-01-10"}
    assert record(board, "a", **plan).status_code == 302
    assert record(board, "b", amount="5,5 tỷ").status_code == 302
    assert record(board, "b", amount="5,5 tỷ").status_code == 302, "a double click"
    assert Money.objects.filter(zone=zone).count() == 2

    refused = record(board, "c", amount="600 triệu")
    assert refused.status_code == 422
    assert "G2" in board.page
    assert 'value="600 triệu"' in board.page, "what was written is still there"
    assert record(board, "d", amount="5 tỷ").status_code == 422
    assert "G1" in board.page, "payments beyond the investment"
    assert record(board, "e", amount="-1 tỷ").status_code == 422
    assert "G27" in board.page
    assert record(board, "f", amount="-1 tỷ", note="nhầm").status_code == 302
    assert record(board, "g", amount="1.23.4").status_code == 422
    assert "G23" in board.page

    stage = {"stage": "hand_over", "done": "2024-08-01", "nonce": "s"}
    assert board.post(f"{WORKS}HN-01/stage", **stage).status_code == 302
    wrong = {"stage": "ground_breaking", "done": "2024-08-02", "nonce": "t"}
    assert board.post(f"{WORKS}HN-01/stage", **wrong).status_code == 422
    assert "G3" in board.page

    board.get(WORKS)
    sentence = re.search(r'<p class="sentence">(.*?)</p>', board.page)[1]
    assert re.sub("<[^>]+>", "", sentence) == "1 projects, 1 finished and in use, 0 carried over"
    codes = re.findall(r'class="figure" href="([^"]+)"', board.page)
    assert len(codes) >= 6
    record(board, "h", amount="1 tỷ")  # the figure is of the register as it was
    for address in codes[:6]:
        opened = board.client.get(address)
        assert opened.status_code == 200, address
    again = board.client.get(codes[4]).content.decode()
    assert "4,500,000,000" in again


def test_two_who_change_one_project_do_not_lose_each_others_words(board, gate):  # noqa: F811
    enter(board)
    other = gate.sign_in("board")
    for browser in (board, other):
        browser.get(f"{WORKS}HN-01/edit")
    said = {**PROJECT, "revision": "1", "name": "Tên mới", "scenario": "12"}
    assert board.post(f"{WORKS}HN-01/edit", **said, nonce="x").status_code == 302
    late = other.post(f"{WORKS}HN-01/edit", **{**said, "name": "Tên khác"}, nonce="y")
    assert late.status_code == 422
    assert "G25" in other.page
    assert "Tên khác" in other.page
    other.get(f"{WORKS}HN-01/")
    assert "plan/runs/12/" in other.page, "the run that justifies it opens"
    assert enter(board, code="HN/02").status_code == 422
    assert "G33" in board.page


def test_the_database_itself_takes_nothing_back(board):
    enter(board)
    record(board, "p", kind="plan", amount="6 tỷ")
    for table in (Description, Money):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            table.objects.filter(zone=board.zone_name).delete()
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            table.objects.filter(zone=board.zone_name).update(by="x")
    assert not connection.needs_rollback


def test_a_sheet_goes_out_and_comes_in_whole_or_not_at_all(board):
    enter(board)
    record(board, "q", kind="plan", amount="6 tỷ")
    book = board.get(f"{WORKS}works.xlsx?year=2024").content
    board.get(f"{WORKS}import")
    taken = send(board, book)
    assert taken.status_code == 200
    assert "as they stand already: 1" in board.page

    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(book))
    page = sheet.active
    heads = {cell.value: cell.column for row in page["A4:S5"] for cell in row if cell.value}
    page.cell(6, heads["Trong năm 2024"]).value = "7.000,5"
    page.cell(7, heads["Trong năm 2024"]).value = "7.000,5"
    out = io.BytesIO()
    sheet.save(out)
    assert send(board, out.getvalue()).status_code == 422
    assert "G2" in board.page
    assert Money.objects.filter(zone=board.zone_name).count() == 1
    page.cell(6, heads["Trong năm 2024"]).value = "5.000,5"
    page.cell(7, heads["Trong năm 2024"]).value = "5.000,5"
    out = io.BytesIO()
    sheet.save(out)
    assert send(board, out.getvalue()).status_code == 200
    assert Money.objects.get(zone=board.zone_name, kind="unsplit").amount_vnd == 5_000_500_000


def send(board, content):
    file = SimpleUploadedFile("bieu.xlsx", content)
    return board.post(f"{WORKS}import", act="take", file=file, nonce=board.field("nonce"))


def test_who_may_see_works_may_not_write_them(board, gate):  # noqa: F811
    enter(board)
    province = gate.sign_in("province")
    assert province.get(WORKS).status_code == 200
    assert "portfolio/works/new" not in province.page
    assert province.get(f"{WORKS}HN-01/").status_code == 200
    assert province.post(f"{WORKS}HN-01/money", **PAYMENT, amount="1", nonce="n").status_code == 403
    assert gate.sign_in("customs").get(WORKS).status_code == 403


def test_a_demo_begins_with_works_once(gate):  # noqa: F811
    from dataclasses import replace

    zone = replace(gate.zone, name=f"{gate.zone.name}-demo")
    said = {"by": "demo", "at": gate.now, "today": gate.now.date()}
    first = fill_demo(zone, **said)
    assert first >= 5
    assert fill_demo(zone, **said) == 0
    assert Description.objects.filter(zone=zone.name).count() == first


def test_pages_of_many_works_ask_the_database_no_oftener(board, counts_hold):
    numbers = count(1)

    def fill():
        for number in islice(numbers, 8):
            enter(board, code=f"P-{number}")
            said = {**PAYMENT, "kind": "plan", "amount": "1 tỷ", "nonce": f"m{number}"}
            board.post(f"{WORKS}P-{number}/money", **said)

    counts_hold(
        fill,
        portfolio=lambda: board.get(WORKS),
        project=lambda: board.get(f"{WORKS}P-1/"),
        form=lambda: board.get(f"{WORKS}P-1/edit"),
        sheet=lambda: board.get(f"{WORKS}works.xlsx"),
    )

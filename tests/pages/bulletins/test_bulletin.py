"""The bulletin on pages: counted, issued once, changed after, and taken in from the past."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.reports.bulletins.models import Import
from cuakhau.reports.models import IssuedBulletin

COUNTS = Path(__file__).with_name("query_counts.json")
DAY = "2024-08-22"
TEXT = (
    "Ngày 20/8/2024, Cửa Bắc: thông quan 1.057 xe (xuất khẩu 533 xe, nhập khẩu 504 xe). Số 77 lạ."
)


@pytest.fixture
def board(gate):
    return gate.sign_in("board")


def pass_through(gate):
    number = gate.declare(goods="fruit")
    gate.confirm(number, "border_guard_in", "customs_in", "registration", "permit")
    gate.confirm(number, "customs_check", "payment")
    gate.later(minutes=10)
    gate.confirm(number, "exit_border_guard", "exit_customs")
    return number


def issue(person, day=DAY):
    person.get(f"bulletin/{day}/")
    return person.post(f"bulletin/{day}/", nonce=person.field("nonce"))


def test_a_running_day_is_counted_and_not_issued(gate, board):
    pass_through(gate)
    board.get(f"bulletin/{DAY}/")
    assert "the day is still running" in board.page
    assert ">1</a>" in board.page
    issue(board)
    assert "B2" in board.page
    assert not IssuedBulletin.objects.filter(zone=gate.zone.name).exists()


def test_it_is_issued_after_the_cut_off_once_and_stays(gate, board):
    pass_through(gate)
    gate.later(hours=9)
    assert issue(board).status_code == 302
    board.get(f"bulletin/{DAY}/")
    assert "issued" in board.page
    assert "Issue it" not in board.page
    again = gate.sign_in("dispatcher")
    issue(again)
    assert "B1" in again.page


def test_what_changes_later_is_shown_beside_the_issued_numbers(gate, board):
    pass_through(gate)
    gate.later(hours=9)
    issue(board)
    late = gate.declare(goods="fruit")
    happened = gate.now.replace(hour=6)  # 13:00 in Việt Nam, hours before the cut-off
    for step in ("border_guard_in", "customs_in"):
        may = gate.zone.step_by_id[step].agencies[0]
        us = int(happened.timestamp()) * 1_000_000
        gate.write(late, "confirmed", step=step, agency=may, happened_us=us)
    board.get(f"bulletin/{DAY}/")
    assert "Changed since it was issued" in board.page
    assert "+1" in board.page
    board.get("bulletin/")
    assert "1 issued here" in board.page


@pytest.mark.parametrize("ending", ["txt", "docx", "xlsx"])
def test_files_come_in_the_readers_language(gate, board, ending):
    pass_through(gate)
    answer = board.client.get(f"/zone/{gate.zone.name}/bulletin/{DAY}/file.{ending}")
    assert answer.status_code == 200
    assert f"{DAY}-en.{ending}" in answer.headers["Content-Disposition"]
    assert len(answer.content) > 500


def test_a_day_of_nothing_says_so_and_offers_to_take_one_in(gate, board):
    board.get("bulletin/2019-01-01/")
    assert "Nothing is known of this day" in board.page
    assert "bulletin/import?day=2019-01-01" in board.page


def test_a_pasted_text_is_read_doubted_and_kept(gate, board):
    board.get("bulletin/import")
    said = {"source": "Báo Mẫu", "text": TEXT, "nonce": board.field("nonce")}
    board.post("bulletin/import", **said)
    assert "3 numbers were read" in board.page
    assert "533 + 504 = 1037 ≠ 1057" in board.page
    assert "1 not placed" in board.page
    assert not Import.objects.filter(zone=gate.zone.name).exists()
    answer = board.post("bulletin/import", act="keep", **said)
    taken = Import.objects.get(zone=gate.zone.name)
    assert answer.headers["Location"].endswith(f"/bulletin/taken/{taken.pk}/")
    board.get(f"bulletin/taken/{taken.pk}/")
    assert "doubtful, not used" in board.page
    assert "77" in board.page
    board.get("bulletin/", month="2024-08")
    assert "as=published" in board.page
    board.get("bulletin/2024-08-20/", **{"as": "published"})
    assert "533" in board.page
    assert "1,057" not in board.page, "a doubtful number is no figure"
    board.post("bulletin/import", act="keep", **{**said, "nonce": "another"})
    assert "B23" in board.page


def test_a_file_with_a_mistake_is_not_taken_and_says_where(gate, board):
    table = (
        "first_day,place,measure,direction,cargo,value\n2024-08-20,north_gate,cleared,both,all,x"
    )
    board.get("bulletin/import")
    file = SimpleUploadedFile("past.csv", table.encode())
    board.post("bulletin/import", source="x", file=file, nonce="n")
    assert "B26" in board.page
    good = SimpleUploadedFile("past.csv", table.replace(",x", ",12").encode())
    board.post("bulletin/import", source="x", file=good, nonce="n")
    assert "1 number was read" in board.page


@pytest.mark.parametrize(("text", "source", "rule"), [(TEXT, " ", "B22"), ("không", "x", "B20")])
def test_what_cannot_be_taken_says_why(gate, board, text, source, rule):
    board.post("bulletin/import", source=source, text=text, nonce="n")
    assert rule in board.page


def test_others_read_and_do_not_issue_or_take_in(gate):
    pass_through(gate)
    gate.later(hours=9)
    customs = gate.sign_in("customs")
    assert customs.get(f"bulletin/{DAY}/").status_code == 200
    assert "Issue it" not in customs.page
    assert customs.post(f"bulletin/{DAY}/", nonce="n").status_code == 200
    assert "A21" in customs.page
    assert customs.get("bulletin/import").status_code == 403
    assert gate.sign_in("declarant").get("bulletin/").status_code == 403


def test_pages_ask_the_database_as_often_as_is_written_down(gate, board, journal_asks):
    pass_through(gate)
    pages = {"calendar": "bulletin/", "bulletin": f"bulletin/{DAY}/"}
    counts = {}
    for name, path in pages.items():
        counts[name] = journal_asks(lambda path=path: board.get(path))
    assert counts == json.loads(COUNTS.read_text("utf-8"))

"""A list sent on the page: drafts of its good rows, its bad rows told and given back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from cuakhau.operations.declare.models import Draft

HEADINGS = ["Plate", "Kind of trip", "Gate or route", "Kind of goods", "Gross, kg"]
ROWS = [
    ["12C-111.11", "export", "main_road", "fruit", "24.500"],
    ["12С-222.22", "export", "main_road", "fruit", "24,5"],  # a Cyrillic С
    ["12C-333.33", "export", "main_road", "fruit", 24500],
]


def save(rows, name="trips.xlsx"):
    book = Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return SimpleUploadedFile(name, written.getvalue())


def send(clerk, rows=ROWS, **more):
    answer = clerk.post("lists/", file=save(rows), **more)
    if answer.status_code == 302:
        clerk.get(f"lists/{list_of(answer)}/")
    return answer


def list_of(answer):
    return answer.headers["Location"].rstrip("/").rpartition("/")[2]


def test_good_rows_become_drafts_and_bad_ones_are_told_with_their_cells(gate):
    clerk = gate.sign_in("declarant")
    send(clerk)
    assert "2 of 3 rows are good" in clerk.page
    assert "1 row is wrong" in clerk.page
    for word in ("A3", "D14", "12C22222", "E3", "D19"):
        assert word in clerk.page
    drafts = Draft.objects.filter(zone=gate.zone.name).order_by("row")
    assert [draft.typed["plate"] for draft in drafts] == ["12C-111.11", "12C-333.33"]


def test_the_bad_rows_come_back_with_what_is_wrong_and_can_be_sent_corrected(gate):
    clerk = gate.sign_in("declarant")
    number = list_of(send(clerk))
    given = clerk.client.get(f"/zone/{gate.zone.name}/lists/{number}/bad.xlsx")
    sheet = load_workbook(io.BytesIO(given.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:5] == ["12С-222.22", "export", "main_road", "fruit", "24,5"]
    assert "D14" in rows[1][5]
    assert "D19" in rows[1][5]
    sheet["A2"], sheet["E2"] = "12C-222.22", "24500"
    written = io.BytesIO()
    sheet.parent.save(written)
    clerk.post("lists/", file=SimpleUploadedFile("bad.xlsx", written.getvalue()))
    assert Draft.objects.filter(zone=gate.zone.name).count() == 3


def test_the_same_file_is_not_taken_twice_until_its_drafts_are_thrown_away(gate):
    clerk = gate.sign_in("declarant")
    sent = save(ROWS).read()
    file = lambda: SimpleUploadedFile("trips.xlsx", sent)  # noqa: E731
    assert clerk.post("lists/", file=file()).status_code == 302
    assert clerk.post("lists/", file=file()).status_code == 422
    assert "D36" in clerk.page
    clerk.post("drafts/", act="throw", which="all")
    assert clerk.post("lists/", file=file()).status_code == 302


def test_drafts_of_a_list_are_declared_all_at_once(gate):
    clerk = gate.sign_in("declarant")
    number = list_of(send(clerk))
    answer = clerk.post(f"drafts/?list={number}", act="declare", which="all")
    assert answer.status_code == 200
    assert "2 trips declared" in clerk.page


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.xlsx", b"", "A51"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "A53"),
        ("a.csv", "Số xe;x".encode("latin-1", "replace") + b"\xe9\xf4", "A57"),
        ("a.csv", b"one;two\n1;2", "D31"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(gate, name, content, rule):
    clerk = gate.sign_in("declarant")
    answer = clerk.post("lists/", file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert rule in clerk.page


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_in_the_letters_of_excel(gate, code):
    clerk = gate.sign_in("declarant")
    text = "Biển số;Loại chuyến;Cửa khẩu\n12C-111.11;export;main_road\n"
    answer = clerk.post("lists/", file=SimpleUploadedFile("a.csv", text.encode(code)))
    assert answer.status_code == 302, clerk.page


def test_another_firms_list_is_not_there(gate):
    number = list_of(send(gate.sign_in("declarant")))
    stranger = gate.sign_in("declarant", firm="firm-b")
    for path in (f"lists/{number}/", f"lists/{number}/bad.xlsx"):
        assert stranger.get(path).status_code == 404


def test_the_template_is_given(gate):
    clerk = gate.sign_in("declarant")
    given = clerk.client.get(f"/zone/{gate.zone.name}/lists/template.xlsx")
    assert load_workbook(io.BytesIO(given.content)).worksheets[0].max_column > 10

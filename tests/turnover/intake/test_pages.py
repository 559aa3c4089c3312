"""A file is sent, looked at, taken in and settled, by who may, once."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.turnover.store.models import Doubt, Fact, Import, SavedMapping, Settlement
from cuakhau.turnover.store.reading import read_facts
from trade.importing.files import HEADER, MAPPING, line

TEXT = MAPPING.replace('"huu_nghi"', '"main_road"').replace(
    'decimal = ","', 'delimiter = ";"\ndecimal = ","'
)
LINES = [line(period=f"{month:02d}/2023") for month in range(1, 13)]


@pytest.fixture
def board(gate, tmp_path, settings):  # noqa: F811
    settings.TRADE_FOLDER = tmp_path
    return gate.sign_in("board")


def send(browser, *lines, **more):
    text = "\n".join([HEADER, *lines]) + "\n"
    file = SimpleUploadedFile("extract.csv", text.encode(), content_type="text/csv")
    browser.get("turnover/imports/")
    fields = {"act": "check", "nonce": browser.field("nonce"), "file": file, **more}
    return browser.post("turnover/imports/", **fields)


def test_a_file_is_looked_at_taken_in_and_settled(board):
    zone = board.zone_name
    answer = send(board, *LINES, line(hs="701"), text=TEXT, name="customs")
    assert answer.status_code == 200
    assert "F54" in board.page
    assert "Mã HS" in board.page
    assert Import.objects.filter(zone=zone).count() == 0
    fields = {name: board.field(name) for name in ("digest", "file_name", "mapping")}
    for _click in range(2):
        taken = board.post("turnover/imports/", act="take", nonce="one click", **fields)
        assert taken.status_code == 302
    (made,) = Import.objects.filter(zone=zone)
    assert (made.good, made.aside, made.mapping_name) == (12, 1, "customs")
    board.get("turnover/doubts/", **{"import": made.pk})
    (doubt,) = Doubt.objects.filter(zone=zone)
    assert f'value="{doubt.pk}"' in board.page
    nonce = board.field("nonce")
    for _click in range(2):
        settled = board.post("turnover/doubts/", act="accept", doubt=doubt.pk, nonce=nonce)
        assert settled.status_code == 302
    assert Fact.objects.filter(zone=zone).count() == 13
    board.get("turnover/doubts/")
    assert "Settled lately" in board.page
    assert Settlement.objects.get(doubt=doubt).by == board.person.username
    again = send(board, *LINES, line(hs="701"), mapping="customs")
    assert again.status_code == 422
    assert "F63" in board.page


def test_a_row_is_corrected_by_its_cells_and_a_wrong_one_told(board):
    send(board, *LINES, line(weight="-5"), text=TEXT, name="customs")
    fields = {name: board.field(name) for name in ("digest", "file_name", "mapping")}
    board.post("turnover/imports/", act="take", nonce="take", **fields)
    doubt = Doubt.objects.get(zone=board.zone_name)
    board.get(f"turnover/doubts/{doubt.pk}/")
    cells = dict(re.findall(r'name="(cell-\w+)" value="([^"]*)"', board.page))
    assert cells["cell-weight"] == "-5"
    wrong = board.post(f"turnover/doubts/{doubt.pk}/", **cells, nonce="a")
    assert wrong.status_code == 422
    assert "F72" in board.page
    board.post(f"turnover/doubts/{doubt.pk}/", **{**cells, "cell-weight": "5"}, nonce="b")
    facts = read_facts(board.zone_name, at_us=2**60)
    assert 5_000 in facts["weight_g"].to_pylist()


@pytest.mark.parametrize(
    ("lines", "fields", "rule"),
    [
        (LINES, {"text": TEXT.replace("Tiền", "Xu")}, "F42"),
        (LINES, {"mapping": "nobody's"}, "F73"),
        (["x;y"], {"text": TEXT}, "F64"),
    ],
)
def test_a_file_that_is_refused_says_why_and_leaves_nothing(board, lines, fields, rule):
    assert send(board, *lines, **fields).status_code == 422
    assert rule in board.page
    assert not Import.objects.filter(zone=board.zone_name).exists()
    assert not SavedMapping.objects.filter(zone=board.zone_name).exists()


def test_who_may_not_take_in_cannot(gate):  # noqa: F811
    officer = gate.sign_in("province")
    assert officer.get("turnover/imports/").status_code == 403
    assert officer.post("turnover/doubts/", act="accept").status_code == 403

"""The turnover desk: from its sentence to the rows, the files and what was known before."""

import csv
import io
import re
from html import unescape

import openpyxl
import pytest

from cuakhau.figures.whole import read_whole
from cuakhau.reports.behind.opening import find_stored, open_figure

SCOPE, MADE_UP = "declared_lang_son_customs", "demo_customs"
LINK = re.compile(r'href="([^"]*turnover/rows\?[^"]*)"')


def text_of(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def table_of(page, name):
    """The rows of a table as text, by its class."""
    body = re.search(rf'<table class="small {name}">(.*?)</table>', page, re.S)[1]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.S)
    return [[text_of(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in rows]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Năm 2017 đạt trên 5,2 tỷ USD, tăng 27,1 % so với năm 2016."),
        ("en", "2017: over 5.2 billion USD, up 27.1 % on 2016."),
        ("zh-hans", "2017年超过52亿美元，比2016年增长27.1%。"),
    ],
)
def test_the_seed_stands_on_the_desk_and_its_figures_open_their_source(lang_son, language, said):
    board = lang_son.sign_in("board")
    board.get("turnover/", scope="seed_series", period="2017", language=language)
    assert said in text_of(board.page)
    derived = unescape(LINK.findall(board.page)[3])
    assert "period=2016" in derived
    page = board.client.get(derived).content.decode()
    assert "5.2 billion / 1.271" in text_of(page)
    assert "4.091.267.000" in page or "4,091,267,000" in page


def test_what_is_shown_first_has_a_value(lang_son):
    """Of the Chinese side's newest half-year only growth was printed: no page begins with that."""
    board = lang_son.sign_in("board")
    board.get("turnover/")
    [sentence] = re.findall(r'<p class="sentence">(.*?)</p>', board.page, re.S)
    assert "billion USD" in text_of(sentence)


def test_scopes_that_differ_tenfold_stand_apart_and_are_never_added(lang_son):
    board = lang_son.sign_in("board")
    board.get("turnover/", scope=SCOPE, period="2023")
    told = text_of(board.page)
    assert "4,975 million USD" in told
    assert "51,991 million USD" in told
    assert "never added and never compared" in told
    assert "56,966" not in told


def test_what_was_known_before_is_told_as_it_was_known(lang_son):
    board = lang_son.sign_in("board")
    asked = {"scope": "all_through_province", "period": "2023"}
    board.get("turnover/", **asked, known="2023-12-30")
    assert "2023: unknown." in text_of(board.page)
    board.get("turnover/", **asked, known="2024-01-02")
    assert "2023: exactly 51,990.563 million USD, up 81.84 % on 2022" in text_of(board.page)


def test_a_cell_leads_to_rows_that_add_up_to_it_and_the_files_say_the_same(demo):
    board = demo.sign_in("board")
    asked = {"scope": MADE_UP, "period": "2024Q1", "rows": "hs2", "columns": "month"}
    board.get("turnover/", **asked)
    shown = table_of(board.page, "matrix")
    first = shown[1]
    assert shown[0][1:4] == ["2024-01", "2024-02", "2024-03"]
    cells = [unescape(one) for one in LINK.findall(board.page) if "hs=" + first[0][:2] in one]

    lines = board.client.get(cells[0].replace("/rows?", "/rows.csv?"))
    rows = list(csv.DictReader(io.StringIO(b"".join(lines).decode("utf-8-sig"))))
    cents = sum(int(row["value_usd_cents"]) for row in rows)
    assert f"{cents / 1e8:.1f}" == first[1]
    assert {(row["hs"][:2], row["first_day"], row["source"]) for row in rows} == {
        (first[0][:2], "2024-01-01", "synthetic")
    }

    page = board.client.get(cells[0]).content.decode()
    whole = read_whole(re.search(r"/figure/(W-[\w-]+)/", page)[1])
    assert whole.value * 100 == cents
    for narrower in ("", "&partner=CN", f"&partner=CN&gate={demo.zone.gates[0].id}"):
        page = board.client.get(cells[0] + narrower).content.decode()
        code = re.search(r"/figure/(W-[\w-]+)/", page)[1]
        opened = open_figure(*find_stored(code))
        assert opened.agrees
        assert opened.again.value
    behind = text_of(board.client.get(f"/figure/{code}/").content.decode())
    assert "Computed again from the log: the same" in behind
    assert "The rows behind it, with their sources" in behind

    given = board.client.get(f"/zone/{demo.zone.name}/turnover/turnover.xlsx", asked)
    sheet = openpyxl.load_workbook(io.BytesIO(given.content)).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    kept = next(row for row in table if row[0] == first[0])
    assert [f"{one:.1f}" for one in kept[1:4]] == first[1:4]
    assert "made up" in table[0][0]


def test_only_those_who_may_see_turnover_do(gate):
    assert gate.sign_in("declarant").get("turnover/").status_code == 403
    assert gate.sign_in("customs").get("turnover/rows").status_code == 200

"""Collection rounds: units write, are commented on and compared; approved, issued, frozen."""

import re
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import docx
import pytest
from django.db import DatabaseError, transaction

from cuakhau.journal import versions
from cuakhau.reports.documents.models import IssuedDocument
from cuakhau.reports.indicators.models import Entry
from cuakhau.reports.rounds.demo import fill_demo
from cuakhau.reports.rounds.models import Round, Step
from cuakhau.reports.rounds.reading import read_standing

UNITS = ["board_office", "gate_centre"]


@pytest.fixture
def board(lang_son):
    versions.ensure(lang_son.zone)
    return lang_son.sign_in("board")


def open_round(board, here, period, **fields):
    asked = {"kind": "yearly", "period": period, "unit": UNITS,
             "due": here.now.date().isoformat(), **fields}  # fmt: skip
    board.get("rounds/")
    answer = board.post("rounds/", nonce=board.field("nonce"), **asked)
    found = re.search(r"rounds/(\d+)/$", answer.headers.get("Location", ""))
    return f"rounds/{found[1]}/" if found else answer


def words(browser):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.page))


def test_a_round_goes_from_asking_to_a_frozen_document(lang_son, board, counts_hold):
    office = lang_son.sign_in("dispatcher")
    earlier = open_round(board, lang_son, "2016")
    office.press(f"{earlier}board_office/", "send", text="A line that stays.\nFew courses.")

    elsewhere = lang_son.sign_in("dispatcher", unit="gate_centre")
    refused = elsewhere.press(f"{earlier}board_office/", "send", text="Not ours to say.")
    assert "HR10" in refused.content.decode()
    assert not Step.objects.filter(text__contains="Not ours").exists()

    here = open_round(board, lang_son, "2017")
    assert "due soon" in board.get(here).content.decode()
    board.press(here, "remind")
    assert Step.objects.filter(round_id=int(here.split("/")[1]), act="remind").count() == 2
    mine = f"{here}board_office/"
    office.get(mine)
    assert "Few courses." in words(office)
    assert "Reminded" in words(office)
    text = "A line that stays.\nOf the staff {trained} were taught by Decision 12/2017."
    office.press(mine, "send", text=text, source="BC 9/2017", **{"cell-trained": "121"})
    assert Entry.objects.get(indicator="trained", source="BC 9/2017").value == "121"

    board.press(mine, "back", text="Say more of the courses.")
    office.get(mine)
    assert "sent back" in words(office)
    assert "Say more of the courses." in words(office)
    office.press(mine, "send", text=f"{text}\nThe courses were held at the gate.")
    page = office.get(mine).content.decode()
    assert "<ins>The courses were held at the gate.</ins>" in page
    assert page.count("<ins>") == 1
    board.press(mine, "comment", text="Good.")

    assert "HR3" in board.press(here, "approve").content.decode()
    board.press(here, "approve", missing=["gate_centre"])
    office.get(mine)
    assert 'name="text"' not in office.page
    office.post(mine, act="send", nonce="late", text="Changed.")
    assert "HR4" in office.page

    board.press(here, "issue")
    board.press(here, "issue")
    issued = IssuedDocument.objects.get(nonce=f"round-{here.split('/')[1]}")
    assert sha256(issued.content.encode()).hexdigest() in board.get(here).content.decode()
    word = board.get(f"documents/{issued.pk}/file.docx").content
    lines = [one.text for one in docx.Document(BytesIO(word)).paragraphs]
    assert "Of the staff 121 persons were taught by Decision 12/2017." in lines
    assert "This unit has not sent in its report." in lines
    assert "Border Gate Management Centre" in lines
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Step.objects.update(text="")
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        Round.objects.update(units=[])
    counts_hold(
        lambda: open_round(board, lang_son, "2015"),
        rounds=lambda: board.get("rounds/"),
        round=lambda: board.get(here),
        part=lambda: board.get(mine),
        draft=lambda: board.get(f"{here}draft/"),
    )


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"due": "2001-01-01"}, "HR1"),
        ({"due": "soon"}, "HR1"),
        ({"unit": ["board_office", "moon_office"]}, "HR2"),
        ({"unit": []}, "HR2"),
        ({"period": "next"}, "E4"),
        ({"kind": "novel"}, "E5"),
    ],
)
def test_a_round_that_cannot_be_held_is_not_opened(lang_son, board, fields, rule):
    before = Round.objects.count()
    answer = open_round(board, lang_son, **{"period": "2014", **fields})
    assert rule in answer.content.decode()
    assert Round.objects.count() == before


def test_each_step_that_does_not_fit_says_why(lang_son, board):
    here = open_round(board, lang_son, "2013")
    mine = f"{here}board_office/"
    cell = {"cell-trained": "5"}
    for path, act, fields, rule in (
        (here, "issue", {}, "HR7"),
        (mine, "back", {"text": "Why?"}, "HR8"),
        (mine, "send", {"text": "  "}, "HR5"),
        (mine, "send", {"text": "We taught 45 people."}, "HR6"),
        (mine, "send", {"text": "Taught {smuggling}."}, "HR6"),
        (mine, "send", {"text": "Taught {trained}.", **cell}, "I3"),
    ):
        board.get(mine)
        answer = board.post(path, act=act, nonce=board.field("nonce") + rule, **fields)
        assert rule in answer.content.decode(), (act, fields)
    assert not Step.objects.filter(round_id=int(here.split("/")[1])).exists()
    assert not Entry.objects.filter(first_day="2013-01-01").exists()
    board.post(f"{here}moon_office/", act="send", nonce="m", text="Hello.")
    assert "HR2" in board.page
    named = "1. Theo Quyết định 12/2013, mốc 1119, tháng 9, 6 tháng đầu năm 2013."
    board.press(mine, "send", text=named)
    board.press(f"{here}gate_centre/", "send", text="Nothing happened.")
    board.post(here, act="remind", nonce="r")
    assert "HR9" in board.page


def test_a_demo_begins_with_two_rounds_once(lang_son):
    zone = replace(lang_son.zone, name=f"{lang_son.zone.name}-demo")
    versions.ensure(zone)
    said = {"by": "demo", "at": lang_son.now, "today": lang_son.now.date()}
    assert [fill_demo(zone, **said), fill_demo(zone, **said)] == [2, 0]
    last, now = (read_standing(one) for one in Round.objects.filter(zone=zone.name).order_by("id"))
    assert last.approved is not None
    assert not last.missing
    assert [part.state for part in now.parts] == ["asked", "asked", "sent", "back"]

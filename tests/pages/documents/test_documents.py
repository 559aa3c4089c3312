"""The pages of documents: written, read, issued once, taken as files, and what changed since."""

import html
import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from django.db import DatabaseError, connection, transaction

from cuakhau.reports.documents import issuing
from cuakhau.reports.documents.models import IssuedDocument
from cuakhau.reports.kinds.registry import LENGTHS

ASKED = "documents/draft/?kind=working-session&period=2017,2018Q1"


def test_a_document_is_written_read_issued_and_taken(lang_son, counts_hold):
    board = lang_son.sign_in("board")
    assert "2017" in board.get("documents/").content.decode()
    board.get(ASKED)
    assert re.search(
        r'<a class="figure" href="/figure/W-[\w-]+/">over 5.2 billion USD</a>', board.page
    )
    nonce = board.field("nonce")
    first = board.post(ASKED, nonce=nonce)
    again = board.post(ASKED, nonce=nonce)
    assert first["Location"] == again["Location"]
    issued = board.client.get(first["Location"]).content.decode()
    assert re.search(r"Số: \d\d/BC-BQLKKTCK", issued)
    assert "Changed since it was issued" not in issued
    key = re.search(r"documents/(\d+)/", first["Location"])[1]
    word = board.get(f"documents/{key}/file.docx")
    assert "17 projects" in "\n".join(
        p.text for p in docx.Document(BytesIO(word.content)).paragraphs
    )
    assert board.get(f"documents/{key}/file.pdf").content.startswith(b"%PDF")
    assert board.get(f"documents/{key}/file.xlsx").content.startswith(b"PK")
    counts_hold(
        lambda: None,
        documents=lambda: board.get("documents/"),
        draft=lambda: board.get(ASKED),
        issued=lambda: board.get(f"documents/{key}/"),
    )


def test_what_was_issued_stays_and_a_change_is_shown(lang_son, monkeypatch):
    board = lang_son.sign_in("board")
    board.get(ASKED)
    where = board.post(ASKED, nonce=board.field("nonce"))["Location"]
    with pytest.raises(DatabaseError, match="what was issued stays"), transaction.atomic():
        IssuedDocument.objects.update(number=7)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_issueddocument WHERE number = 7")
        assert cursor.fetchone() == (0,)
    monkeypatch.setattr(issuing, "resolve_today", lambda one: replace(one, value=one.value + 1))
    page = board.client.get(where).content.decode()
    assert "Changed since it was issued" in page
    assert "over 5.2 billion USD" in page


@pytest.mark.parametrize(
    ("asked", "rule"),
    [("kind=working-session&period=1999", "E6"), ("kind=novel&period=2017", "E5"),
     ("kind=yearly&period=soon", "E4")],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_with_its_rule(lang_son, asked, rule):
    board = lang_son.sign_in("board")
    path = f"documents/draft/?{asked}"
    answer = board.get(path)
    if rule == "E6":
        assert "Nothing is recorded of trade in this period." in board.page
        answer = board.post(path, nonce=board.field("nonce"))
    assert rule in answer.content.decode()
    assert not IssuedDocument.objects.filter(periods__in=["1999", "soon"]).exists()


def test_each_length_says_what_is_not_recorded(lang_son):
    board = lang_son.sign_in("board")
    for kind in (LENGTHS[0], LENGTHS[-1]):  # one builder serves them all
        page = board.get(f"documents/draft/?kind={kind}&period=2023").content.decode()
        assert "51,990" in page, kind  # of trade, published
        assert "No bulletin was issued for this period." in page, kind


def test_minutes_are_those_of_the_recorded_meeting(lang_son):
    board = lang_son.sign_in("board")
    with transaction.atomic():
        board.get("portfolio/meetings/")
        where = board.post(
            "portfolio/meetings/", nonce=board.field("nonce"), kind="meeting", day="2018-04-20",
            held_by="board", attended=["board_office", "gate_management"], title="Meeting of April",
            conclusion="Yards first.\nThen roads.",
        )["Location"]  # fmt: skip
        page = board.client.get(where).content.decode()
        asked = html.unescape(re.search(r'href="[^"]*(documents/draft/[^"]+)"', page)[1])
        minutes = board.get(asked).content.decode()
        for told in ("Meeting of April", "Office of the Board; ", "Yards first.", "Then roads.",
                     "No task was given."):  # fmt: skip
            assert told in minutes
        issued = board.post(asked, nonce=board.field("nonce"))  # without a figure: words count
        assert re.search(r"documents/\d+/$", issued["Location"])
        transaction.set_rollback(True)

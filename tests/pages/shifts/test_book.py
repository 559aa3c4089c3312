"""The duty log book: in order, never edited, corrected by entries that name what they correct."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from cuakhau.operations.shifts.models import BookEntry

SAID = {"kind": "event", "clock": "11:30", "text": "Mất điện 10 phút"}


@pytest.fixture
def officer(gate):
    return gate.sign_in("border_guard")


def write(officer, nonce, **said):
    return officer.post("duty-book/", nonce=nonce, **{**SAID, **said})


def entries(gate, agency="border_guard"):
    return BookEntry.objects.filter(zone=gate.zone.name, agency=agency).order_by("number")


def test_entries_are_numbered_and_stand_in_the_order_in_which_things_happened(gate, officer):
    write(officer, "a", clock="11:30", text="second")
    write(officer, "b", clock="09:15", text="first")
    write(officer, "b", clock="09:15", text="first")
    assert [one.number for one in entries(gate)] == [1, 2]
    officer.get("duty-book/")
    assert officer.page.index("first") < officer.page.index("second")
    customs = gate.sign_in("customs")
    write(customs, "c")
    assert [one.number for one in entries(gate, "customs")] == [1]


def test_a_correction_names_the_old_entry_which_stays(gate, officer):
    write(officer, "a")
    officer.post("duty-book/", nonce="b", corrects="1", text="Mất điện 20 phút")
    old, new = entries(gate)
    assert (new.corrects, new.happened_at, new.kind) == (old, old.happened_at, old.kind)
    officer.get("duty-book/")
    assert "Mất điện 10 phút" in officer.page
    assert "corrected by no. 2" in officer.page
    assert "corrects no. 1" in officer.page
    officer.post("duty-book/", nonce="c", corrects="1", text="x")
    assert ">S27<" in officer.page
    officer.post("duty-book/", nonce="d", corrects="9", text="x")
    assert ">S27<" in officer.page


def test_the_database_refuses_to_change_an_entry(gate, officer):
    write(officer, "a")
    for statement in (
        "UPDATE shifts_bookentry SET words = 'x'",
        "DELETE FROM shifts_bookentry",
        "TRUNCATE shifts_bookentry",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert entries(gate).count() == 1


@pytest.mark.parametrize(
    ("rule", "said"),
    [("S25", {"text": " "}), ("S25", {"kind": "x"}), ("S25", {"clock": "soon"}),
     ("S26", {"clock": "12:01"}), ("S26", {"day": "2024-08-10"})],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_typed_is_lost(gate, officer, rule, said):
    answer = write(officer, "a", **said)
    assert answer.status_code == 422
    assert f">{rule}<" in officer.page
    assert said.get("text", SAID["text"]).strip() in officer.page
    assert not entries(gate)


def test_the_book_writes_itself_of_what_happens(gate, officer):
    officer.post("post", act="take", place="main_road", nonce="post")
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.post("incidents/", kind="fire", place="main_road", said="smoke", nonce="fire")
    officer.post("paper/print", count=1)
    officer.get("duty-book/")
    for text in ("takes the post", "Incident reported: Fire", "Paper sheet 1 printed"):
        assert text in officer.page, text
    customs = gate.sign_in("customs")
    customs.get("duty-book/")
    assert "takes the post" not in customs.page
    assert "Incident reported: Fire" in customs.page
    gate.later(days=1)
    officer.get("duty-book/")
    assert "takes the post" not in officer.page
    officer.get("duty-book/", day="2024-08-22")
    assert "takes the post" in officer.page


def test_a_day_is_exported_as_it_is_shown(gate, officer):
    write(officer, "a", text="=1+1")
    answer = officer.client.get(f"/zone/{gate.zone.name}/duty-book/export.xlsx?day=2024-08-22")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][:2] == ("11:30", 1)
    assert rows[2][3] == "'=1+1"


def test_a_book_of_another_agency_is_closed(gate, officer):
    write(officer, "a")
    customs = gate.sign_in("customs")
    assert customs.get("duty-book/?agency=border_guard").status_code == 403
    assert customs.get("duty-book/export.xlsx?agency=border_guard").status_code == 403
    assert customs.post("duty-book/?agency=border_guard", nonce="x", **SAID).status_code == 403


def test_pages_ask_the_database_as_often_as_is_written_down(gate, journal_asks):
    lead = gate.sign_in("border_guard", leads_agency=True)
    for number in range(4):
        officer = gate.sign_in("border_guard")
        said = {"username": officer.person.username, "since": "07:00", "until": "19:00"}
        lead.post("roster/keep", act="write", nonce=f"r{number}", **said)
        officer.post("post", act="take", place="main_road", nonce=f"p{number}")
        write(officer, f"b{number}")
        officer.post("handover/new", nonce=f"h{number}", note="x")
        gate.now += timedelta(minutes=1)
    pages = {
        "roster": "roster/",
        "handovers": "handover/",
        "handover_new": "handover/new",
        "book": "duty-book/",
        "worklist": "desk/border_guard/",
    }
    counts = {name: journal_asks(lambda path=path: lead.get(path)) for name, path in pages.items()}
    assert counts == json.loads(Path(__file__).with_name("query_counts.json").read_text("utf-8"))

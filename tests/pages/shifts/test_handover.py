"""Handover: what is open is frozen, signed by both, and corrected only by the log book."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from cuakhau.operations.shifts.handover.acts import digest
from cuakhau.operations.shifts.models import Handover
from cuakhau.operations.times import micros
from officers import Browser

IN = "border_guard_in"


@pytest.fixture
def leaving(gate):
    return gate.sign_in("border_guard")


def write(officer, note="", nonce=""):
    officer.post("handover/new", note=note, nonce=nonce or officer.person.username)
    return Handover.objects.filter(zone=officer.zone_name).latest("id")


def act(officer, row, verb):
    officer.post(f"handover/{row.pk}/", act=verb, nonce=f"{verb}-{row.pk}")
    row.refresh_from_db()


def section(row, kind):
    return next(one for one in row.content if one["kind"] == kind)


def hold(gate, number):
    gate.write(number, "held", agency="border_guard", step=IN, payload={"reason": "papers_missing"})


def test_the_sheet_lists_what_is_open_for_the_agency(gate, leaving):
    held, begun, free = (gate.declare(f"12C-123.4{n}") for n in range(3))
    hold(gate, held)
    gate.write(begun, "started", agency="border_guard", step=IN)
    dispatcher = gate.sign_in("dispatcher")
    fire = {"kind": "fire", "place": "main_road", "said": "smoke", "blocks": "slow"}
    dispatcher.post("incidents/", nonce="fire", **fire)
    leaving.post("paper/print", count=2)
    leaving.post("post", act="take", place="main_road", nonce="post")
    row = write(leaving)
    totals = {one["kind"]: one["total"] for one in row.content}
    assert totals == {
        "held": 1, "begun": 1, "late": 0, "missing": 0, "incidents": 1, "notices": 0,
        "places": 1, "paper": 2, "posts": 1,
    }  # fmt: skip
    assert section(row, "held")["rows"][0]["reason"] == "papers_missing"
    leaving.get(f"handover/{row.pk}/")
    assert "12C-123.40" in leaving.page
    assert "Fire" in leaving.page
    assert free not in leaving.page


def test_whose_promise_is_broken_is_overdue_on_the_sheet(gate):
    gate.confirm(gate.declare(procedure="import"), IN)
    early, late = gate.sign_in("health_quarantine"), gate.sign_in("health_quarantine")
    assert section(write(early), "late")["total"] == 0
    gate.later(minutes=45)
    row = write(late)
    [waits] = section(row, "late")["rows"]
    assert waits["promised"] < micros(gate.now)
    late.get(f"handover/{row.pk}/")
    assert "promised for 12:30" in late.page


def test_cash_that_is_not_handed_in_stands_on_the_collectors_sheet(gate):
    collector = gate.sign_in("fee_collector")
    assert [one["total"] for one in write(collector).content if one["kind"] == "cash"] == [0]


def test_what_others_hold_stands_on_the_sheet_of_the_centre_alone(gate):
    hold(gate, gate.declare())
    customs, dispatcher = gate.sign_in("customs"), gate.sign_in("dispatcher")
    assert section(write(customs), "held")["total"] == 0
    assert section(write(dispatcher), "held")["total"] == 1


def test_both_sign_under_their_own_names_and_then_nothing_changes(gate, leaving):
    coming = gate.sign_in("border_guard")
    row = write(leaving, "Cần theo dõi bãi 2")
    act(coming, row, "take")
    assert ">S23<" in coming.page
    act(leaving, row, "sign")
    act(leaving, row, "take")
    assert ">S20<" in leaving.page
    gate.later(minutes=5)
    act(coming, row, "take")
    assert (row.by, row.taken_by) == (leaving.person.username, coming.person.username)
    coming.get(f"handover/{row.pk}/")
    assert "signed by both" in coming.page
    assert "Cần theo dõi bãi 2" in coming.page
    assert "Unchanged since it was written" in coming.page
    for officer, verb in ((leaving, "withdraw"), (coming, "take"), (leaving, "sign")):
        officer.post(f"handover/{row.pk}/", act=verb, nonce="later")
        assert ">S21<" in officer.page


@pytest.mark.parametrize("signed", ["not at all", "by both"])
def test_the_database_refuses_to_change_what_a_sheet_says(gate, leaving, signed):
    row = write(leaving)
    if signed == "by both":
        act(leaving, row, "sign")
        act(gate.sign_in("border_guard"), row, "take")
    for change in ("SET content = '[]'", "SET by = 'x'", "SET at = now()"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE shifts_handover {change} WHERE id = %s", [row.pk])
    with pytest.raises(ProgrammingError), transaction.atomic():
        row.delete()
    row.refresh_from_db()
    assert digest(row) == row.digest


def test_what_is_open_later_does_not_change_the_sheet(gate, leaving):
    number = gate.declare()
    row = write(leaving)
    hold(gate, number)
    row.refresh_from_db()
    assert section(row, "held")["total"] == 0


def test_a_booth_lets_the_next_officer_sign_on_the_same_screen(gate, leaving):
    row = write(leaving)
    act(leaving, row, "sign")
    session = leaving.client.session
    session["booth"] = {"zone": "x"}
    session.save()
    leaving.get(f"handover/{row.pk}/")
    assert f"/booth/?next=/zone/{gate.zone.name}/handover/{row.pk}/" in leaving.page


def test_a_sheet_waits_on_the_worklist_of_who_comes(gate, leaving):
    row = write(leaving)
    coming = gate.sign_in("border_guard")
    coming.get("desk/border_guard/")
    assert "A handover waits for you" not in coming.page
    act(leaving, row, "sign")
    coming.get("desk/border_guard/")
    assert "A handover waits for you" in coming.page


def test_one_open_sheet_a_person_and_only_the_writer_withdraws_it(gate, leaving):
    row = write(leaving)
    leaving.post("handover/new", nonce="second")
    assert ">S24<" in leaving.page
    other = gate.sign_in("border_guard")
    act(other, row, "withdraw")
    assert ">S22<" in other.page
    act(leaving, row, "withdraw")
    assert row.withdrawn_at == gate.now
    assert write(leaving, nonce="third").pk != row.pk
    leaving.get("handover/")
    assert "withdrawn" in leaving.page


def test_a_double_click_writes_one_sheet(gate, leaving):
    assert write(leaving).pk == write(leaving).pk


def test_a_sheet_of_another_agency_is_closed(gate, leaving):
    row = write(leaving)
    customs = gate.sign_in("customs")
    assert customs.get(f"handover/{row.pk}/").status_code == 403
    assert customs.post(f"handover/{row.pk}/", act="take", nonce="x").status_code == 403
    assert customs.get("handover/?agency=border_guard").status_code == 403


def test_a_correction_is_an_entry_of_the_log_book_that_names_the_sheet(gate, leaving):
    row = write(leaving)
    act(leaving, row, "sign")
    act(gate.sign_in("border_guard"), row, "take")
    said = {"kind": "event", "clock": "11:00", "text": "Xe thứ hai đã đi"}
    leaving.post("duty-book/", nonce="entry", about=f"handover:{row.pk}", **said)
    leaving.get(f"handover/{row.pk}/")
    assert "Xe thứ hai đã đi" in leaving.page


@pytest.mark.parametrize("language", ["vi", "zh-hans"])
def test_a_sheet_reads_in_each_language(gate, leaving, language):
    hold(gate, gate.declare())
    row = write(leaving)
    reader = Browser(gate.zone.name, leaving.person, language)
    reader.get(f"handover/{row.pk}/")
    assert {"vi": "Xe đang bị giữ", "zh-hans": "被扣车辆"}[language] in reader.page

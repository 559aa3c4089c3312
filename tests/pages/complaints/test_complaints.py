"""Complaints: anonymous if one likes, hidden from the unit until the director assigns them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from cuakhau.accounts.people.roles import ROLES
from cuakhau.operations.complaints import pace
from cuakhau.operations.complaints.models import Complaint, ComplaintSent
from cuakhau.operations.links import driver_path
from cuakhau.server import zones

SAID = {"kind": "asked_for_money", "words": "Đòi 200 nghìn ở bãi chờ", "against": "customs"}
OFFICERS = [role for role in ROLES if role not in ("board", "declarant", "driver", "province")]


@pytest.fixture
def complain(gate):
    """Sends the form as somebody without an account; gives the number and the last page."""
    browser = Client(HTTP_HOST="localhost", headers={"Accept-Language": "en"})

    def send(nonce="form-1", **more):
        address = f"/zone/{gate.zone.name}/complain/"
        answer = browser.post(address, {**SAID, "nonce": nonce, **more}, follow=True)
        row = Complaint.objects.filter(zone=gate.zone.name).order_by("-id").first()
        return row.number if row else None, answer

    return send


def test_anybody_complains_without_a_name_and_follows_it_by_a_link(gate, complain):
    number, answer = complain()
    page = answer.content.decode()
    assert number in page
    assert "21/09/2024" in page, "thirty days"
    assert "received" in page
    followed = answer.redirect_chain[-1][0]
    assert Client(HTTP_HOST="localhost").get(f"{followed[:-2]}x/").status_code == 404


def test_a_double_press_is_one_complaint(gate, complain):
    assert complain()[0] == complain()[0]
    assert Complaint.objects.filter(zone=gate.zone.name).count() == 1


def test_what_is_missing_is_said_and_nothing_typed_is_lost(gate, complain):
    number, answer = complain(words="tiền", contact="0912")
    assert (number, answer.status_code) == (None, 422)
    assert "K1" in answer.content.decode()
    assert 'value="0912"' in answer.content.decode()


@pytest.mark.parametrize("role", OFFICERS)
def test_no_officer_finds_it_before_it_is_assigned(gate, complain, role):
    number, _ = complain()
    officer = gate.sign_in(role)
    answer = officer.get("complaints/")
    assert answer.status_code in (200, 403)
    assert number not in officer.page
    assert officer.get(f"complaints/{number}/").status_code in (403, 404)
    assert officer.post(f"complaints/{number}/", act="answer", answer="x").status_code in (403, 404)
    assert not Complaint.objects.get(number=number, zone=gate.zone.name).answer


def test_the_interface_for_programs_knows_no_complaints(gate, complain):
    number, _ = complain()
    document = Client(HTTP_HOST="localhost").get("/api/v1/openapi.json").content.decode()
    assert "complain" not in document.lower()
    assert number not in document


def test_the_director_assigns_and_only_that_unit_answers(gate, complain):
    number, answer = complain()
    board, guard, customs = (gate.sign_in(role) for role in ("board", "border_guard", "customs"))
    board.get(f"complaints/{number}/")
    assert "200 nghìn" in board.page
    board.post(f"complaints/{number}/", act="assign", agency="border_guard", nonce="a")
    assert customs.get(f"complaints/{number}/").status_code == 404
    guard.get("complaints/")
    assert number in guard.page
    guard.post(f"complaints/{number}/", act="assign", agency="customs", nonce="b")
    assert Complaint.objects.get(number=number, zone=gate.zone.name).assigned_to == "border_guard"
    guard.post(f"complaints/{number}/", act="answer", answer="Đã trả lại tiền", nonce="c")
    followed = Client(HTTP_HOST="localhost").get(answer.redirect_chain[-1][0])
    assert "Đã trả lại tiền" in followed.content.decode()
    acts = [
        act.act
        for act in Complaint.objects.get(number=number, zone=gate.zone.name).acts.order_by("id")
    ]
    assert acts == ["filed", "assigned", "answered"]
    board.post(f"complaints/{number}/", act="answer", answer="again", nonce="d")
    assert "K3" in board.page


def test_what_waits_beyond_its_time_comes_first(gate, complain):
    late, _ = complain()
    gate.later(days=31)
    fresh, _ = complain(nonce="form-2")
    board = gate.sign_in("board")
    board.get("complaints/")
    assert board.page.index(late) < board.page.index(fresh)
    assert "Beyond their time" in board.page


def test_a_driver_complains_about_the_own_trip(gate, complain):
    visit = gate.declare()
    link = driver_path(gate.zone.name, visit, at=gate.wall).rstrip("/").rpartition("/")[2]
    number, _ = complain(link=link)
    row = Complaint.objects.get(number=number, zone=gate.zone.name)
    assert (row.visit, row.origin) == (visit, "driver")
    forged, _ = complain(nonce="form-3", link=f"{link[:-1]}~")
    assert Complaint.objects.get(number=forged, zone=gate.zone.name).origin == "public"


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_every_page_opens_in_each_language(gate, complain, language):
    number, _ = complain()
    board = gate.sign_in("board")
    for path in ("complain/", "complaints/", f"complaints/{number}/"):
        assert board.get(path, language=language).status_code == 200
    assert (
        timedelta(days=30)
        == Complaint.objects.get(number=number, zone=gate.zone.name).due_at - gate.now
    )


def test_the_limit_is_that_of_the_zone_with_its_law(gate, complain):
    number, answer = complain()
    row = Complaint.objects.get(number=number, zone=gate.zone.name)
    [limit] = gate.zone.complaint_limits
    assert (row.due_at - row.at, row.law) == (timedelta(days=limit.within_days), limit.law)
    assert limit.law in answer.content.decode()
    form = Client(HTTP_HOST="localhost", headers={"Accept-Language": "en"})
    page = form.get(f"/zone/{gate.zone.name}/complain/").content.decode()
    assert f"within 30 days ({limit.law})" in page


def test_without_a_limit_the_time_is_unknown_and_nothing_is_overdue(gate, complain, monkeypatch):
    bare = replace(gate.zone, version="no-limit", complaint_limits=())
    monkeypatch.setattr(zones, "served", lambda: {bare.name: bare})
    number, answer = complain()
    assert "is not known here" in answer.content.decode()
    assert Complaint.objects.get(number=number, zone=gate.zone.name).due_at is None
    gate.later(days=400)
    board = gate.sign_in("board")
    board.get("complaints/")
    assert "due unknown" in board.page
    assert "Beyond their time" not in board.page


def test_one_place_complains_only_so_often_in_an_hour_and_is_told_when_again(gate, complain):
    for place in range(pace.MOST_FROM_ONE):
        assert complain(nonce=f"many-{place}")[1].status_code == 200
        gate.later(minutes=1)
    _, refused = complain(nonce="too-many", contact="0912")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "K5" in page
    assert "taken at 13:00" in page, "an hour after the first"
    assert 'value="0912"' in page
    assert Complaint.objects.filter(zone=gate.zone.name).count() == pace.MOST_FROM_ONE
    gate.later(minutes=61)
    assert complain(nonce="again")[1].status_code == 200


def test_a_double_press_and_a_refused_form_do_not_count(gate, complain):
    for _ in range(pace.MOST_FROM_ONE + 2):
        complain(words="tiền", nonce="bad")
        complain(nonce="same")
    assert complain(nonce="other")[1].status_code == 200


def test_a_driver_at_a_crowded_yard_has_a_limit_of_the_own_trip(gate, complain):
    for place in range(pace.MOST_FROM_ONE):
        complain(nonce=f"many-{place}")
    visit = gate.declare()
    link = driver_path(gate.zone.name, visit, at=gate.wall).rstrip("/").rpartition("/")[2]
    assert complain(nonce="mine", link=link)[1].status_code == 200


def test_all_together_are_not_endless_and_no_address_is_kept(gate, complain, monkeypatch):
    monkeypatch.setattr(pace, "MOST_IN_ALL", 2)
    for place in range(2):
        complain(nonce=f"many-{place}")
    assert "K6" in complain(nonce="too-many")[1].content.decode()
    rows = ComplaintSent.objects.filter(zone=gate.zone.name)
    assert not any("127.0.0.1" in str(row) for row in rows.values())

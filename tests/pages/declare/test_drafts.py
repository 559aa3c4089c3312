"""What is typed is kept, waits as a draft, and is declared, thrown away or taken back."""

import re

import pytest

from cuakhau.operations.declare.drafts import keep
from cuakhau.operations.declare.models import Draft
from cuakhau.operations.models import Declaration

TRIP = {"procedure": "export", "place": "main_road", "plate": "12C-123.45", "goods-1": "fruit"}


def type_in(clerk, **fields):
    """Type into a new form, as far as the browser sends it by itself; give its nonce."""
    clerk.get("declare/")
    nonce = clerk.field("nonce")
    answer = clerk.post("declare/keep", nonce=nonce, **fields)
    assert answer.status_code == 200
    return nonce


def list_ids(clerk):
    clerk.get("drafts/")
    return re.findall(r'name="draft" value="(\d+)"', clerk.page)


def numbers_of(gate):
    rows = Declaration.objects.filter(zone=gate.zone.name).order_by("number")
    return list(rows.values_list("number", flat=True))


def test_what_was_typed_comes_back_and_is_declared_once(gate):
    clerk = gate.sign_in("declarant")
    nonce = type_in(clerk, plate="12C-123.45", driver="Người Thử")
    type_again = clerk.post("declare/keep", nonce=nonce, **TRIP)
    assert "Draft kept at" in type_again.content.decode()
    clerk.get("declare/")
    assert "You began a trip" in clerk.page
    [draft] = list_ids(clerk)
    clerk.get("declare/", draft=draft)
    assert clerk.field("nonce") == nonce
    assert clerk.field("plate") == "12C-123.45"
    assert clerk.post("declare/", nonce=nonce, **TRIP).status_code == 302
    assert list_ids(clerk) == []
    assert Draft.objects.get(pk=draft).typed == {}
    clerk.post("declare/keep", nonce=nonce, plate="12C-999.99")
    assert Draft.objects.get(pk=draft).typed == {}
    assert len(numbers_of(gate)) == 1


def test_a_draft_belongs_to_who_typed_it_and_to_who_leads_the_firm(gate):
    clerk = gate.sign_in("declarant")
    nonce = type_in(clerk, plate="12C-123.45")
    [draft] = list_ids(clerk)
    other, stranger = gate.sign_in("declarant"), gate.sign_in("declarant", firm="firm-b")
    for one in (other, stranger):
        assert list_ids(one) == []
        assert one.get("declare/", draft=draft).status_code == 404
        one.post("declare/keep", nonce=nonce, plate="12C-999.99")
    assert Draft.objects.get(pk=draft).typed == {"plate": "12C-123.45"}
    assert list_ids(gate.sign_in("declarant", leads_firm=True)) == [draft]


def test_the_good_ones_are_declared_and_the_bad_ones_stay_with_their_reasons(gate):
    clerk = gate.sign_in("declarant")
    type_in(clerk, **TRIP)
    type_in(clerk, **{**TRIP, "place": "", "plate": "12C-222.22"})
    drafts = list_ids(clerk)
    clerk.post("drafts/", act="declare", draft=drafts)
    assert "1 was refused and stays a draft" in clerk.page
    assert "D12" in clerk.page
    assert len(numbers_of(gate)) == 1
    assert len(list_ids(clerk)) == 1


def test_sent_twice_drafts_are_declared_once(gate):
    clerk = gate.sign_in("declarant")
    type_in(clerk, **TRIP)
    drafts = list_ids(clerk)
    for _ in range(2):
        clerk.post("drafts/", act="declare", draft=drafts)
    assert len(numbers_of(gate)) == 1


def test_all_are_declared_a_hundred_at_a_time(gate, monkeypatch):
    monkeypatch.setattr("cuakhau.operations.declare.draft_views.AT_ONCE", 2)
    clerk = gate.sign_in("declarant")
    for _ in range(5):
        type_in(clerk, **TRIP)
    clerk.post("drafts/", act="declare", which="all")
    while after := clerk.field("after"):
        sent = {name: clerk.field(name) for name in ("done", "not_done", "which")}
        clerk.post("drafts/", act="declare", after=after, **sent)
    assert "5 trips declared" in clerk.page
    assert len(numbers_of(gate)) == 5


def test_what_was_thrown_away_can_be_taken_back(gate):
    clerk = gate.sign_in("declarant")
    type_in(clerk, **TRIP)
    drafts = list_ids(clerk)
    clerk.post("drafts/", act="throw", draft=drafts)
    undo = clerk.field("undo")
    assert list_ids(clerk) == []
    gate.sign_in("declarant").post("drafts/", act="undo", undo=undo)
    assert list_ids(clerk) == []
    clerk.post("drafts/", act="undo", undo=undo)
    assert list_ids(clerk) == drafts


def test_a_draft_goes_when_its_time_is_over(gate):
    clerk = gate.sign_in("declarant")
    type_in(clerk, **TRIP)
    last = Draft.objects.get(zone=gate.zone.name).keep_until
    keep.purge(gate.zone.name, last)
    assert list_ids(clerk)
    keep.purge(gate.zone.name, last.replace(year=last.year + 1))
    assert list_ids(clerk) == []


@pytest.mark.parametrize("role", ["customs", "driver", "board"])
def test_nobody_else_has_drafts(gate, role):
    assert gate.sign_in(role).get("drafts/").status_code == 403

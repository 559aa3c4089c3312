"""Overlaps on pages: the beat finds them, agencies see theirs and reply, the Board prices them."""

from urllib.parse import quote

import pytest

from cuakhau.planning.overlaps import acts, keeping, listed
from cuakhau.planning.overlaps.models import Period, Price, Reply
from cuakhau.planning.overlaps.page import Reader
from cuakhau.planning.overlaps.priced import find_price, reference_of
from cuakhau.planning.runs import runner
from cuakhau.statistics.overlap.findings import Between, Finding

STEPS = ("health_check", "border_guard_in", "customs_in", "permit", "customs_check", "payment")
PERMIT = "order_wait|customs+transport_station||main_road|permit|customs_check"


@pytest.fixture
def found(twin_gate, monkeypatch):
    """Eight vehicles through one day of desks, and what the beat makes of it."""
    monkeypatch.setattr(keeping, "TWIN_DAYS", 1)
    monkeypatch.setattr(acts, "DAYS", 1)
    monkeypatch.setattr(acts, "REPS", 2)
    for _ in range(8):
        subject = twin_gate.declare()
        for step in STEPS:
            twin_gate.later(minutes=6)
            twin_gate.confirm(subject, step)
    assert keeping.refresh(twin_gate.zone, twin_gate.now) == 2  # and a simulated week
    assert keeping.refresh(twin_gate.zone, twin_gate.now) == 0
    twin_gate.later(hours=7)
    assert keeping.refresh(twin_gate.zone, twin_gate.now) == 0  # the same findings are kept once
    return Period.objects.get(zone=twin_gate.zone.name, source="log")


def address(period, key, act=""):
    return f"plan/overlaps/{period.pk}/{quote(key)}/{act}"


def test_an_agency_sees_its_own_findings_and_its_reply_stands_beside_the_figure(twin_gate, found):
    keys = [one.key for one in keeping.read_findings(found)]
    assert PERMIT in keys
    station = twin_gate.sign_in("transport_station")
    station.get("plan/overlaps/")
    assert "what was found is small or uncertain" in station.page  # eight vehicles are few
    station.get("plan/overlaps/", part="small", more="1")
    other = next(key for key in keys if "transport_station" not in key)
    assert PERMIT.replace("|", "%7C") in station.page
    assert other.replace("|", "%7C") not in station.page
    assert station.get(address(found, other)).status_code == 404

    station.get(address(found, PERMIT))
    nonce = station.field("nonce")
    assert "Replies are taken until" in station.page
    refused = station.post(address(found, PERMIT, "reply"), words="no", nonce=nonce)
    assert (refused.status_code, "X1" in station.page) == (422, True)
    for _ in range(2):  # a double click is one reply
        said = {"words": "The permit room opens at eight.", "nonce": nonce}
        assert station.post(address(found, PERMIT, "reply"), **said).status_code == 302
    assert Reply.objects.filter(zone=twin_gate.zone.name).count() == 1

    station.get("plan/overlaps/", part="small", more="1")
    assert "The permit room opens at eight." in station.page
    assert "reply to 1 until" in station.page  # to another finding of its own
    board = twin_gate.sign_in("board")
    board.get(address(found, PERMIT))
    assert "The permit room opens at eight." in board.page
    assert "Reply of your agency" not in board.page
    assert "8 of 8" in board.page
    assert board.post(address(found, PERMIT, "reply"), words="x" * 20).status_code == 403

    twin_gate.later(days=16)
    late = station.post(address(found, PERMIT, "reply"), words="Too late to say.", nonce="late")
    assert (late.status_code, "X2" in station.page) == (422, True)


def test_a_finding_becomes_runs_and_shows_who_gains_and_who_gives(twin_gate, found):
    board = twin_gate.sign_in("dispatcher")
    board.get(address(found, PERMIT))
    nonce = board.field("nonce")
    for _ in range(2):
        answer = board.post(address(found, PERMIT, "price"), nonce=nonce)
        assert answer.status_code == 302
    remedies = [one.remedy for one in Price.objects.filter(zone=twin_gate.zone.name)]
    assert remedies == ["joint", "in_turn", "beside", "shared", "before", "dropped"]
    board.get(address(found, PERMIT))
    assert "waits for its turn" in board.page
    runner.make_waiting(lambda: twin_gate.wall)
    board.get(address(found, PERMIT))
    assert "Reference of the result" in board.page
    assert board.page.count("verdict is-") >= 10
    price = Price.objects.filter(zone=twin_gate.zone.name).first()
    director = twin_gate.sign_in("board")
    director.get(address(found, PERMIT))
    assert f"ref_kind=price&amp;ref={price.pk}" in director.page
    director.get("portfolio/proposals/", ref_kind="price", ref=str(price.pk))
    assert f'name="ref" value="{price.pk}"' in director.page
    board.get(address(found, PERMIT, "agencies"))
    assert "−" in board.page
    assert find_price(reference_of(price)) == price
    assert board.get(f"plan/overlaps/price/{price.pk}/").status_code == 302

    findings = keeping.read_findings(found)
    silent = next(one for one in findings if one.kind == "no_outcome")
    board.get(address(found, silent.key))
    assert "Nobody records what this check finds" in board.page
    assert "Price the remedies" not in board.page
    seen = next(one for one in findings if (one.kind, one.what) == ("same_thing", "plate"))
    board.get(address(found, seen.key))
    assert "Neither step reads papers alone" in board.page
    assert "Price the remedies" in board.page


def test_who_may_not_see_the_overlaps_is_refused(twin_gate, found):
    driver = twin_gate.sign_in("declarant")
    assert driver.get("plan/overlaps/").status_code == 403
    twin_gate.later(minutes=1)


def test_small_cells_are_not_published(twin_gate):
    def finding(hits, of, place="main_road"):
        return Finding(
            kind="same_stop",
            agencies=("customs", "health_quarantine"),
            what="",
            place=place,
            steps=("customs_in", "health_check"),
            hits=hits,
            of=of,
            share=Between(hits / of, 0.1, 0.9),
            timed=hits,
            minutes=Between(5.0, 4.0, 6.0),
            hours_a_year=Between(50.0, 40.0, 60.0),
            gap_min=3.0,
            unclear=0,
            bases=(None, None),
            visits=("a", "b"),
        )

    findings = [
        finding(4, 90),
        finding(87, 90, "yard"),
        finding(40, 90),
        finding(90, 90, "dedicated_road"),
    ]
    told = listed.build_published(twin_gate.zone, findings, acts.Said({}, {}), Reader("en", None))
    assert [(row["cases"], len(row["findings"])) for row in told["rows"]] == [("130", 2)]
    assert (told["left_out"], told["small"]) == (1, 1)

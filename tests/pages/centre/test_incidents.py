"""Incidents: reported with photos, blocking a place, closed with what was done."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cuakhau.operations.centre.models import Incident
from cuakhau.operations.closures import read_months
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import serve

SAID = {"kind": "accident", "place": "lane_out", "said": "Xe của ông Tư đâm rào", "blocks": "close"}


@pytest.fixture
def officer(gate):
    return gate.sign_in("border_guard")


def photo():
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "PNG")
    return SimpleUploadedFile("scene.png", drawn.getvalue(), content_type="image/png")


def report(browser, **more):
    browser.get("incidents/")
    return browser.post("incidents/", nonce=browser.field("nonce"), **{**SAID, **more})


def the_one(gate):
    return Incident.objects.get(zone=gate.zone.name)


def word(gate, place="lane_out"):
    months = read_months(gate.zone, gate.zone.places, gate.now.date())
    return serve(gate.zone, months, place, ("vn", "export"), micros(gate.now)).word


def close(gate, outcome="Đã kéo xe"):
    dispatcher = gate.sign_in("dispatcher")
    path = f"incidents/{the_one(gate).pk}/"
    dispatcher.get(path)
    dispatcher.post(f"{path}close", nonce=dispatcher.field("nonce"), outcome=outcome)
    return dispatcher


def test_it_closes_its_lane_at_once_and_no_other(gate, officer):
    assert report(officer).status_code == 302
    assert word(gate) == "closed"
    assert word(gate, "lane_in") == "open"
    officer.get("")
    assert "Accident" in officer.page


def test_closed_with_what_was_done_the_lane_is_as_before(gate, officer):
    report(officer)
    gate.later(hours=1)
    assert "C42" in close(gate, outcome=" ").page
    close(gate)
    assert word(gate) == "open"
    row = the_one(gate)
    assert row.closed_by.startswith("dispatcher")
    officer.get(f"incidents/{row.pk}/")
    assert "Đã kéo xe" in officer.page
    assert "C41" in close(gate).page


def test_what_was_slow_before_is_slow_again_after(gate, officer):
    dispatcher = gate.sign_in("dispatcher")
    fields = {"place": "lane_out", "side": "vn", "rate": "9", "nonce": "n0"}
    dispatcher.post("gates/", act="slow:staff", **fields)
    report(officer)
    assert word(gate) == "closed"
    close(gate)
    assert word(gate) == "slowed"


def test_it_may_block_less_and_more(gate, officer):
    report(officer, blocks="nothing")
    assert word(gate) == "open"
    path = f"incidents/{the_one(gate).pk}/add"
    for number, (blocks, expected) in enumerate(
        [("slow", "slowed"), ("close", "closed"), ("nothing", "open")]
    ):
        gate.later(minutes=1)
        officer.post(path, act="block", blocks=blocks, rate="5", nonce=f"b{number}")
        assert word(gate) == expected


def test_photos_and_notes_make_its_story(gate, officer):
    officer.get("incidents/")
    fields = {**SAID, "nonce": officer.field("nonce"), "photo": photo()}
    officer.client.post(f"/zone/{gate.zone.name}/incidents/", fields)
    path = f"incidents/{the_one(gate).pk}/"
    officer.post(f"{path}add", act="note", said="Đã gọi cứu hộ", nonce="n1")
    officer.get(path)
    assert "Đã gọi cứu hộ" in officer.page
    file = officer.page.partition("/photo/")[2].partition('"')[0]
    given = officer.client.get(f"/zone/{gate.zone.name}/{path}photo/{file}")
    assert given.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in given.headers["Content-Security-Policy"]


def test_words_are_kept_apart_and_not_for_everybody(gate, officer):
    report(officer)
    assert "ông Tư" not in str(list(the_one(gate).notes.values()))
    reader = gate.sign_in("province")
    reader.get(f"incidents/{the_one(gate).pk}/")
    assert "ông Tư" not in reader.page
    assert report(reader).status_code == 403


def test_vehicles_involved_have_to_be_known(gate, officer):
    number = gate.declare()
    report(officer, visits=f"{number} 123")
    assert "C43" in officer.page
    report(officer, visits=number)
    assert the_one(gate).visits == [number]


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"kind": "flood"}, "C40"),
        ({"place": "nowhere"}, "C40"),
        ({"said": " "}, "C40"),
        ({"blocks": "all"}, "C40"),
        ({"blocks": "slow", "rate": "x"}, "C3"),
    ],
)
def test_a_report_that_lacks_something_is_refused_and_nothing_is_lost(gate, officer, more, rule):
    assert report(officer, **more).status_code == 200
    assert f'<span class="rule">{rule}</span>' in officer.page
    assert not Incident.objects.filter(zone=gate.zone.name).exists()
    if "said" not in more:
        assert "ông Tư" in officer.page


def test_a_yard_may_have_an_incident_and_officers_may_not_close_it(gate, officer):
    report(officer, place="inner_yard", kind="fire")
    row = the_one(gate)
    assert officer.post(f"incidents/{row.pk}/close", outcome="x", nonce="n").status_code == 403
    assert officer.get("incidents/999999/").status_code == 404

"""A booth: taken over by badge or PIN, each under their own name."""

import re
from datetime import timedelta

import pytest

from cuakhau.accounts.people import booth
from cuakhau.server import clock
from desk import NOON
from people.conftest import PASSWORD


@pytest.fixture
def wall(monkeypatch):
    times = [NOON]
    monkeypatch.setattr(clock, "wall_now", lambda: times[0])
    return times


@pytest.fixture
def booth_site(site, settings, wall):
    """A booth of customs, opened on the demo."""
    settings.IS_EMBEDDED = True
    site.post("/sign-in/demo/customs/")
    site.post("/booth/open/")
    return site


def who(site):
    found = re.search(r'data-username="([^"]+)"', site.get("/booth/").content.decode())
    return found and found[1]


def test_a_badge_changes_over_to_its_owner(booth_site, make_person):
    person = make_person("customs")
    code = booth.give_badge(person, by="test", at=NOON)
    assert booth_site.post("/booth/", {"badge": code}).status_code == 302
    assert who(booth_site) == person.username


def test_a_pin_changes_over_to_its_owner(booth_site, make_person):
    person = make_person("customs")
    booth.choose_pin(person, "481516", at=NOON)
    booth_site.post("/booth/", {"username": person.username, "pin": "481516"})
    assert who(booth_site) == person.username


@pytest.mark.parametrize("role", ["border_guard", "plant_quarantine"])
def test_a_badge_of_another_agency_is_refused(booth_site, make_person, role):
    code = booth.give_badge(make_person(role), by="test", at=NOON)
    before = who(booth_site)
    answer = booth_site.post("/booth/", {"badge": code})
    assert (answer.status_code, b"A27" in answer.content) == (403, True)
    assert who(booth_site) == before


def test_a_closed_account_takes_no_turn(booth_site, make_person):
    person = make_person("customs")
    code = booth.give_badge(person, by="test", at=NOON)
    person.is_active, person.ended_at, person.ended_by = False, NOON, "test"
    person.save()
    assert booth_site.post("/booth/", {"badge": code}).status_code == 403


def test_pins_are_guessed_five_times_only(booth_site, make_person):
    person = make_person("customs")
    booth.choose_pin(person, "481516", at=NOON)
    for guess in range(5):
        booth_site.post("/booth/", {"username": person.username, "pin": f"{guess:06}"})
    answer = booth_site.post("/booth/", {"username": person.username, "pin": "481516"})
    assert b"A25" in answer.content


def test_after_a_shift_the_booth_is_closed(booth_site, wall):
    wall[0] += timedelta(hours=12, minutes=1)
    assert booth_site.get("/booth/")["Location"] == "/sign-in/"


def test_after_ten_idle_minutes_the_booth_asks_again(booth_site, make_person, wall):
    code = booth.give_badge(make_person("customs"), by="test", at=NOON)
    booth_site.post("/booth/", {"badge": code})
    wall[0] += timedelta(minutes=11)
    assert booth_site.get("/people/")["Location"].startswith("/sign-in/second/")
    assert booth_site.get("/sign-in/second/")["Location"] == "/booth/"


def test_who_came_by_badge_opens_no_other_booth(booth_site, make_person):
    code = booth.give_badge(make_person("customs"), by="test", at=NOON)
    booth_site.post("/booth/", {"badge": code})
    answer = booth_site.post("/booth/open/")
    assert (answer.status_code, b"A28" in answer.content) == (403, True)


def test_without_a_second_factor_there_is_no_booth(site, make_person, wall):
    person = make_person("customs")
    site.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    assert b"A28" in site.post("/booth/open/").content


@pytest.mark.parametrize("pin", ["123456", "000000", "987654", "12345", "12345a", "1234567"])
def test_a_pin_that_is_guessed_first_is_refused(make_person, pin):
    with pytest.raises(Exception, match="A33"):
        booth.choose_pin(make_person("customs"), pin, at=NOON)


def test_neither_badge_nor_pin_is_kept_in_clear(make_person):
    person = make_person("customs")
    code = booth.give_badge(person, by="test", at=NOON)
    booth.choose_pin(person, "481516", at=NOON)
    person.refresh_from_db()
    assert code.encode() not in bytes(person.badge)
    assert "481516" not in person.pin

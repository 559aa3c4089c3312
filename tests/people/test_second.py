"""The second factor on screen: set up a phone, give its digits, spend a recovery code."""

import re
from datetime import timedelta

import pytest

from cuakhau.accounts.people import second_factor
from cuakhau.server import clock
from desk import NOON
from people.conftest import PASSWORD

SECRET = re.compile(r'class="secret">([A-Z2-7 ]+)<')


@pytest.fixture
def wall(monkeypatch):
    """The wall clock of the server, which a test moves."""
    times = [NOON]
    monkeypatch.setattr(clock, "wall_now", lambda: times[0])
    return times


@pytest.fixture
def officer(site, make_person, wall):
    """An officer with a phone, signed in by password alone; gives person, secret, codes."""
    person = make_person("administrator")
    secret = second_factor.make_secret()
    digits = second_factor.digits_of(secret, at=NOON)
    codes = second_factor.set_up(person, secret, digits, at=NOON)
    wall[0] += timedelta(minutes=1)
    site.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    return person, secret, codes


def give(site, code):
    return site.post("/sign-in/second/?next=/people/", {"code": code, "next": "/people/"})


def test_rfc_6238_digits():
    at = NOON.fromtimestamp(1111111109, NOON.tzinfo)
    # The vector of the RFC has eight digits, 07081804; six are its end.
    assert second_factor.digits_of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at=at) == "081804"


def test_first_sign_in_sets_up_a_phone(site, make_person, wall):
    person = make_person("customs")
    site.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    page = site.get("/sign-in/second/").content.decode()
    secret = SECRET.search(page)[1].replace(" ", "")
    answer = give(site, second_factor.digits_of(secret, at=NOON))
    assert answer.status_code == 200
    assert len(re.findall(r"<li><code>\d{8}</code>", answer.content.decode())) == 10


def test_password_alone_opens_no_desk(site, officer):
    assert site.get("/people/")["Location"].startswith("/sign-in/second/")


def test_digits_open_the_page_that_was_asked_for(site, officer, wall):
    answer = give(site, second_factor.digits_of(officer[1], at=wall[0]))
    assert answer["Location"] == "/people/"
    assert site.get("/people/").status_code == 200


def test_digits_are_spent_once(site, officer, wall):
    person, secret, _ = officer
    code = second_factor.digits_of(secret, at=wall[0])
    give(site, code)
    site.post("/sign-out/")
    site.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    answer = give(site, code)
    assert (answer.status_code, b"A26" in answer.content) == (403, True)


def test_digits_of_two_minutes_ago_are_over(site, officer, wall):
    old = second_factor.digits_of(officer[1], at=wall[0])
    wall[0] += timedelta(minutes=2)
    assert give(site, old).status_code == 403


def test_a_recovery_code_opens_once(site, officer):
    person, _, codes = officer
    assert give(site, codes[3])["Location"] == "/people/"
    site.post("/sign-out/")
    site.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    assert give(site, codes[3]).status_code == 403


def test_six_guesses_are_stopped_before_the_right_digits(site, officer, wall):
    for guess in range(5):
        give(site, f"{guess:06}")
    answer = give(site, second_factor.digits_of(officer[1], at=wall[0]))
    assert b"A25" in answer.content


def test_the_session_key_changes_with_the_second_factor(site, officer, wall):
    before = site.cookies["sessionid"].value
    give(site, second_factor.digits_of(officer[1], at=wall[0]))
    assert site.cookies["sessionid"].value != before

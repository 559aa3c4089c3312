"""The guided start: six people, one lorry, each step on the right page."""

import re

import pytest
from django.test import Client

from cuakhau.accounts import tries
from cuakhau.accounts.people.demo import FIRM
from cuakhau.accounts.people.roles import ROLES
from cuakhau.web.page import guide

NUMBERS = range(1, len(guide.STEPS) + 1)


@pytest.fixture
def here(gate, settings):
    settings.IS_EMBEDDED = True
    tries.forget_all()
    return Client(HTTP_HOST="localhost", headers={"Accept-Language": "en"})


def take(here, number):
    """Do what the button of a step does; give the page on which one lands."""
    role = guide.STEPS[number - 1].role
    address = f"/start/go/{number}/"
    if role:
        answer = here.post(f"/sign-in/demo/{role}/", {"next": address}, follow=True)
    else:
        answer = here.get(address, follow=True)
    assert answer.status_code == 200, answer.redirect_chain
    return answer


def path_of(answer):
    return answer.redirect_chain[-1][0]


def test_each_step_signs_in_its_person_and_lands_on_its_page(here, gate):
    lorry = gate.declare("12C-345.67", owner=FIRM)
    zone = gate.zone.name
    paths = {number: path_of(take(here, number)) for number in NUMBERS}
    assert paths[1] == f"/zone/{zone}/declare/?copy={lorry}"
    assert paths[2].startswith(f"/zone/{zone}/driver/{lorry}~")
    assert paths[3] == paths[4] == f"/zone/{zone}/visit/{lorry}/"
    assert paths[5] == f"/zone/{zone}/fees/visit/{lorry}/"
    assert paths[6] == f"/zone/{zone}/"


def test_the_lorry_that_one_declares_is_followed(here, gate):
    gate.declare("12C-345.67", owner=FIRM, by="replay")
    take(here, 1)
    gate.later(minutes=1)
    own = gate.declare("12C-345.68", owner=FIRM, by="demo-declarant")
    gate.declare("12C-345.69", owner="another firm")
    assert own in path_of(take(here, 2))


def test_without_a_lorry_it_still_leads_somewhere(here, gate):
    for number in NUMBERS:
        take(here, number)


def test_the_steps_done_are_marked_and_the_strip_goes_along(here, gate):
    gate.declare("12C-345.67", owner=FIRM)
    take(here, 1)
    page = take(here, 3).content.decode()
    assert '<aside class="guide"' in page
    assert "3/6" in page
    assert "Next: Confirm as customs" in page
    start = here.get("/start/").content.decode()
    marks = re.findall(r'start-step\b(?!s)([^"]*)"', start)
    assert marks == [" is-done", "", " is-current", "", "", ""]


def test_sent_away_it_stays_away(here, gate):
    board = f"/zone/{gate.zone.name}/"
    assert "New here?" in here.get(board).content.decode()
    assert here.post("/start/end").status_code == 302
    page = here.get(board).content.decode()
    assert "New here?" not in page
    assert '<aside class="guide"' not in page
    assert "Guided start" in page


@pytest.mark.parametrize("written", ["9.1.x", "1", "1.7.x", "x" * 200, "1.1.<b>", ""])
def test_a_cookie_that_is_none_of_ours_is_nothing(here, gate, written):
    here.cookies[guide.COOKIE] = written
    assert here.get("/start/").status_code == 200
    assert '<aside class="guide"' not in here.get(f"/zone/{gate.zone.name}/").content.decode()


def test_the_cookie_of_the_demo_shows_nothing_elsewhere(here, gate, settings):
    gate.declare("12C-345.67", owner=FIRM)
    take(here, 1)
    settings.IS_EMBEDDED = False
    assert '<aside class="guide"' not in here.get(f"/zone/{gate.zone.name}/").content.decode()
    assert here.get("/start/go/2/").status_code == 403


def test_there_is_no_seventh_step(here, gate):
    assert here.get("/start/go/7/").status_code == 404
    assert here.get("/start/go/0/").status_code == 404


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_it_says_who_one_is_in_each_step(here, gate, language):
    page = here.get(f"/start/?language={language}").content.decode()
    ours = {"vi": "vi", "en": "en", "zh-hans": "zh"}[language]
    for step in guide.STEPS:
        assert ROLES[step.role or "driver"].name(ours) in page

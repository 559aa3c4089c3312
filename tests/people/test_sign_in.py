"""Sign in, sign out, and be somebody of a demo."""

import re

import pytest

from cuakhau.accounts import tries
from cuakhau.accounts.models import FailedTry
from cuakhau.accounts.people.roles import ROLES
from desk import NOON
from people.conftest import PASSWORD


def sign_in(site, person, password=PASSWORD, **more):
    return site.post("/sign-in/", {"username": person.username, "password": password, **more})


def test_declarant_signs_in_with_a_password_alone(site, make_person):
    answer = sign_in(site, make_person("declarant"), next="/people/")
    assert (answer.status_code, answer["Location"]) == (302, "/people/")


def test_officer_is_asked_for_the_second_factor(site, make_person):
    answer = sign_in(site, make_person("customs"))
    assert answer["Location"].startswith("/sign-in/second/")


def test_a_stranger_is_never_a_place_to_go_next(site, make_person):
    answer = sign_in(site, make_person("declarant"), next="https://elsewhere.example/")
    assert answer["Location"] == "/"


def test_wrong_password_says_why_and_keeps_the_name(site, make_person):
    person = make_person("declarant")
    answer = sign_in(site, person, "wrong", language="en")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "A24" in page
    assert f'value="{person.username}"' in page


def test_closed_account_and_unknown_name_get_the_same_answer(site, make_person):
    closed = make_person("declarant", is_active=False, ended_at=NOON, ended_by="test")
    answers = [
        site.post("/sign-in/", {"username": name, "password": PASSWORD}).content.decode()
        for name in (closed.username, "nobody-at-all")
    ]
    assert all("A24" in answer for answer in answers)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_a_demo_person(site, monkeypatch, settings, role):
    settings.IS_EMBEDDED = True
    answer = site.post(f"/sign-in/demo/{role}/")
    assert answer.status_code == 302
    page = site.get("/sign-in/").content.decode()
    assert f"Demo · {ROLES[role].vi}" in page


def test_signed_out_is_nobody(site, settings):
    settings.IS_EMBEDDED = True
    site.post("/sign-in/demo/customs/")
    site.post("/sign-out/")
    assert "Demo ·" not in site.get("/sign-in/").content.decode()


def test_after_five_wrong_passwords_even_the_right_one_waits_and_it_says_how_long(
    site, make_person
):
    person = make_person("declarant")
    for _ in range(5):
        sign_in(site, person, "wrong-word-again")
    answer = sign_in(site, person)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "A25" in page
    waits_s = [int(found) for found in re.findall(r"\b(\d{2,3})\b (?:seconds|giây)", page)]
    assert waits_s, page
    assert 0 < waits_s[0] <= 15 * 60 + 1
    FailedTry.objects.all().delete()
    tries.forget_all()
    assert sign_in(site, person).status_code == 302

"""Every act with every role: the table, the code and the guard of views say the same."""

import csv
from importlib import resources

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cuakhau.accounts.models import Person
from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.rights import list_acts, may, may_somewhere, needs, require
from desk import NOON

TEXT = resources.files("cuakhau.accounts").joinpath("permissions.csv").read_text("utf-8")
ACTS = [(row["act"], row) for row in csv.DictReader(TEXT.splitlines())]
SECRETS = ["board", "province", "administrator", "dispatcher", "declarant", "driver"]


def person_of(role, **more):
    kind = ROLES[role].works_for
    own = {"agency": "own"} if kind == "agency" else {"firm": "own"} if kind == "firm" else {}
    return Person(username="x", role=role, zone="z", **{**own, **more})


def own_of(role):
    return {"firm": "own"} if ROLES[role].works_for == "firm" else {"agency": "own"}


def ask(act, person, session):
    request = RequestFactory().get("/somewhere/?a=1")
    request.user, request.session = person, session
    return needs(act)(lambda _: HttpResponse("in"))(request)


@pytest.mark.parametrize(("act", "row"), ACTS)
def test_each_act_with_each_role(act, row):
    for role in ROLES:
        person, cell = person_of(role), row[role]
        assert may(person, act, **own_of(role)) == (cell != "no"), role
        assert may(person, act, agency="other", firm="other") == (cell == "yes"), role
        assert may(person, act) == (cell == "yes"), f"{role}: an own thing must be named"
        assert may_somewhere(person, act) == (cell != "no"), role


@pytest.mark.parametrize(("act", "row"), ACTS)
def test_each_view_with_each_role(act, row):
    for role in ROLES:
        person, session = person_of(role), {"second": "totp"}
        if row[role] == "no":
            with pytest.raises(NotLetIn, match="A21"):
                ask(act, person, session)
        else:
            assert ask(act, person, session).content == b"in", role


@pytest.mark.parametrize("act", list_acts())
def test_nobody_and_closed_accounts_may_nothing(act):
    closed = person_of("administrator", is_active=False, ended_at=NOON, ended_by="x")
    assert not may(None, act)
    assert not may(closed, act, agency="own")


@pytest.mark.parametrize("role", [role.id for role in ROLES.values() if role.is_officer])
def test_an_officer_without_second_factor_is_sent_to_it(role):
    acts = [act.id for act in list_acts().values() if act.cells[role] != "no"]
    for act in acts:
        assert ask(act, person_of(role), {})["Location"].startswith("/sign-in/second/?next=")


def test_the_own_zone_only():
    assert not may(person_of("dispatcher"), "call_forward", zone="another")
    with pytest.raises(NotLetIn, match="A23"):
        require(person_of("dispatcher"), "call_forward", zone="another")


@pytest.mark.parametrize("role", SECRETS)
def test_selection_is_closed_to_who_never_sets_it(role):
    assert not may_somewhere(person_of(role), "see_selection")


def test_selection_of_one_agency_is_closed_to_the_next():
    assert not may(person_of("customs", agency="customs"), "see_selection", agency="border_guard")


def test_every_act_is_told_in_three_languages():
    for act in list_acts().values():
        assert all(act.texts.values()), act.id

"""The administration of people: made, closed, reset and given a badge, each with its line."""

import re

import pytest

from cuakhau.accounts.models import Person, PersonChange
from cuakhau.accounts.people import booth
from cuakhau.accounts.rights import SECOND
from cuakhau.journal.read import list_events
from officers import gate  # noqa: F401

NEW = {"username": "nga.hq", "full_name": "Trần Thị Thử", "role": "customs", "agency": "customs"}


@pytest.fixture
def office(gate):  # noqa: F811
    """The administrator's browser."""
    return gate.sign_in("administrator")


def send(browser, path, **fields):
    answer = browser.client.post(path, fields)
    browser.page = answer.content.decode()
    return answer


def look(browser, path):
    browser.page = browser.client.get(path).content.decode()
    return browser.page


def unique(gate, **more):  # noqa: F811
    return {**NEW, "username": f"nga-{gate.zone.name.split('-')[1]}", **more}


def test_a_person_is_made_with_a_first_password_that_is_shown_once(gate, office):  # noqa: F811
    said = unique(gate)
    send(office, "/people/add/", **said)
    shown = re.search(r'class="secret">([a-z0-9-]+)<', office.page)[1]
    person = Person.objects.get(username=said["username"])
    assert person.check_password(shown)
    assert person.password_is_temporary
    assert (person.agency, person.made_by) == ("customs", office.person.username)
    assert shown not in look(office, f"/people/{person.username}/")
    assert "account made" in office.page


def test_people_are_listed_with_the_names_of_their_agencies(gate, office):  # noqa: F811
    gate.sign_in("border_guard")
    look(office, "/people/")
    name = gate.zone.name_of("border_guard", "en")
    assert f'data-label="Works for">{name}<' in office.page


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"username": "Ab!"}, "A33"),
        ({"full_name": " "}, "A33"),
        ({"role": "captain"}, "A33"),
        ({"agency": "nobody"}, "A33"),
        ({"role": "declarant", "agency": ""}, "A33"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(gate, office, more, rule):  # noqa: F811
    said = unique(gate, **more)
    assert send(office, "/people/add/", **said).status_code == 422
    assert rule in office.page
    assert said["full_name"].strip() in office.page


def test_a_name_is_given_once(gate, office):  # noqa: F811
    said = unique(gate)
    send(office, "/people/add/", **said)
    assert send(office, "/people/add/", **said).status_code == 422
    assert "A32" in office.page


def test_a_closed_account_is_out_at_once_and_stays_in_the_list(gate, office):  # noqa: F811
    officer = gate.sign_in("customs")
    assert officer.get("desk/customs/").status_code == 200
    send(office, f"/people/{officer.person.username}/", act="disable")
    assert officer.get("desk/customs/").status_code == 302
    assert officer.person.username in look(office, "/people/")


def test_nobody_closes_oneself_or_the_last_administrator(office):
    answer = send(office, f"/people/{office.person.username}/", act="disable")
    assert answer.status_code == 422
    assert "A34" in office.page


def test_a_reset_takes_password_badge_and_pin(gate, office):  # noqa: F811
    person = gate.sign_in("customs").person
    booth.choose_pin(person, "270915", at=gate.now)
    send(office, f"/people/{person.username}/", act="reset")
    shown = re.search(r'class="secret">([a-z0-9-]+)<', office.page)[1]
    person.refresh_from_db()
    assert person.check_password(shown)
    assert (person.pin, person.badge) == ("", None)


def test_people_of_another_zone_are_left_alone(gate, office):  # noqa: F811
    other = gate.sign_in("customs").person
    Person.objects.filter(pk=other.pk).update(zone="another-demo")
    assert send(office, f"/people/{other.username}/", act="disable").status_code == 403
    assert Person.objects.get(pk=other.pk).is_active
    assert send(office, "/people/nobody-at-all/", act="disable").status_code == 404


def test_every_act_leaves_a_line_with_who_did_it(gate, office):  # noqa: F811
    person = gate.sign_in("customs").person
    for act in ("badge", "reset", "disable"):
        send(office, f"/people/{person.username}/", act=act)
    lines = PersonChange.objects.filter(username=person.username).values_list("act", "by")
    assert set(lines) == {(act, office.person.username) for act in ("badge", "reset", "disable")}


def test_at_a_booth_the_log_names_who_is_switched_in(gate):  # noqa: F811
    number = gate.declare()
    opener, colleague = gate.sign_in("customs"), gate.sign_in("customs").person
    code = booth.give_badge(colleague, by="office", at=gate.now)
    session = opener.client.session
    session[SECOND] = "totp"
    session.save()
    opener.client.post("/booth/open/")
    opener.client.post("/booth/", {"badge": code})
    opener.press("desk/customs/", f"confirm:{number}:customs_in")
    row = list_events(gate.zone.name, number)[-1]
    assert (row.kind, row.by) == ("confirmed", colleague.username)


def test_the_first_officer_of_an_agency_leads_its_shifts_until_another_is_named(gate, office):  # noqa: F811
    first = unique(gate)
    second = {**first, "username": f"{first['username']}-2"}
    send(office, "/people/add/", **first)
    send(office, "/people/add/", **second)
    people = Person.objects.filter(zone=gate.zone.name, agency="customs").order_by("username")
    assert [one.leads_agency for one in people] == [True, False]
    send(office, f"/people/{second['username']}/", act="lead")
    send(office, f"/people/{first['username']}/", act="end_lead")
    assert [one.leads_agency for one in people.all()] == [False, True]
    assert "leads the shifts no longer" in office.page

"""Keys of programs, in the hands of the administrator of a zone."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from cuakhau.accounts import keys, tries
from cuakhau.accounts.models import ApiKey
from cuakhau.accounts.refusals import NotLetIn
from officers import gate  # noqa: F401
from people.test_administration import look, office, send  # noqa: F401

NEW = {"device": "camera of lane 3", "agency": "customs", "may": ["append", "read"]}
SHOWN = re.compile(r"ck_[0-9a-f]{10}_[\w-]{43}")


@pytest.fixture
def give(gate, office):  # noqa: F811
    """Makes a key on the page; gives what was shown, and its row."""

    def make(**more):
        tries.forget_all()
        send(office, "/keys/add/", **{**NEW, **more})
        shown = SHOWN.search(office.page)[0]
        return shown, ApiKey.objects.get(prefix=shown[3:13])

    return make


def test_a_key_is_shown_once_and_lets_its_program_in(gate, office, give):  # noqa: F811
    shown, row = give()
    assert (row.zone, row.agency, row.may) == (gate.zone.name, "customs", ["append", "read"])
    assert row.made_by == office.person.username
    program = Client(HTTP_HOST="localhost")
    answer = program.get("/api/v1/log", headers={"Authorization": f"Bearer {shown}"})
    assert answer.status_code == 200
    for path in ("/keys/", f"/keys/{row.prefix}/"):
        assert "camera of lane 3" in look(office, path)
        assert not SHOWN.search(office.page)
        assert "12:00 22/08/2024" in office.page, "when it was last used"


def test_a_revoked_key_lets_nobody_in_and_is_listed_when_asked(office, give):  # noqa: F811
    shown, row = give()
    send(office, f"/keys/{row.prefix}/", act="revoke")
    assert "Revoke the key" not in office.page
    with pytest.raises(NotLetIn, match="A2"):
        keys.check(shown, at=row.made_at)
    assert "camera of lane 3" not in look(office, "/keys/")
    assert "camera of lane 3" in look(office, "/keys/?over=1")


def test_pressed_twice_it_makes_one_key(gate, office, give):  # noqa: F811
    _, row = give()
    assert send(office, "/keys/add/", **NEW).status_code == 422
    assert "(A9)" in office.page
    assert row.prefix in office.page
    assert len(keys.list_keys(gate.zone.name)) == 1
    send(office, f"/keys/{row.prefix}/", act="revoke")
    give()


def test_a_key_ends_after_its_last_day(gate, office, give):  # noqa: F811
    shown, row = give(until="2024-08-23")
    assert "23/08/2024" in office.page
    keys.check(shown, at=gate.now + timedelta(hours=35, minutes=59))
    with pytest.raises(NotLetIn, match="A8"):
        keys.check(shown, at=gate.now + timedelta(hours=36))


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"device": "  "}, "A10"),
        ({"may": []}, "A11"),
        ({"may": ["everything"]}, "A11"),
        ({"agency": ""}, "A12"),
        ({"agency": "nobody"}, "A12"),
        ({"until": "2024-08-21"}, "A13"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(gate, office, wrong, rule):  # noqa: F811
    said = {**NEW, **wrong}
    assert send(office, "/keys/add/", **said).status_code == 422
    assert f"({rule})" in office.page
    assert keys.list_keys(gate.zone.name) == []
    if "read" in said["may"]:
        assert re.search(r'value="read" checked', office.page)


def test_the_list_shows_one_agency_or_the_programs_of_firms(office, give):  # noqa: F811
    give()
    give(device="books of a firm", agency="", may=["declare"])
    assert "books of a firm" not in look(office, "/keys/?agency=customs")
    page = look(office, "/keys/?agency=-")
    assert "books of a firm" in page
    assert "camera of lane 3" not in page


def test_a_key_of_another_zone_is_not_ones_own(gate, office, zone):  # noqa: F811
    row, _ = keys.issue(
        zone=zone.name, agency="customs", device="x", may=["read"], by="t", at=gate.now
    )
    assert send(office, f"/keys/{row.prefix}/", act="revoke").status_code == 403
    assert ApiKey.objects.get(prefix=row.prefix).revoked_at is None
    assert send(office, "/keys/none/").status_code == 404


def test_a_key_that_nobody_uses_is_marked(gate, office, give):  # noqa: F811
    give()
    assert "unused for 30 days" not in look(office, "/keys/")
    gate.later(days=31)
    office.client.force_login(office.person, "django.contrib.auth.backends.ModelBackend")
    session = office.client.session
    session["second"] = "test"
    session.save()
    assert "unused for 30 days" in look(office, "/keys/")

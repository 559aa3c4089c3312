"""People at the gates of a zone of their own, each with a browser of their own.

A conftest takes what it needs: `from officers import gate  # noqa: F401`.
"""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.test import Client

from cuakhau.accounts.models import Person
from cuakhau.accounts.rights import SECOND
from cuakhau.movement.event import Event
from cuakhau.operations import actions
from cuakhau.operations.declaring import NO_WORDS, Declaring
from cuakhau.operations.times import micros, offset_min
from cuakhau.server import clock, zones
from cuakhau.zone.load import find_zone
from desk import NOON, desk_database  # noqa: F401
from journal.example import fresh_zone

FIRMS = ("declarant", "driver")
OF_THE_ZONE = ("board", "province", "administrator")
_numbers = count(1)


class Gate:
    """A zone, its clock, and what happens there."""

    def __init__(self, zone):
        self.zone = zone
        self.now = self.wall = NOON

    def later(self, **by):
        self.now += timedelta(**by)
        self.wall += timedelta(**by)

    def declare(self, plate=None, by="clerk", **more):
        said = {"procedure": "export", "place": "main_road", "goods": "fruit", "owner": "firm-a"}
        said = Declaring(**{**said, **more}, plate=plate)
        nonce = f"declare-{next(_numbers)}"
        return actions.declare(self.zone, said, by=by, at=self.now, nonce=nonce).number

    def write(self, subject, kind, **more):
        event = Event(
            zone=self.zone.name,
            subject_kind="visit",
            subject=subject,
            kind=kind,
            **{"happened_us": micros(self.now), **more},
            happened_offset_min=offset_min(self.now),
        )
        nonce = f"write-{next(_numbers)}"
        return actions.record(self.zone, event, NO_WORDS, by="hand", at=self.now, nonce=nonce)

    def confirm(self, subject, *steps, agency=None):
        for step in steps:
            may = self.zone.step_by_id[step].agencies
            self.write(subject, "confirmed", step=step, agency=agency or may[0])

    def sign_in(self, role, agency=None, firm="firm-a", **more):
        person = Person(
            username=f"{role[:20]}-{next(_numbers)}",
            full_name=role,
            role=role,
            zone=self.zone.name,
            agency=None if role in (*FIRMS, *OF_THE_ZONE) else agency or role,
            firm=firm if role in FIRMS else None,
            made_at=NOON,
            made_by="test",
            **more,
        )
        person.set_unusable_password()
        person.save()
        return Browser(self.zone.name, person)


class Browser:
    """What one person sees. `page` is the last one."""

    def __init__(self, zone_name, person, language="en"):
        self.zone_name, self.person = zone_name, person
        self.client = Client(HTTP_HOST="localhost", headers={"Accept-Language": language})
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = self.client.session
        session[SECOND] = "test"
        session.save()
        self.page = ""

    def get(self, path, **query):
        return self._take(self.client.get(self._address(path), query))

    def post(self, path, **fields):
        return self._take(self.client.post(self._address(path), fields))

    def press(self, path, button, **fields):
        """Open a page and press one of its buttons, with the nonce of its form."""
        self.get(path)
        return self.post(path, act=button, nonce=self.field("nonce"), **fields)

    def field(self, name):
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return found[1] if found else ""

    def _address(self, path):
        return f"/zone/{self.zone_name}/{path}"

    def _take(self, answer):
        # A picture is no page; its bytes are in the answer.
        self.page = answer.content.decode(errors="replace")
        return answer


def serve(zone, monkeypatch):
    """Let the server serve this zone alone, at noon."""
    here = Gate(zone)
    monkeypatch.setattr(zones, "served", lambda: {zone.name: zone})
    monkeypatch.setattr(clock, "now", lambda _: here.now)
    monkeypatch.setattr(clock, "wall_now", lambda: here.wall)
    return here


@pytest.fixture
def gate(desk_database, monkeypatch):  # noqa: F811
    """A gate at noon."""
    return serve(fresh_zone(), monkeypatch)


@pytest.fixture
def lang_son(desk_database, monkeypatch):  # noqa: F811
    """The real zone at noon, with all that was published of it; tests of a worker share it."""
    return serve(find_zone("lang-son"), monkeypatch)

"""A running desk for tests: one throw-away database for the run, a fresh zone for each test.

A conftest takes what it needs: `from desk import caller, site, zone  # noqa: F401`.
"""

import atexit
import json
import os
import re
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

import django

django.setup()

import pytest  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from cuakhau.accounts import keys, tries  # noqa: E402
from cuakhau.server import clock, database, zones  # noqa: E402
from cuakhau.zone.refusal import texts_of  # noqa: E402
from journal.example import fresh_zone, point_django_at  # noqa: E402

NOON = datetime(2024, 8, 22, 5, tzinfo=UTC)  # twelve o'clock in Việt Nam
PLACE = re.compile(r"\{\w+\}")
_numbers = count(1)


@cache
def find_server():
    """Start the database once for all folders of tests, and stop it when Python ends."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(database.throwaway())


@pytest.fixture(scope="session")
def desk_database(django_db_blocker):
    with django_db_blocker.unblock():
        point_django_at(find_server().url)
        call_command("migrate", verbosity=0, skip_checks=True)
        yield find_server()
        connections.close_all()


@pytest.fixture
def zone(desk_database):
    return fresh_zone()


@pytest.fixture
def site(zone, monkeypatch):
    """A browser without a key; the zone's clock stands at noon."""
    monkeypatch.setattr(zones, "served", lambda: {zone.name: zone})
    monkeypatch.setattr(clock, "now", lambda _: NOON)
    monkeypatch.setattr(clock, "find_anchor", lambda _: None)
    tries.forget_all()
    return Client(HTTP_HOST="localhost", raise_request_exception=False)


class Caller:
    """A program with a key: sends JSON, reads JSON."""

    def __init__(self, site, zone, agency, may):
        self.site, self.zone = site, zone
        self.row, self.key = keys.issue(
            zone=zone.name, agency=agency, device="cam-1", may=may, by="test", at=NOON
        )

    def send(self, method, path, body=None, **headers):
        headers.setdefault("Authorization", f"Bearer {self.key}")
        headers.setdefault("Idempotency-Key", f"nonce-{next(_numbers)}")
        if not isinstance(body, bytes):
            body = b"" if body is None else json.dumps(body).encode()
        content_type = headers.pop("Content-Type", "application/json")
        kwargs = {} if method == "get" else {"data": body, "content_type": content_type}
        return getattr(self.site, method)(f"/api/v1{path}", headers=headers, **kwargs)

    def post(self, path, body, **headers):
        return self.send("post", path, body, **headers)

    def get(self, path, **headers):
        return self.send("get", path, **headers)

    def confirm(self, visit, step, minutes=0, **more):
        at = (NOON + timedelta(minutes=minutes)).isoformat()
        body = {"visit": visit, "kind": "confirmed", "step": step, "happened_at": at, **more}
        return self.post("/events", body)


@pytest.fixture
def caller(site, zone):
    """Makes callers: `caller("customs")` may do everything for customs."""

    def make(agency="customs", may=("declare", "append", "read")):
        return Caller(site, zone, agency, may)

    return make


@pytest.fixture
def visit(caller):
    """The number of a declared visit."""
    declared = caller("", may=["declare"]).post
    answer = declared("/visits", {"procedure": "export", "place": "main_road", "goods": "fruit"})
    assert answer.status_code == 201, answer.content
    return answer.json()["visit"]


@pytest.fixture
def three_languages():
    """Checks that a rule says reason and cure in three languages, with the same named places."""

    def check(rule):
        texts = texts_of(rule)
        assert set(texts) == {"vi", "en", "zh"}, rule.__name__
        for part in ("reason", "cure"):
            said = [getattr(text, part) for text in texts.values()]
            assert all(said), rule.__name__
            assert len({frozenset(PLACE.findall(text)) for text in said}) == 1, rule.__name__

    return check

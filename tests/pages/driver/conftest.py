"""What these tests share."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from cuakhau.operations.links import driver_path
from officers import desk_database, gate  # noqa: F401


class Phone:
    """What a driver sees without an account."""

    def __init__(self, language="en"):
        self.client = Client(HTTP_HOST="localhost", headers={"Accept-Language": language})
        self.page = ""

    def open(self, path, **headers):
        answer = self.client.get(path, headers=headers)
        self.page = answer.content.decode("utf-8", "replace")
        return answer

    def press(self, path, **fields):
        nonce = re.search(r'name="nonce" value="([^"]*)"', self.page)
        answer = self.client.post(path, {"nonce": nonce[1] if nonce else "", **fields})
        self.page = answer.content.decode()
        return answer


@pytest.fixture
def phone():
    return Phone()


@pytest.fixture
def link(gate):  # noqa: F811
    """Signs the link of a visit: `link(number)`."""

    def sign(number, days_ago=0):
        at = gate.wall - timedelta(days=days_ago)
        return driver_path(gate.zone.name, number, at=at)

    return sign


@pytest.fixture
def arrive(gate):  # noqa: F811
    """Lets vehicles stand in the yard, a minute apart: `arrive(3)` gives their numbers."""

    def make(number=1, **more):
        made = []
        for _ in range(number):
            visit = gate.declare(**more)
            gate.confirm(visit, "border_guard_in", "customs_in")
            gate.write(
                visit, "confirmed", step="yard_in", agency="yard_operator", place="inner_yard"
            )
            gate.later(minutes=1)
            made.append(visit)
        return made

    return make

"""A gate at noon with vehicles at every stage, and its live board."""

import html
import re

import pytest
from django.test import Client

from cuakhau.accounts import tries
from desk import desk_database  # noqa: F401
from officers import gate  # noqa: F401

LINK = re.compile(r'<a class="figure" href="(/figure/[^"]+/)"[^>]*>([^<]*)</a>')
IN = ("border_guard_in", "customs_in")
PLATE = "12C-345.67"


@pytest.fixture
def anybody(settings):
    """A guest of the demo on its own machine, who reads its board without signing in."""
    settings.IS_EMBEDDED = True
    tries.forget_all()
    return Client(HTTP_HOST="localhost", headers={"Accept-Language": "en"})


@pytest.fixture
def busy(gate):  # noqa: F811
    """Eight vehicles: on the way, come in, in the yard, cleared, turned back."""
    gate.later(hours=-5)
    numbers = [gate.declare(PLATE if place == 1 else f"29C-100.0{place}") for place in range(6)]
    numbers += [gate.declare(procedure="import", goods="other") for _ in range(2)]
    gate.later(minutes=20)
    for number in numbers[1:]:
        gate.confirm(number, *IN)
    gate.confirm(numbers[2], "yard_in")
    gate.later(hours=1)
    for number in (numbers[3], numbers[6]):
        gate.confirm(number, "exit_border_guard", "exit_customs")
    gate.write(numbers[4], "turned_back", agency="border_guard")
    gate.later(hours=3, minutes=40)
    gate.numbers = numbers
    return gate


def links_of(client, path="/"):
    """Address → number as it is printed, of every figure of a page."""
    return {html.unescape(a): text for a, text in LINK.findall(client.get(path).content.decode())}

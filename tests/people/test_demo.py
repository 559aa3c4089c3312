"""One click is enough on the demo of this machine, and nowhere else."""

import os
import subprocess
import sys

import pytest

from cuakhau.accounts.models import Person

ROLE = "/sign-in/demo/customs/"
FAR = "203.0.113.7"


@pytest.fixture
def here(site, settings):
    """A browser on the machine that runs the embedded database."""
    settings.IS_EMBEDDED = True
    settings.ALLOWED_HOSTS = ["*"]
    return site


def offers(client, **request):
    """Whether the demo is offered, by its own page and by the guide."""
    page = client.get("/sign-in/", **request).content.decode()
    start = client.get("/start/", **request).status_code
    signed_in = client.post(ROLE, **request).status_code
    assert ('action="/sign-in/demo/' in page) == (start == 200) == (signed_in == 302)
    return start == 200


def test_it_is_offered_on_the_embedded_database_from_this_machine(here):
    assert offers(here)
    assert offers(here, HTTP_HOST="127.0.0.1:8600")
    assert offers(here, HTTP_HOST="[::1]:8600", REMOTE_ADDR="::1")


@pytest.mark.parametrize(
    "request_of",
    [
        {"REMOTE_ADDR": FAR},
        {"HTTP_HOST": "cuakhau.example"},
        {"HTTP_HOST": "192.168.1.5:8600"},
        {"HTTP_HOST": "localhost.example"},
        {"HTTP_X_FORWARDED_FOR": FAR},
        {"HTTP_FORWARDED": f"for={FAR}"},
        {"HTTP_HOST": "localhost", "REMOTE_ADDR": "192.168.1.5"},
    ],
    ids=str,
)
def test_it_is_not_offered_to_anybody_else(here, request_of):
    assert not offers(here, **request_of)


def test_it_is_not_offered_on_a_database_of_ones_own(here, settings):
    settings.IS_EMBEDDED = False
    assert not offers(here)


def test_it_is_not_offered_where_others_are_let_in_by_name(here, settings):
    settings.IS_PUBLIC = True
    assert not offers(here)


def test_it_is_not_offered_for_a_real_zone(here, zone, monkeypatch):
    from cuakhau.server import zones

    real = zone.renamed(zone.name.removesuffix("-demo"))
    monkeypatch.setattr(zones, "served", lambda: {real.name: real})
    assert not offers(here)
    assert not Person.objects.filter(zone=real.name).exists()


@pytest.mark.parametrize(
    ("given", "embedded", "public"),
    [
        ({"CUAKHAU_DATABASE_URL": "postgresql://a@/b"}, True, False),
        (
            {"CUAKHAU_DATABASE_URL": "postgresql://a@/b", "DATABASE_URL": "postgresql://c@/d"},
            False,
            False,
        ),
        ({"DATABASE_URL": "postgresql://c@/d"}, False, False),
        ({}, False, False),
        (
            {"CUAKHAU_DATABASE_URL": "postgresql://a@/b", "CUAKHAU_HOSTS": "gate.example"},
            True,
            True,
        ),
    ],
)
def test_the_settings_know_a_database_of_ones_own(given, embedded, public):
    code = "from cuakhau.server import settings as s; print(s.IS_EMBEDDED, s.IS_PUBLIC)"
    names = ("DATABASE_URL", "CUAKHAU_DATABASE_URL", "CUAKHAU_HOSTS")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    said = subprocess.run(
        [sys.executable, "-c", code], env={**environment, **given}, capture_output=True, text=True
    )
    assert said.stdout.split() == [str(embedded), str(public)]

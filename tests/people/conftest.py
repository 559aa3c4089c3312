"""People of a fresh zone, and their browsers."""

import pytest

from desk import NOON, desk_database, site, zone  # noqa: F401 it wakes Django

# isort: split
from cuakhau.accounts.models import FailedTry, Person
from cuakhau.accounts.people.roles import ROLES

PASSWORD = "lime-tree-river-boat"


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    # A true one is slow on purpose; tests.accounts.test_hashes asks which is in use.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_failed_tries(desk_database):  # noqa: F811
    FailedTry.objects.all().delete()


@pytest.fixture
def make_person(zone):  # noqa: F811
    """Make a person who could sign in at once; `name` is made different in each zone."""

    def make(role, *, agency=None, firm=None, **more):
        kind = ROLES[role].works_for
        person = Person(
            username=f"{role}-{zone.name.split('-')[1]}-{Person.objects.count()}"[:40],
            full_name="Lê Văn Thử",
            role=role,
            zone=zone.name,
            agency=(agency or role) if kind == "agency" else None,
            firm=(firm or "firm-1") if kind == "firm" else None,
            made_at=NOON,
            made_by="test",
        )
        for field, value in more.items():
            setattr(person, field, value)
        person.set_password(PASSWORD)
        person.save()
        return person

    return make

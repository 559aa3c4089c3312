"""Personal data: whole for whom the step needs them, masked for everybody else."""

import pytest

from cuakhau.accounts.masking import list_kinds, mask, sees, shown
from cuakhau.accounts.models import Person
from cuakhau.accounts.people.roles import ROLES
from desk import desk_database  # noqa: F401 it wakes Django

VALUES = {"plate": "12C-345.67", "phone": "0912 345 678", "driver": "Lê Văn Thử"}


def person_of(role):
    kind = ROLES[role].works_for
    return Person(
        username="x",
        role=role,
        zone="z",
        agency=role if kind == "agency" else None,
        firm="f1" if kind == "firm" else None,
    )


@pytest.mark.parametrize(
    ("kind", "masked"), [("plate", "12C•••67"), ("phone", "•••678"), ("driver", "L. V. •••")]
)
def test_masks(kind, masked):
    assert mask(kind, VALUES[kind]) == masked


@pytest.mark.parametrize("kind", [*VALUES, "paper", "something new"])
def test_a_short_value_is_not_told_by_its_mask(kind):
    assert mask(kind, "1234") in ("•••", "1•••")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", list_kinds())
def test_each_kind_with_each_role(kind, role):
    person = person_of(role)
    agencies = [person.agency] if person.agency else []
    needed = role in list_kinds()[kind]
    assert sees(person, kind, agencies=agencies, firm=person.firm, zone="z") == needed
    assert not sees(person, kind, agencies=["another"], firm="f2", zone="z")
    assert not sees(person, kind, agencies=agencies, firm=person.firm, zone="z2")


@pytest.mark.parametrize("role", ["board", "province", "administrator"])
def test_who_only_looks_on_sees_no_person(role):
    assert not any(sees(person_of(role), kind, agencies=[role]) for kind in list_kinds())


def test_nobody_sees_a_mask():
    assert shown(None, "plate", VALUES["plate"], agencies=["customs"]) == "12C•••67"

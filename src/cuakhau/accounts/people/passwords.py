"""Sign-in by name and password, and the choice of a password."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from cuakhau.accounts.models import Person
from cuakhau.accounts.people import register
from cuakhau.accounts.people.failing import check_failing, count_failed, forgive
from cuakhau.accounts.refusals import a24_name_and_password, a31_password_is_strong, refuse

LEAST_LETTERS = 12


def get_by_password(username: str, password: str, *, address: str, at: datetime) -> Person:
    """Give the person of a name and password. Raises A24 or A25.

    An unknown name costs the same time as a wrong password, so that neither tells the other.
    """
    name = username.strip().lower()
    check_failing(name, address, at=at)
    person = Person.objects.filter(username=name, is_active=True).first()
    if person is None:
        make_password(password)
    elif check_password(password, person.password):
        forgive(name)
        return person
    count_failed(name, address, at=at)
    raise refuse(a24_name_and_password)


def choose(person: Person, password: str, *, at: datetime) -> None:
    """Let a person take a password of their own. Raises A31."""
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise refuse(a31_password_is_strong, least=LEAST_LETTERS) from weak
    person.set_password(password)
    person.password_is_temporary = False
    person.save()
    register.note(person, "password", by=person.username, at=at)

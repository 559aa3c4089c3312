"""The names of those who acted, as people read them; the books keep ids."""

from collections.abc import Iterable

from cuakhau.accounts.models import Person


def full_names(usernames: Iterable[str]) -> dict[str, str]:
    """Give the full names of people by their ids; one query for a whole page."""
    people = Person.objects.filter(username__in=set(usernames))
    return dict(people.values_list("username", "full_name"))


def full_name(username: str) -> str:
    """Give the full name of one person, or the id of who has no account here."""
    return full_names([username]).get(username, username)

"""`{{ row.by|person }}`: the log knows people by sign-in names, readers by their full ones."""

from django import template

from cuakhau.accounts.models import Person

register = template.Library()
# A sign-in name is never given again and nobody is renamed, so what was read stays true.
_known: dict[str, str] = {}


@register.filter
def person(username: str | None) -> str:
    """Give the full name of a person; an id without an account, such as a program's, stays."""
    if not username:
        return ""
    if username not in _known:
        found = Person.objects.filter(username=username).values_list("full_name", flat=True)
        name = found.first()
        if name is None:
            return username
        _known[username] = name
    return _known[username]

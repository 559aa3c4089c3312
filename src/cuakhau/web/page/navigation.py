"""The menu: which pages a person's role may open. A page that is not built yet is left out."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_noop

from cuakhau.accounts.rights import has_proved, may_somewhere
from cuakhau.web.here import Request


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the act that it needs, the address name, its word and its icon."""

    act: str
    address: str
    word: str
    icon: str


# Addresses are tried with the person's zone, then without.
ENTRIES = (
    Entry("see_board", "operations:board", gettext_noop("Live board"), "layout-dashboard"),
    Entry("confirm", "desk:desks", gettext_noop("Desk"), "clipboard-list"),
    Entry("declare", "operations:declare", gettext_noop("Declare"), "truck"),
    Entry("see_own_visits", "operations:own-visits", gettext_noop("My visits"), "list"),
    Entry("take_payment", "operations:fees", gettext_noop("Fees"), "cash"),
    Entry("issue_bulletin", "operations:bulletin", gettext_noop("Bulletin"), "file-text"),
    Entry("manage_people", "people:list", gettext_noop("People"), "users"),
)


def build_navigation(request: Request) -> list[dict[str, Any]]:
    """List the entries of the person who asks, the one of this page marked."""
    person: Any = getattr(request, "user", None)
    if person is None or not person.is_authenticated or not has_proved(request):
        return []
    found = []
    for entry in ENTRIES:
        address = _address(entry, person.zone) if may_somewhere(person, entry.act) else None
        if address:
            found.append(
                {
                    "address": address,
                    "word": gettext(entry.word),
                    "icon": entry.icon,
                    "is_current": request.path == address,
                }
            )
    return found


def _address(entry: Entry, zone: str) -> str | None:
    for arguments in ([zone], []):
        try:
            return reverse(entry.address, args=arguments)
        except NoReverseMatch:
            continue
    return None

"""Who reads a live board: whoever may see it by the table, and on a demo whoever tries it here."""

from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase

from cuakhau.accounts.rights import View, has_proved, may, needs
from cuakhau.web.here import Request
from cuakhau.web.page.demo import find_demo_zone
from cuakhau.zone.zone import Zone


def for_board_readers(view: View) -> View:
    """Guard a view of a board as `needs("see_board")` does, but let in who tries the demo here.

    There every role is one click away, so a guest learns nothing by it (decision 0015).
    """
    guarded = needs("see_board")(view)

    @wraps(view)
    def guard(request: Request, zone_name: str) -> HttpResponseBase:
        zone = request.here.get_zone(zone_name)
        return (view if is_guest(request, zone) else guarded)(request, zone_name=zone_name)

    return guard


def is_guest(request: Request, zone: Zone) -> bool:
    """Tell whether nobody is signed in and this is the demo that may be tried here."""
    person: Any = request.user  # type: ignore[attr-defined]
    if person.is_authenticated:
        return False
    demo = find_demo_zone(request)
    return demo is not None and demo.name == zone.name


def reads_board(request: Request, zone: Zone) -> bool:
    """Tell whether who asks may read the board of a zone."""
    person: Any = request.user  # type: ignore[attr-defined]
    if not person.is_authenticated:
        return is_guest(request, zone)
    return may(person, "see_board", zone=zone.name) and has_proved(request)

"""The other trips of the same phone: their links, kept by the phone itself."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from cuakhau.accounts import links
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

COOKIE = "trips"
MOST = 6


def list_links(request: Request, zone: Zone, token: str) -> list[tuple[str, str]]:
    """List (link, visit) that this phone has opened, the newest first; what has ended is dropped.

    A link that was forged or is over opens nothing here either.
    """
    kept = [token, *request.COOKIES.get(COOKIE, "").split("|")]
    found: dict[str, str] = {}
    for one in kept[: 2 * MOST]:
        try:
            visit = links.verify(zone.name, one, at=request.here.wall_now())
        except NotLetIn:
            continue
        found.setdefault(visit, one)
    return [(one, visit) for visit, one in found.items()][:MOST]


def remember(answer: HttpResponse, zone: Zone, kept: Iterable[tuple[str, str]]) -> None:
    """Let the phone keep these links for as long as they hold."""
    answer.set_cookie(
        COOKIE,
        "|".join(link for link, _ in kept),
        max_age=links.HOLDS_FOR,
        path=f"/zone/{zone.name}/driver/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def tell_others(
    zone: Zone, kept: Iterable[tuple[str, str]], number: str, turns: Any
) -> list[dict[str, Any]]:
    """Tell of the other trips that still go on: number, and whether one is called."""
    others = []
    for link, visit in kept:
        turn = turns.get(visit)
        if visit != number and turn is not None and turn.seen.is_open:
            others.append({"link": link, "number": visit, "called": turn.open_call is not None})
    return others

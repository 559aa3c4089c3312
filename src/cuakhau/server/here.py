"""Ties each request to the zones and the clock, so that no view below has to look up to us."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http.response import HttpResponseBase

from cuakhau.figures import Data
from cuakhau.server import clock, zones
from cuakhau.web.here import Here, Request
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    from cuakhau.trade.mirror import Beside


def here() -> Here:
    """Give the zones and the clock of this server."""
    return Here(
        zones=zones.served(),
        now=zone_now,
        wall_now=clock.wall_now,
        pace=clock.pace,
        books=read_books,
        beside=read_beside,
        answer=answer,
    )


def read_books(zone: Zone, since: date, until: date) -> Data:
    """Add up the fee books of some days, for pages that stand beside the gates."""
    # Only a page of turnover asks; the books need not be loaded before.
    from cuakhau.operations.payments.revenue import sums

    as_of_us = int(clock.now(zone.name).timestamp() * 1_000_000)
    return sums.build_data(zone, sums.read_books(zone, since, until), as_of_us)


def read_beside(zone: Zone, day: date) -> "Beside":
    """Give the vehicles of a day beside declarations and fees, for the page of the mirror."""
    from cuakhau.operations.payments.revenue.beside import list_beside

    return list_beside(zone, day)


def answer(request: Request, zone: Zone, text: str) -> dict[str, Any]:
    """Answer a question from the find box, or say what can be asked."""
    from cuakhau.reports.leader.views import answer_question

    return answer_question(request, zone, text)


def zone_now(zone_name: str) -> datetime:
    """Give the time in a zone, on the wall of that zone."""
    return clock.now(zone_name).astimezone(ZoneInfo(zones.served()[zone_name].time_zone))


class HereMiddleware:
    """Gives every request its `here`."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.here = here()
        return self.get_response(request)

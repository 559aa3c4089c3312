"""Fees beside turnover: the books belong to the gates; the server lends their sums."""

from dataclasses import replace
from datetime import date

from cuakhau.accounts.rights import may_somewhere
from cuakhau.figures import Figure, measure
from cuakhau.figures.fees.money import ANY
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

MOST_DAYS = 366


def charged(request: Request, zone: Zone, since: date, until: date) -> Figure | None:
    """Give the fees charged from one day to another; unknown where the books have no line of them.

    `None` for more than a year at once, and for who may not see the revenue.
    """
    may_see = may_somewhere(request.user, "see_revenue")
    if not may_see or not 0 <= (until - since).days <= MOST_DAYS:
        return None
    data = request.here.books(zone, since, until)
    if data.books is None or not data.books.sums:
        data = replace(data, books=None)
    about = {"since": since.isoformat(), "until": until.isoformat()}
    return measure(data, "fees.charged", **about, gate=ANY, charge=ANY, goods=ANY)

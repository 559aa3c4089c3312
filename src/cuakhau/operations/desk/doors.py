"""Who stands at the desk, and what that person may do there."""

from cuakhau.accounts.rights import may as may
from cuakhau.accounts.rights import may_somewhere as may_somewhere
from cuakhau.accounts.rights import needs as needs
from cuakhau.accounts.rights import require as require
from cuakhau.web.here import Request


def agency_of(request: Request) -> str | None:
    """Name the agency of the zone that this person belongs to."""
    agency: str | None = getattr(request.user, "agency", None)
    return agency


def firm_of(request: Request) -> str | None:
    """Name the firm that this person belongs to; officers have none."""
    firm: str | None = getattr(request.user, "firm", None)
    return firm


def name_of(request: Request) -> str:
    """Give the id by which the log knows this person."""
    return str(request.user.get_username())

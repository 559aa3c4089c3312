"""Who asks, for which firm, and what of it may be shown."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from cuakhau.accounts.firms.mandates import find_standing
from cuakhau.accounts.rights import list_firms
from cuakhau.journal import personal
from cuakhau.operations.desk.doors import agency_of, firm_of, may, name_of, require
from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone


class Owner(NamedTuple):
    """Whose declaration it is, and the mandate under which an agent declares for another firm."""

    owner: str
    mandate: int | None = None


def owner_of(request: Request) -> str:
    """Name whose declarations these are: the firm of a declarant, else the desk that types."""
    return firm_of(request) or f"desk:{agency_of(request) or 'zone'}"


def list_owners(request: Request, act: str) -> list[str]:
    """List all for whom this person may do an act: oneself first, then the firms of mandates."""
    return list_firms(request.user, act) or [owner_of(request)]


def choose_owner(request: Request, firm: str) -> Owner:
    """Give the owner of a new declaration; `firm` is empty for one's own.

    Raises A21 or A22 where the person does not act for that firm.
    """
    own = owner_of(request)
    if firm in ("", own):
        return Owner(own)
    require(request.user, "declare", firm=firm)
    mandate = find_standing(request.user, "declare", firm)
    return Owner(firm, mandate.pk if mandate else None)


def sees_people_of(request: Request, firm: str) -> bool:
    """Tell whether this person may see names, phones and plates of the trips of a firm."""
    return may(request.user, "see_person_data", agency=agency_of(request), firm=firm)


def reveal(request: Request, zone: Zone, refs: Iterable[str], why: str) -> dict[str, str]:
    """Give personal words by their references, and keep that this person looked at them."""
    wanted = list(refs)
    if not wanted:
        return {}
    at = request.here.now(zone.name)
    return personal.reveal_many(zone.name, wanted, by=name_of(request), at=at, why=why)


def mark_of(zone: Zone) -> str:
    """Give the watermark of a page of this zone."""
    return _("demo") if zone.is_demo else ""

"""Who asks, for which firm, and what of it may be shown."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from cuakhau.accounts.firms.mandates import find_standing
from cuakhau.accounts.masking import sees
from cuakhau.accounts.rights import list_firms
from cuakhau.operations.declare.form.copying import list_words
from cuakhau.operations.desk.doors import agency_of, firm_of, name_of, require
from cuakhau.operations.models import Declaration
from cuakhau.operations.personal.shown import Word, concerned, show
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


def sees_all(request: Request) -> bool:
    """Tell whether a person sees what others of the firm declared, not only what one did oneself.

    Who leads the firm does, and so do its drivers and the desks.
    """
    person: Any = request.user
    return bool(person.leads_firm) or person.role != "declarant"


def sight_of_drafts(request: Request) -> Q:
    """Say which drafts this person sees."""
    sight = Q(owner__in=list_owners(request, "declare"))
    return sight if sees_all(request) else sight & Q(by=name_of(request))


def words_of(request: Request, zone: Zone, words: Iterable[Word], why: str) -> dict[str, str]:
    """Give those personal words that this person may see whole, by their references.

    A form is filled in with them: a masked one would be declared as it stands.
    """
    found = show(request, zone, words, why=why)
    return {ref: word.text for ref, word in found.items() if word.is_whole}


def words_of_trip(request: Request, zone: Zone, trip: Declaration, why: str) -> dict[str, str]:
    """Give those personal words of a trip that this person may see whole."""
    agencies = concerned(zone, trip.procedure, trip.at.date())
    return words_of(request, zone, list_words(trip, agencies), why)


def refs_seen(request: Request, zone: Zone, trip: Declaration) -> frozenset[str]:
    """Give the references of those personal words of a trip that this person may see whole."""
    agencies = concerned(zone, trip.procedure, trip.at.date())
    return frozenset(
        word.ref
        for word in list_words(trip, agencies)
        if sees(request.user, word.kind, agencies=word.agencies, firm=word.firm, zone=zone.name)
    )


def mark_of(zone: Zone) -> str:
    """Give the watermark of a page of this zone."""
    return _("demo") if zone.is_demo else ""

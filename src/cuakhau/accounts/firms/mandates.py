"""Mandates: a firm lets an agent act for it, for a time, and may take it back at any moment.

What the agent did while it held stays as it was done: by the agent, for the firm.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from cuakhau.accounts.firms.refusals import (
    d61_mandate_is_whole,
    d62_agent_is_known,
    d63_mandate_is_ours,
    refuse,
)
from cuakhau.accounts.models import WORDS, Mandate, Person

# The acts of the permission table that each word of a mandate opens.
COVERS: dict[str, frozenset[str]] = {
    "declare": frozenset({"declare", "see_own_visits", "see_visit", "see_person_data"}),
    "follow": frozenset({"see_own_visits", "see_visit"}),
    "pay": frozenset({"see_own_visits", "see_visit"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMandate:
    """What a firm wants to give. `valid_until` is the first moment at which it no longer holds."""

    firm: str
    agent: str
    acts: Collection[str]
    valid_from: datetime
    valid_until: datetime | None
    document: str


def give(new: NewMandate, *, zone_name: str, by: str, at: datetime) -> Mandate:
    """Give a mandate. Raises D61 where something is missing or crossed, D62 for a stranger."""
    ends = new.valid_until
    is_whole = (
        set(new.acts) <= set(WORDS)
        and bool(new.acts)
        and bool(new.document.strip())
        and new.firm != new.agent
        and (ends is None or ends > max(new.valid_from, at))
    )
    if not is_whole:
        raise refuse(d61_mandate_is_whole)
    known = Person.objects.filter(zone=zone_name, firm=new.agent, role="declarant", is_active=True)
    if not known.exists():
        raise refuse(d62_agent_is_known, agent=new.agent)
    return Mandate.objects.create(
        zone=zone_name,
        firm=new.firm,
        agent=new.agent,
        acts=[word for word in WORDS if word in new.acts],
        valid_from=new.valid_from,
        valid_until=ends,
        document=new.document.strip(),
        given_by=by,
        given_at=at,
    )


def withdraw(zone_name: str, firm: str, mandate: int, *, by: str, at: datetime) -> Mandate:
    """Take a mandate back from now on. Raises D63 where the firm gave none of that number."""
    rows = Mandate.objects.filter(zone=zone_name, firm=firm, pk=mandate)
    rows.filter(withdrawn_at__isnull=True).update(withdrawn_at=at, withdrawn_by=by)
    found = rows.first()
    if found is None:
        raise refuse(d63_mandate_is_ours)
    return found


def list_given(zone_name: str, firm: str) -> list[Mandate]:
    """List the mandates that a firm gave, the newest first."""
    return list(Mandate.objects.filter(zone=zone_name, firm=firm).order_by("-given_at", "-pk"))


def list_held(zone_name: str, agent: str) -> list[Mandate]:
    """List the mandates that an agent was given, the newest first."""
    return list(Mandate.objects.filter(zone=zone_name, agent=agent).order_by("-given_at", "-pk"))


def stands(mandate: Mandate, at: datetime) -> bool:
    """Tell whether a mandate holds at a moment."""
    return (
        mandate.valid_from <= at
        and (mandate.valid_until is None or at < mandate.valid_until)
        and (mandate.withdrawn_at is None or at < mandate.withdrawn_at)
    )


def list_standing(person: Any, act: str) -> list[Mandate]:
    """List the mandates that let a clerk do an act now, the oldest first.

    Read once for each request: `asked_at` of the person says when it came. Where nobody set it,
    no mandate is honoured.
    """
    if person.asked_at is None or person.firm is None or person.role != "declarant":
        return []
    if person.standing is None:
        at = person.asked_at
        open_ended = Q(valid_until__isnull=True) | Q(valid_until__gt=at)
        kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at)
        held = Mandate.objects.filter(
            open_ended, kept, zone=person.zone, agent=person.firm, valid_from__lte=at
        )
        person.standing = tuple(held.order_by("pk"))
    return [row for row in person.standing if any(act in COVERS[word] for word in row.acts)]


def find_standing(person: Any, act: str, firm: str) -> Mandate | None:
    """Find the mandate under which a clerk may do an act for a firm now."""
    return next((row for row in list_standing(person, act) if row.firm == firm), None)

"""The clerks of a firm, looked after by whoever leads it."""

from datetime import datetime
from typing import Any

from cuakhau.accounts.firms.refusals import d64_firm_is_led, d65_somebody_leads, refuse
from cuakhau.accounts.models import Person
from cuakhau.accounts.people import register
from cuakhau.accounts.people.register import NewPerson
from cuakhau.zone.zone import Zone


def list_clerks(zone_name: str, firm: str) -> list[Person]:
    """List the clerks and drivers of a firm: those who may sign in first, then by name."""
    people = Person.objects.filter(zone=zone_name, firm=firm)
    return list(people.order_by("-is_active", "-leads_firm", "full_name", "username"))


def require_lead(person: Any) -> str:
    """Give the firm that a person leads. Raises D64."""
    if not (person.firm and person.leads_firm and person.is_active):
        raise refuse(d64_firm_is_led, firm=person.firm or "–")
    return str(person.firm)


def add_clerk(
    lead: Person, *, zone: Zone, username: str, full_name: str, at: datetime
) -> tuple[Person, str]:
    """Make a clerk of one's own firm and give the first password. Raises A32, A33 or D64."""
    new = NewPerson(username, full_name, "declarant", require_lead(lead))
    return register.add(new, zone=zone, by=lead.username, at=at)


def close_clerk(lead: Person, username: str, *, at: datetime) -> Person:
    """Close the account of a clerk of one's own firm. Raises D64 or D65."""
    clerk = _get_clerk(lead, username)
    return register.disable(clerk.username, by=lead.username, at=at)


def hand_lead(lead: Person, username: str, *, at: datetime) -> Person:
    """Let another clerk lead the firm too. Raises D64 or D65."""
    clerk = _get_clerk(lead, username)
    clerk.leads_firm = True
    clerk.save(update_fields=["leads_firm"])
    register.note(clerk, "lead", by=lead.username, at=at)
    return clerk


def _get_clerk(lead: Person, username: str) -> Person:
    firm = require_lead(lead)
    clerk = Person.objects.filter(
        zone=lead.zone, firm=firm, role="declarant", username=username, is_active=True
    ).first()
    if clerk is None or username == lead.username:
        raise refuse(d65_somebody_leads)
    return clerk

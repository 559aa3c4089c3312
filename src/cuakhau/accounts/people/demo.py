"""The people of a demo zone: one for each role, without a password that anybody could guess."""

from datetime import datetime

from cuakhau.accounts.models import Person
from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.refusals import a35_demo_only, refuse
from cuakhau.zone.zone import Zone

FIRM = "Công ty Mẫu 01"  # the first firm of every replay, see `simulation.made_up`


def get_or_make(role: str, zone: Zone, *, at: datetime) -> Person:
    """Give the demo person of a role; made at its first sign-in. Raises A35 in a real zone.

    Raises `KeyError` for an unknown role.
    """
    if not zone.is_demo:
        raise refuse(a35_demo_only)
    kind = ROLES[role]
    agencies = {row.id for row in zone.agencies}
    person, made = Person.objects.get_or_create(
        username=_name(role, zone),
        defaults={
            "full_name": f"Demo · {kind.vi}",
            "role": role,
            "zone": zone.name,
            "agency": role if kind.works_for == "agency" and role in agencies else None,
            "firm": FIRM if kind.works_for == "firm" else None,
            "leads_firm": role == "declarant",
            "leads_agency": kind.works_for == "agency" and role in agencies,
            "made_at": at,
            "made_by": "demo",
        },
    )
    if made:
        person.set_unusable_password()
        person.save()
    return person


def _name(role: str, zone: Zone) -> str:
    """One a role and zone: several demo zones may share a database."""
    return f"demo-{role}-{zone.name.removesuffix('-demo')}"[:40]

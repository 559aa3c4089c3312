"""The register of a demo zone: what was published of its works, and a few made-up ones."""

from datetime import date, datetime

from django.db import transaction

from cuakhau.journal.versions import read_history
from cuakhau.portfolio.works.models import Description
from cuakhau.portfolio.works.register.made_up import list_made_up
from cuakhau.portfolio.works.register.published import list_published
from cuakhau.portfolio.works.register.writing import Signed, write_money, write_projects
from cuakhau.zone.zone import Zone


def fill_demo(zone: Zone, *, by: str, at: datetime, today: date) -> int:
    """Fill the register of a demo zone, once; tell how many projects were entered now."""
    if not zone.is_demo or Description.objects.filter(zone=zone.name).exists():
        return 0
    published = list_published(read_history(zone).projects, today)
    made_up = list_made_up(today)
    signed = Signed(by=by, at=at, today=today, nonce="demo")
    with transaction.atomic():
        projects = [*published, *(project for project, _ in made_up)]
        write_projects(zone.name, [(one, 0) for one in projects], signed)
        write_money(zone.name, [line for _, lines in made_up for line in lines], signed)
    return len(projects)

"""What stands above the count of a board: notices in force and incidents that are open."""

from datetime import datetime
from typing import NamedTuple

from django.db import connection

from cuakhau.operations.centre.incidents.acts import list_open
from cuakhau.operations.centre.models import Incident, Notice
from cuakhau.operations.centre.notices.views import list_in_force
from cuakhau.zone.zone import Zone

# Two hundred boards ask after each act, and nearly always nothing has changed: the rows as text
# tell that in one question, where the objects would take two.
_ROWS = f"""
SELECT n::text FROM {Notice._meta.db_table} n
WHERE zone = %s AND ended_at IS NULL AND (until IS NULL OR until > %s)
UNION ALL
SELECT i::text FROM {Incident._meta.db_table} i WHERE zone = %s AND closed_at IS NULL
"""


class Alarms(NamedTuple):
    """Notices in force, and incidents that are open."""

    notices: list[Notice]
    incidents: list[Incident]


def tell_apart(zone_name: str, now: datetime) -> frozenset[str]:
    """Give what differs when any notice in force or open incident does."""
    with connection.cursor() as here:
        here.execute(_ROWS, [zone_name, now, zone_name])
        return frozenset(text for (text,) in here.fetchall())


def list_alarms(zone: Zone, now: datetime) -> Alarms:
    """List what stands now."""
    return Alarms(list_in_force(zone, now), list_open(zone.name))

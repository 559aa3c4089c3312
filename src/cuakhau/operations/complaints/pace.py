"""How many complaints are taken in an hour: few from one place, not endless in all.

It guards the people who read them from programs that write. Counts lie in the database, so that
all processes share them and a restart forgets nothing.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.crypto import salted_hmac

from cuakhau.operations.complaints.models import ComplaintSent
from cuakhau.operations.complaints.refusals import k5_few_from_one_place, k6_few_in_all, refuse
from cuakhau.zone.zone import Zone

WINDOW = timedelta(hours=1)
MOST_FROM_ONE = 5
MOST_IN_ALL = 120  # two a minute; nobody reads them faster


class Sender(NamedTuple):
    """Where a complaint comes from, a trip, a person or an address, and when by the real clock."""

    key: str
    at: datetime


def check_pace(zone: Zone, sender: Sender) -> None:
    """Count a complaint. Raises K5 or K6 where too many came within the hour.

    To be called where the complaint is kept, so that one that is refused does not count.
    """
    ComplaintSent.objects.filter(at__lt=sender.at - WINDOW).delete()
    digest = salted_hmac("cuakhau.complaint", f"{sender.at:%Y%m%d}.{sender.key}").hexdigest()
    sent = ComplaintSent.objects.filter(zone=zone.name)
    own = list(sent.filter(sender=digest).order_by("at").values_list("at", flat=True))
    if len(own) >= MOST_FROM_ONE:
        raise refuse(k5_few_from_one_place, count=len(own), at=_say_next(zone, own[0]))
    count = sent.count()
    if count >= MOST_IN_ALL:
        first = sent.order_by("at").values_list("at", flat=True)[0]
        raise refuse(k6_few_in_all, count=count, at=_say_next(zone, first))
    ComplaintSent.objects.create(zone=zone.name, sender=digest, at=sender.at)


def _say_next(zone: Zone, first: datetime) -> str:
    return f"{(first + WINDOW).astimezone(ZoneInfo(zone.time_zone)):%H:%M}"

"""The day of the books: 20:00 to 20:00 as the bulletin's, and the next one once it is closed."""

from datetime import date, datetime, timedelta

from django.db.models import Max

from cuakhau.movement.times import find_day
from cuakhau.operations.payments.models import Closing
from cuakhau.operations.times import micros
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.zone import Zone


def book_day(zone: Zone, at: datetime) -> date:
    """Give the day of the books that an instant belongs to."""
    return bulletin_day(zone, micros(at))


def open_day(zone: Zone, collector: str, at: datetime) -> date:
    """Give the day that what a collector does now is written to.

    What comes in after the till was closed belongs to the day that follows.
    """
    day = book_day(zone, at)
    closed = Closing.objects.filter(zone=zone.name, collector=collector).aggregate(last=Max("day"))
    last: date | None = closed["last"]
    return day if last is None or last < day else last + timedelta(days=1)


def read_day(text: str) -> date:
    """Read a day that a form carried; what is none is the first day there is, which no book has."""
    return find_day(text) or date.min

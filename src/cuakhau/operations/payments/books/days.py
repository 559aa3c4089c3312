"""The day of the books: 20:00 to 20:00 as the bulletin's."""

from datetime import date, datetime

from cuakhau.operations.times import micros
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.zone import Zone


def book_day(zone: Zone, at: datetime) -> date:
    """Give the day of the books that an instant belongs to."""
    return bulletin_day(zone, micros(at))

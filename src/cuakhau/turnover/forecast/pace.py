"""Vehicles at the pace last published: a multiplication with its source, not a forecast."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cuakhau.zone.history import ALL, list_usable
from cuakhau.zone.published import PublishedCount

SHORTEST_DAYS = 28
OLDEST = timedelta(days=3 * 365)
PLACE = "all"
UNIT = "vehicle"


@dataclass(frozen=True, slots=True)
class Pace:
    """Vehicles a day over a stretch that was published, and what a year at that pace makes.

    Without `high_a_day` the text gave one number; `is_least` where it said "over".
    """

    row: PublishedCount
    low_a_day: float
    high_a_day: float | None
    is_least: bool
    year: int
    days: int

    @property
    def low(self) -> float:
        """The year at the lower pace."""
        return self.low_a_day * self.days

    @property
    def high(self) -> float | None:
        """The year at the higher pace, where two were given."""
        return None if self.high_a_day is None else self.high_a_day * self.days


def find_pace(counts: Iterable[PublishedCount], today: date) -> Pace | None:
    """Find the newest pace of a month or more, of all gates and both ways, told before a day."""
    rows = [row for row in list_usable(counts) if _tells(row, today)]
    if not rows:
        return None
    row = max(rows, key=lambda one: (one.last_day, one.first_day))
    days = (row.last_day - row.first_day).days + 1 if row.measure == "cleared" else 1
    high = row.value_high / days if row.value_high else None
    year_days = (date(today.year + 1, 1, 1) - date(today.year, 1, 1)).days
    is_least = row.precision == "at_least"
    return Pace(row, row.value / days, high, is_least, today.year, year_days)


def _tells(row: PublishedCount, today: date) -> bool:
    return (
        row.measure in ("cleared", "cleared_per_day")
        and (row.place, row.direction, row.cargo, row.unit) == (PLACE, "both", ALL, UNIT)
        and (row.last_day - row.first_day).days + 1 >= SHORTEST_DAYS
        and today - OLDEST <= row.last_day < today
    )

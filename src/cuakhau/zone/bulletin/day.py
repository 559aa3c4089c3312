"""The bulletin's day: from cut-off to cut-off of the zone's own clock (20:00 at Lạng Sơn)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cuakhau.zone.zone import Zone

MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """A bulletin day as instants: (since, until], microseconds UTC."""

    day: date
    since_us: int
    until_us: int

    def holds(self, at_us: int | None) -> bool:
        """Tell whether an instant lies in the day; the cut-off itself belongs to it."""
        return at_us is not None and self.since_us < at_us <= self.until_us


def window_of(zone: Zone, day: date) -> Window:
    """Give the window of a bulletin day."""
    return Window(day, cut_off_us(zone, day - timedelta(days=1)), cut_off_us(zone, day))


def cut_off_us(zone: Zone, day: date) -> int:
    """Give the instant at which a bulletin day ends, microseconds UTC."""
    wall = datetime.combine(day, zone.day_ends, ZoneInfo(zone.time_zone))
    return int(wall.timestamp()) * MICROS


def bulletin_day(zone: Zone, at_us: int) -> date:
    """Give the bulletin day that an instant belongs to."""
    instant = datetime.fromtimestamp(at_us // MICROS, UTC)
    day = instant.astimezone(ZoneInfo(zone.time_zone)).date()
    return day if at_us <= cut_off_us(zone, day) else day + timedelta(days=1)

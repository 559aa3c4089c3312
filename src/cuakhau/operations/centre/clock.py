"""Times of a page of the centre: short where it is today, with the day where it is not."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.operations.centre.refusals import c4_end_is_to_come, not_taken
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone

MINUTE_US = 60_000_000


def tell_time(zone: Zone, at_us: int | None, now_us: int) -> str:
    """Write an instant in the zone's time: `08:30`, or `21/8 08:30` of another day."""
    if at_us is None:
        return ""
    at, now = local_time(zone, at_us), local_time(zone, now_us)
    day = "" if at.date() == now.date() else f"{at.day}/{at.month} "
    year = "" if at.year == now.year else f"{at.year} "
    return f"{day}{year}{at:%H:%M}"


def tell_lasting(minutes: int) -> str:
    """Write a number of minutes as days, hours and minutes."""
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return _("{days} d {hours} h").format(days=minutes // 1440, hours=minutes % 1440 // 60)


def read_time(zone: Zone, typed: str) -> datetime | None:
    """Read a time as a browser's field gives it (`2024-08-22T09:00`), in the zone's own time.

    Nothing typed is `None`. Raises C4 for what is no time.
    """
    if not typed.strip():
        return None
    try:
        at = datetime.fromisoformat(typed.strip())
    except ValueError:
        raise not_taken(c4_end_is_to_come, value=typed[:40]) from None
    return at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(zone.time_zone))


def read_span(zone: Zone, typed: str, at: datetime, *, exact: str = "") -> datetime | None:
    """Read how long something shall hold: minutes, `day` (until midnight), `at` an exact time.

    Nothing is without end. Raises C4.
    """
    if typed == "at":
        return read_time(zone, exact)
    if typed == "day":
        local = local_time(zone, micros(at))
        return datetime.combine(local.date() + timedelta(days=1), time(), ZoneInfo(zone.time_zone))
    if typed.isdecimal() and len(typed) < 5:
        return at + timedelta(minutes=int(typed))
    return None

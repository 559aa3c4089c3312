"""Times: text to whole microseconds and back, and the calendar of the zone.

Text is read in one form only, RFC 3339 with an offset, since a time without one may be Hà Nội's
or Beijing's. Inside, a time is microseconds since 1970 UTC and an offset in minutes east.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cuakhau.movement.broken import broken
from cuakhau.zone.zone import Zone

QUARTER_US = 900_000_000
OFFSETS_MIN = range(-12 * 60, 14 * 60 + 1)  # from Baker Island to Kiribati
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LONGEST_SHOWN = 40
_DAY_LENGTH = len("2024-08-22")
_RFC_3339 = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]+))?([Zz]|[+-][0-9]{2}:[0-9]{2})?",
)


def find_day(text: str) -> date | None:
    """Read a day as browsers and addresses write it, `2024-08-22`; `None` for anything else."""
    # Python would take `20240822` and `2024-W34-4` as well.
    try:
        return date.fromisoformat(text) if len(text) == _DAY_LENGTH and text[4] == "-" else None
    except ValueError:
        return None


def m70_time_is_written_right(text: str) -> bool:
    """ "{text}" is not a time in the one form that is read: 2024-08-22T08:15:00+07:00.

    Cure: Write year-month-day, T, hours:minutes:seconds and the offset (RFC 3339).
    """
    return _RFC_3339.fullmatch(text) is not None


def m71_time_has_an_offset(text: str) -> bool:
    """ "{text}" does not say whether it is Hà Nội's or Beijing's time.

    Cure: Add the offset: +07:00 in Việt Nam, +08:00 in China, Z for UTC.
    """
    found = _RFC_3339.fullmatch(text)
    return found is not None and found[8] not in (None, "-00:00")


def m72_time_exists(text: str) -> bool:
    """There is no such time as "{text}" on the calendar or the clock.

    Cure: Check day, month, hour and offset; a day ends at 23:59:59.
    """
    return _read(text) is not None


def parse_time(text: str) -> tuple[int, int]:
    """Read an RFC 3339 time: microseconds since 1970 UTC, and minutes east of UTC.

    Digits beyond the microsecond are cut off. Raises `RuleBroken` M70 (another form), M71 (no
    offset) or M72 (no such time).
    """
    for rule in (m70_time_is_written_right, m71_time_has_an_offset):
        if not rule(text):
            raise broken(rule, {"text": text[:_LONGEST_SHOWN]})
    read = _read(text)
    if read is None:
        raise broken(m72_time_exists, {"text": text[:_LONGEST_SHOWN]})
    return read


def _read(text: str) -> tuple[int, int] | None:
    found = _RFC_3339.fullmatch(text)
    if found is None:
        return None
    offset_min = _offset_min(found[8] or "Z")
    numbers = [int(found[part]) for part in range(1, 7)]
    try:
        wall = datetime(*numbers, tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        return None
    if offset_min is None:
        return None
    micros = int((found[7] or "0")[:6].ljust(6, "0"))
    seconds_us = (wall - _EPOCH) // _MICROSECOND
    return seconds_us + micros - offset_min * 60_000_000, offset_min


def _offset_min(text: str) -> int | None:
    if text in "Zz":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6])
    offset_min = (hours * 60 + minutes) * (-1 if text[0] == "-" else 1)
    return offset_min if minutes < 60 and offset_min in OFFSETS_MIN else None


def format_time(at_us: int, offset_min: int) -> str:
    """Write an instant as RFC 3339 at its offset; a fraction only where there is one."""
    wall = _EPOCH + timedelta(microseconds=at_us, minutes=offset_min)
    hours, minutes = divmod(abs(offset_min), 60)
    sign = "-" if offset_min < 0 else "+"
    return f"{wall.replace(tzinfo=None).isoformat()}{sign}{hours:02d}:{minutes:02d}"


def local_day(zone: Zone, at_us: int) -> date:
    """Give the calendar day of an instant in the zone's own time zone."""
    return _day_of_quarter(zone.time_zone, at_us // QUARTER_US)


@lru_cache(maxsize=65_536)
def _day_of_quarter(time_zone: str, quarter: int) -> date:
    # All offsets in use since 1972 are whole quarters of an hour, so no day begins inside one.
    return datetime.fromtimestamp(quarter * QUARTER_US // 1_000_000, ZoneInfo(time_zone)).date()


def local_time(zone: Zone, at_us: int) -> datetime:
    """Give an instant as the zone's own wall time, with its offset."""
    return (_EPOCH + timedelta(microseconds=at_us)).astimezone(ZoneInfo(zone.time_zone))

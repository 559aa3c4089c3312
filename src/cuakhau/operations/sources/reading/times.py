"""Days and times as other systems write them: the day before the month, as in Việt Nam."""

import re
from datetime import datetime, timedelta, timezone

_YEAR_FIRST = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T ]+(\d{1,2})[:hH时](\d{2})分?(?::(\d{2})(?:\.\d+)?)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?"
)
_DAY_FIRST = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\d{1,2})[:hH](\d{2})(?::(\d{2}))?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?"
)
_CLOCK_FIRST = re.compile(
    r"(\d{1,2})[:hH](\d{2})(?::(\d{2}))?[ ,]+(?:ngày )?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
)
_CLOCK = re.compile(r"(\d{1,2})[:hH](\d{2})(?::(\d{2}))?(?:\s*(SA|AM|CH|PM))?", re.IGNORECASE)


def read_time(time: str, day: str, offset_min: int) -> datetime | None:
    """Read a time, with its day beside it where the source has a column of its own for that.

    A time without an offset is the source's own wall time. `None` where it cannot be read, or
    where it tells no clock time.
    """
    text = " ".join(time.split())
    if day:
        clock = _CLOCK.fullmatch(text)
        if clock is not None:
            text = f"{day.split('T')[0].split(' ')[0]} {_clock(clock)}"
    try:
        return _read(text, offset_min)
    except ValueError:
        return None


def _clock(found: re.Match[str]) -> str:
    hour, half = int(found[1]), (found[4] or "").upper()
    if half in ("CH", "PM") and hour < 12:
        hour += 12
    if half in ("SA", "AM") and hour == 12:
        hour = 0
    return f"{hour}:{found[2]}:{found[3] or '00'}"


def _read(text: str, offset_min: int) -> datetime | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day, hour, minute, second, offset = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, minute, second, offset = found.groups()
    elif found := _CLOCK_FIRST.fullmatch(text):
        hour, minute, second, day, month, year = found.groups()
        offset = None
    else:
        return None
    if hour is None:
        return None
    zone = timezone(timedelta(minutes=_offset(offset, offset_min)))
    parts = (int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    return datetime(*parts, tzinfo=zone)


def _offset(said: str | None, offset_min: int) -> int:
    if said is None:
        return offset_min
    if said == "Z":
        return 0
    sign = -1 if said[0] == "-" else 1
    digits = said[1:].replace(":", "")
    return sign * (int(digits[:2]) * 60 + int(digits[2:]))

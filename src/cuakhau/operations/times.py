"""A time as the log keeps it: microseconds and an offset."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    """Give a time as microseconds since 1970 UTC."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def offset_min(at: datetime) -> int:
    """Give the offset of a time in minutes east of UTC."""
    return (at.utcoffset() or timedelta()) // timedelta(minutes=1)

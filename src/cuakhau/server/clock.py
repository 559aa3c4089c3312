"""The only clock. Views and commands read it; everything below takes the time as an argument.

A demo zone replays a past day, so its time is mapped from the wall clock by an anchor row.
Security (keys, nonces, sign-in) always uses `wall_now`.
"""

import time
from datetime import UTC, datetime
from functools import lru_cache

from cuakhau.server.models import ClockAnchor
from cuakhau.web.here import Pace

DEMO = "-demo"
# Anchors change when a replay starts or resumes; a page may lag behind that by this long.
ANCHOR_HOLDS_S = 1


class OtherRun(RuntimeError):
    """Raised where a demo zone already holds another replay; a log forgets nothing."""

    def __init__(self, zone_name: str, found: str, wanted: str) -> None:
        super().__init__(
            f"khu {zone_name} đã chứa lần diễn lại {found}, không phải {wanted}. "
            f"Cách sửa: dùng thư mục dữ liệu khác (--home).\n"
            f"zone {zone_name} holds the replay {found}, not {wanted}. Cure: use another folder of "
            f"data (--home)."
        )


def wall_now() -> datetime:
    """Give the time of this machine."""
    return datetime.now(UTC)


def now(zone_name: str) -> datetime:
    """Give the time in the zone: the wall clock, or the replayed one of a demo zone. In UTC."""
    return from_us(now_us(zone_name))


def now_us(zone_name: str) -> int:
    """Give the time in the zone in microseconds since 1970 UTC."""
    wall_us = time.time_ns() // 1000
    anchor = _find_anchor_lately(zone_name)
    return wall_us if anchor is None else map_to_zone(anchor, wall_us)


def pace(zone_name: str) -> Pace:
    """Tell how the zone's time runs: its speed, and when it stops."""
    anchor = _find_anchor_lately(zone_name)
    return Pace() if anchor is None else Pace(speed=anchor.speed, until_us=anchor.until_us)


def map_to_zone(anchor: ClockAnchor, wall_us: int) -> int:
    """Map an instant of the wall clock to the time in the zone."""
    gone_us = max(0, wall_us - anchor.wall_us)
    return min(anchor.until_us, anchor.virtual_us + round(gone_us * anchor.speed))


def map_to_wall(anchor: ClockAnchor, zone_us: int) -> int:
    """Map a time in the zone to the instant of the wall clock at which it comes."""
    return anchor.wall_us + round((zone_us - anchor.virtual_us) / anchor.speed)


def tie(zone_name: str, run: str, *, virtual_us: int, speed: float, until_us: int) -> ClockAnchor:
    """Let the time of a demo zone run from this moment on.

    It begins at `virtual_us`, or where the same run had come before. Raises `OtherRun` where
    another run was written to the zone.
    """
    anchor = ClockAnchor.objects.filter(zone=zone_name).first()
    if anchor is None:
        anchor = ClockAnchor(zone=zone_name, run=run, seen_us=virtual_us)
    elif anchor.run != run:
        raise OtherRun(zone_name, anchor.run, run)
    anchor.wall_us = time.time_ns() // 1000
    anchor.virtual_us = max(virtual_us, anchor.seen_us)
    anchor.speed, anchor.until_us = speed, until_us
    anchor.save()
    _find_anchor.cache_clear()
    return anchor


def find_anchor(zone_name: str) -> ClockAnchor | None:
    """Find the anchor of a demo zone; the time of every other zone is the wall clock's."""
    if not zone_name.endswith(DEMO):
        return None
    return ClockAnchor.objects.filter(zone=zone_name).first()


def from_us(at_us: int) -> datetime:
    """Give microseconds since 1970 as a time in UTC, exact to the microsecond."""
    seconds, micros = divmod(at_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)


def _find_anchor_lately(zone_name: str) -> ClockAnchor | None:
    return _find_anchor(zone_name, int(time.monotonic() // ANCHOR_HOLDS_S))


@lru_cache(maxsize=64)
def _find_anchor(zone_name: str, _second: int) -> ClockAnchor | None:
    return find_anchor(zone_name)

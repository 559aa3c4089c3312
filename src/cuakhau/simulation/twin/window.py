"""The days that a run covers, and where an instant of a wall clock stands in it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Post, Service, Stream
from cuakhau.zone.hours import time_zone_of
from cuakhau.zone.types import Side
from cuakhau.zone.zone import Zone

HOUR_US, DAY_US = 3_600_000_000, 86_400_000_000
MIDNIGHT = time(0, 0)
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Window:
    """From midnight of `first_day` on, for `days` days of the zone."""

    zone: Zone
    twin: Twin
    first_day: date
    days: int
    spans: dict[tuple[str, ...], list[tuple[int, int]]] = field(default_factory=dict)  # kept

    @cached_property
    def posts_of(self) -> dict[str, list[Post]]:
        """Posts by the steps they serve, as these are written."""
        found: dict[str, list[Post]] = {}
        for post in self.twin.posts:
            for step in post.steps:
                found.setdefault(step, []).append(post)
        return found

    @cached_property
    def services_of(self) -> dict[str, list[Service]]:
        """Times of service by step."""
        found: dict[str, list[Service]] = {}
        for row in self.twin.services:
            found.setdefault(row.step, []).append(row)
        return found

    @cached_property
    def start(self) -> datetime:
        """The first midnight, in the zone's own time."""
        return datetime.combine(self.first_day, MIDNIGHT, time_zone_of(self.zone, "vn"))

    @property
    def start_us(self) -> int:
        """The start in microseconds since 1970 UTC."""
        return (self.start.astimezone(UTC) - _EPOCH) // _MICROSECOND

    @property
    def offset_min(self) -> int:
        """Minutes east of UTC at the start."""
        offset = self.start.utcoffset() or timedelta()
        return int(offset.total_seconds()) // 60

    @cached_property
    def length_us(self) -> int:
        """How long the run lasts."""
        return self.us(self.first_day + timedelta(days=self.days), MIDNIGHT, "vn")

    def zone_of(self, stream: Stream) -> Zone:
        """Give the zone on the first day of the run on which a stream comes."""
        return self.zone.at(max(self.first_day, stream.valid_from or self.first_day))

    def us(self, day: date, clock: time, side: Side) -> int:
        """Give the microseconds from the start to a wall time of a side."""
        wall = datetime.combine(day, clock, time_zone_of(self.zone, side))
        return (wall.astimezone(UTC) - self.start.astimezone(UTC)) // _MICROSECOND

    def list_days(self, around: int = 0) -> list[date]:
        """List the days of the run, and so many before and after."""
        return [self.first_day + timedelta(days=n) for n in range(-around, self.days + around)]

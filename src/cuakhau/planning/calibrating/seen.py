"""What a log shows of a zone: its whole days, its streams of vehicles, its visits as stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from cuakhau.movement.log import EventLog
from cuakhau.movement.times import local_day, local_time
from cuakhau.planning.calibrating.refusals import p61_log_has_a_day, refuse
from cuakhau.simulation.twin.types import Stream
from cuakhau.statistics.stays import Stays, read_stays
from cuakhau.statistics.stays.rows import UNKNOWN_US, Flags, Whole
from cuakhau.zone.zone import Zone

HOUR_US, DAY_US = 3_600_000_000, 86_400_000_000
NOON, EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class Kind:
    """What tells the vehicles of one stream from those of another."""

    procedure: str
    place: str
    goods: str | None
    vehicle_class: str | None


def is_kind_of(kind: Kind, stream: Stream) -> bool:
    """Tell whether vehicles of a kind are those of a stream."""
    told = (stream.procedure, stream.place, stream.goods, stream.vehicle_class)
    return told == (kind.procedure, kind.place, kind.goods, kind.vehicle_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A log as the fits need it. `hour` and `day` of an arrival count from midnight of the first
    whole day; arrivals outside the whole days have -1. `kind_of` is a place in `kinds`, or -1.
    """

    zone: Zone
    stays: Stays
    first_day: date
    days: int
    midnight_us: int
    day: Whole
    hour: Whole
    kinds: tuple[Kind, ...]
    kind_of: Whole

    @property
    def counted(self) -> Flags:
        """Which visits arrived on a whole day and have a kind."""
        counted: Flags = (self.day >= 0) & (self.kind_of >= 0)
        return counted

    @property
    def secret(self) -> frozenset[str]:
        """Steps of which only the agency that set them may know: nothing is told about them."""
        return frozenset(step.id for step in self.zone.steps if step.secret)

    def list_days(self) -> list[date]:
        """List the whole days."""
        return [self.first_day + timedelta(days=number) for number in range(self.days)]

    def hour_of_day(self, at_us: Whole) -> Whole:
        """Give the hour of the zone's day of some instants."""
        hours: Whole = (at_us - self.midnight_us) // HOUR_US % 24
        return hours


def see(zone: Zone, log: EventLog) -> Seen:
    """Read a log. Raises `FitRefused` P61.

    The first and the last day count as whole where the log begins before noon and ends after six
    in the evening. Zones of this program keep one offset the year round.
    """
    stays = read_stays(zone, log)
    arrived = np.flatnonzero(stays.is_counted & (stays.arrived_us != UNKNOWN_US))
    if not len(arrived):
        raise refuse(p61_log_has_a_day, zone=zone.name)
    begin_us = int(stays.arrived_us[arrived].min())
    end_us = int(stays.rows.at_us.max())
    first, last = local_day(zone, begin_us), local_day(zone, end_us)
    first += timedelta(days=int(local_time(zone, begin_us).hour >= NOON and first < last))
    last -= timedelta(days=int(local_time(zone, end_us).hour < EVENING and first < last))
    start = local_time(zone, begin_us)
    offset_us = int((start.utcoffset() or timedelta()).total_seconds()) * 1_000_000
    midnight_us = (first - date(1970, 1, 1)).days * DAY_US - offset_us
    days = (last - first).days + 1
    hour = np.full(len(stays), -1)
    hour[arrived] = (stays.arrived_us[arrived] - midnight_us) // HOUR_US
    outside = (hour < 0) | (hour >= days * 24)
    kinds, kind_of = _list_kinds(stays, arrived)
    return Seen(
        zone=zone,
        stays=stays,
        first_day=first,
        days=days,
        midnight_us=midnight_us,
        day=np.where(outside, -1, hour // 24),
        hour=np.where(outside, -1, hour),
        kinds=kinds,
        kind_of=kind_of,
    )


def _list_kinds(stays: Stays, arrived: Whole) -> tuple[tuple[Kind, ...], Whole]:
    words = (stays.procedure, stays.place, stays.goods, stays.vehicle_class)
    told = np.stack([word.codes[arrived] for word in words], axis=1)
    rows, number = np.unique(told, axis=0, return_inverse=True)
    kinds = []
    for codes in rows.tolist():
        procedure, place, goods, vehicle_class = (
            word.names[code] if code >= 0 else None for word, code in zip(words, codes, strict=True)
        )
        kinds.append(Kind(procedure or "", place or "", goods, vehicle_class))
    kind_of = np.full(len(stays), -1)
    kind_of[arrived] = number.reshape(-1)
    unknown = [at for at, kind in enumerate(kinds) if not (kind.procedure and kind.place)]
    kind_of[np.isin(kind_of, unknown)] = -1
    return tuple(kinds), kind_of


def list_sizes(seen: Seen) -> Iterator[tuple[int, Kind, int]]:
    """Give each kind with its number and how many arrived on the whole days, the most first."""
    counts = np.bincount(seen.kind_of[seen.counted], minlength=len(seen.kinds))
    for number in np.argsort(-counts, kind="stable").tolist():
        if counts[number]:
            yield number, seen.kinds[number], int(counts[number])

"""When the gates were closed on either side, by the calendars of the zone and the words of the log.

Hours that nobody published close nothing. Each side has its own wall clock: China's is an hour
ahead.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pyarrow.compute as pc

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog
from cuakhau.zone.bulletin.day import MICROS
from cuakhau.zone.hours import Passage, line_of, state_at, time_zone_of
from cuakhau.zone.types import Side
from cuakhau.zone.zone import Zone

Span = tuple[int, int]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
SIDES: tuple[Side, ...] = ("vn", "cn")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place, a side and a direction: what has hours of its own."""

    place: str
    side: Side
    direction: str


def list_closed(
    zone: Zone, log: EventLog, asked: Iterable[Calendar], since_us: int, until_us: int
) -> list[list[Span]]:
    """List for each calendar the spans in which it was known to be closed, sorted, not touching."""
    said = _list_said(log)
    return [
        _join([*_by_hours(zone, one, since_us, until_us), *_by_words(zone, one, said, until_us)])
        for one in asked
    ]


def _by_hours(zone: Zone, one: Calendar, since_us: int, until_us: int) -> Iterator[Span]:
    where = time_zone_of(zone, one.side)
    passage = Passage(direction="export" if one.direction == "export" else "import")
    turns = list(_list_turns(zone, one.side, since_us, until_us))
    since: int | None = None
    for at_us in (*turns, until_us):
        at = (_EPOCH + timedelta(microseconds=at_us)).astimezone(where)
        is_closed = (
            at_us < until_us and state_at(zone, one.place, one.side, at, passage).state == "closed"
        )
        if is_closed and since is None:
            since = at_us
        elif not is_closed and since is not None:
            yield since, at_us
            since = None


def _list_turns(zone: Zone, side: Side, since_us: int, until_us: int) -> Iterator[int]:
    """Give the instants at which a place of a side may open or close."""
    where = time_zone_of(zone, side)
    first, last = (
        (_EPOCH + timedelta(microseconds=at)).astimezone(where).date()
        for at in (since_us, until_us)
    )
    found = {since_us}
    for number in range((last - first).days + 2):
        day = first + number * _DAY
        for clock in _clocks(zone, side, day):
            at = datetime.combine(day, clock, where).astimezone(UTC)
            found.add(int((at - _EPOCH).total_seconds()) * MICROS)
    yield from sorted(at for at in found if since_us <= at < until_us)


def _clocks(zone: Zone, side: Side, day: date) -> set[time]:
    dated = zone.at(day)
    clocks = {time(0, 0)}
    for row in dated.hours:
        if row.side == side:
            clocks |= {row.opens, row.closes}
    for stop in dated.closures:
        if stop.side == side:
            clocks |= {at for at in (stop.daily_from, stop.daily_until) if at is not None}
    return clocks


def _list_said(log: EventLog) -> list[Event]:
    """List what was said of places: closed, opened, slowed, in order; voided rows left out."""
    table = log.table
    told = pc.equal(table["subject_kind"], "place")
    if not pc.any(told, min_count=0).as_py():
        return []
    rows = list(EventLog(log.zone, table.filter(told)).events())
    gone = {(row.subject, row.corrects) for row in rows if row.corrects is not None}
    kept = [r for r in rows if r.kind in ("closed", "opened", "slowed")]
    kept = [r for r in kept if (r.subject, r.seq) not in gone]
    return sorted(kept, key=lambda row: (row.happened_us, row.recorded_us, row.seq))


def _by_words(zone: Zone, one: Calendar, said: list[Event], until_us: int) -> Iterator[Span]:
    """Closed from the word on until the next one about the same place, side and direction."""
    line = line_of(zone, one.place)
    since: int | None = None
    for row in said:
        about = (None, one.side, one.direction, f"{one.side}/{one.direction}")
        if row.place not in line or row.step not in about or row.goods is not None:
            continue
        if row.kind == "closed" and since is None:
            since = row.happened_us
        elif row.kind != "closed" and since is not None:
            yield since, row.happened_us
            since = None
    if since is not None:
        yield since, until_us


def _join(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for since, until in sorted(spans):
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        elif until > since:
            joined.append((since, until))
    return joined


def pack(closed: list[list[Span]]) -> tuple[np.ndarray, ...]:
    """Write spans as arrays: first, last, since, until."""
    counts = np.array([len(spans) for spans in closed], np.int64)
    flat = [span for spans in closed for span in spans]
    ends = np.cumsum(counts)
    return (
        ends - counts,
        ends,
        np.array([since for since, _ in flat], np.int64),
        np.array([until for _, until in flat], np.int64),
    )

"""A published day made up again as single vehicles, so that its totals come out exactly.

    day = make_day(zone, counts, date(2024, 8, 22), seed=1)
    day.events, day.assumptions

What was printed holds exactly. Everything else is assumed and listed; every row says origin
`replay`. The same seed gives the same day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog, from_events
from cuakhau.simulation.replay.disorder import put_disorder
from cuakhau.simulation.replay.draft import DAY, MINUTE, Dice, Frame, events_of
from cuakhau.simulation.replay.places import Standing, count_at_start, number_rows, open_and_close
from cuakhau.simulation.replay.targets import Targets, find_targets
from cuakhau.simulation.replay.trips import Trips
from cuakhau.simulation.replay.work import Assumption
from cuakhau.zone.bulletin.day import MICROS
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

WRITTEN_AFTER_S = 40 * MINUTE  # rows of the day written after its cut-off


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedDay:
    """A day made up. `events` are in the order in which they were written."""

    zone: str
    day: date
    seed: int
    run: str
    events: tuple[Event, ...]
    targets: Targets
    assumptions: tuple[Assumption, ...]

    def log(self) -> EventLog:
        """Give the day as a log."""
        return from_events(self.zone, self.events)


def make_day(
    zone: Zone,
    counts: Iterable[PublishedCount],
    day: date,
    seed: int = 1,
    *,
    left: Standing | None = None,
) -> ReplayedDay:
    """Make up the vehicles of a published day. Raises `NotReplayed`.

    `left` tells what the log already has standing at the start, by (line, heading): it is taken
    out by count, since the day brings its own backlog.
    """
    targets = find_targets(zone, counts, day)
    dated = zone.at(day)
    run = name_run(day, seed)
    frame = _frame(zone, day, run)
    dice = Dice(seed, day.toordinal())
    trips = Trips(dated, targets, day, dice, cut_off_s=_cut_off_s(zone))
    visits = list(trips.make())
    last_s = _cut_off_s(zone) + WRITTEN_AFTER_S
    for made in visits:
        made.drafts = put_disorder(made.drafts, last_s=last_s, dice=dice)
    visits.sort(key=lambda made: made.declared_s)
    for number, made in zip(count(1), visits, strict=False):
        made.subject = f"r{seed}-{day:%Y%m%d}-{number:05d}"
    rows = [event for made in visits for event in events_of(made, frame)]
    evening = (day - timedelta(days=1), _cut_off_s(zone) - DAY)
    rows += number_rows(
        [
            *count_at_start(dated, frame, evening, trips.places, left or {}),
            *open_and_close(dated, frame, day, trips.openings),
        ]
    )
    return ReplayedDay(
        zone=zone.name,
        day=day,
        seed=seed,
        run=run,
        events=tuple(sorted(rows, key=lambda row: (row.recorded_us, row.subject, row.seq))),
        targets=targets,
        assumptions=(*targets.assumptions, *trips.assumptions, *_left(left)),
    )


def name_run(day: date, seed: int) -> str:
    """Name the replay of a day with a seed, as its rows do."""
    return f"replay-{day.isoformat()}-{seed}"


def list_assumptions(
    zone: Zone, counts: Iterable[PublishedCount], day: date
) -> tuple[Assumption, ...]:
    """List what a replay of a day has to assume, without making it up. Raises `NotReplayed`."""
    targets = find_targets(zone, counts, day)
    trips = Trips(zone.at(day), targets, day, Dice(0), cut_off_s=_cut_off_s(zone))
    return (*targets.assumptions, *trips.assumptions)


def flow(day: ReplayedDay) -> Iterator[tuple[int, Event]]:
    """Give the rows one by one with the instant at which each was written (microseconds UTC)."""
    for event in day.events:
        yield event.recorded_us, event


def _left(left: Standing | None) -> tuple[Assumption, ...]:
    number = sum((left or {}).values())
    return (Assumption("left", {"number": number}),) if number else ()


def _cut_off_s(zone: Zone) -> int:
    return (zone.day_ends.hour * 60 + zone.day_ends.minute) * MINUTE


def _frame(zone: Zone, day: date, run: str) -> Frame:
    midnight = datetime.combine(day, time(), ZoneInfo(zone.time_zone))
    offset = midnight.utcoffset() or timedelta()
    return Frame(
        zone=zone.name,
        run=run,
        midnight_us=int(midnight.timestamp()) * MICROS,
        offset_min=int(offset.total_seconds()) // 60,
    )

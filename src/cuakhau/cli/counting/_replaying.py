"""Writes a replayed day into a demo zone through the door of the desk, once.

The first replay of a zone also sets the zone's clock to the end of its day and counts its rows
with the player of `cuakhau up`, so the two go on from each other. A replay of a further day takes
out by count what the log still has standing from before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

import pyarrow.compute as pc

from cuakhau.journal import read, versions
from cuakhau.movement.event import canonical_bytes
from cuakhau.movement.log import EventLog
from cuakhau.server import clock, zones
from cuakhau.server.running import player
from cuakhau.simulation.replay import ReplayedDay, make_day, name_run
from cuakhau.simulation.replay.work import (
    not_replayed,
    r4_zone_is_demo,
    r5_day_is_replayed_once,
)
from cuakhau.statistics.bulletin import count_day
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.bulletin.headings import LEAVES, Heading
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

SLICE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Replayed:
    """A day that is in the log now, and how many of its rows were written by this act."""

    made: ReplayedDay
    written: int
    refused: int


def replay_into(zone: Zone, printed: tuple[PublishedCount, ...], day: date, seed: int) -> Replayed:
    """Replay a day into a demo zone. Raises `NotReplayed` R1 to R5."""
    if not zone.is_demo:
        raise not_replayed(r4_zone_is_demo, zone=zone.name)
    run, log = name_run(day, seed), read.log(zone.name)
    runs = {name for name in pc.unique(log.table["run"]).to_pylist() if name}
    for other in sorted(runs - {run}):
        if other.startswith(name_run(day, 0).removesuffix("0")):
            raise not_replayed(r5_day_is_replayed_once, zone=zone.name, day=day, run=other)
    versions.keep(zone, zones.files_of_zone(zone.name))
    anchor = clock.find_anchor(zone.name)
    if anchor is None or anchor.run == run:
        return _play_to_the_end(zone, make_day(zone, printed, day, seed))
    left = find_left(zone, log, day, run)
    return _append(zone, make_day(zone, printed, day, seed, left=left))


def find_left(zone: Zone, log: EventLog, day: date, run: str) -> Mapping[tuple[str, Heading], int]:
    """Find what other rows of the log have standing when the day begins."""
    others = log.table.filter(pc.fill_null(pc.not_equal(log.table["run"], run), True))  # noqa: FBT003
    evening = count_day(zone, EventLog(zone.name, others), day - timedelta(days=1))
    return {
        (line.line, leaf): number
        for line in evening.lines
        for leaf in LEAVES
        if (number := line.value("waiting", leaf))
    }


def _play_to_the_end(zone: Zone, made: ReplayedDay) -> Replayed:
    until_us = window_of(zone, made.day).until_us
    clock.tie(zone.name, made.run, virtual_us=until_us, speed=1.0, until_us=until_us)
    player.take_up(zone.name, digest_of(made))
    before = _count_rows(zone, made)
    player.play_due(zone, made.events, [event.recorded_us for event in made.events])
    after = _count_rows(zone, made)
    return Replayed(made, written=after - before, refused=len(made.events) - after)


def _count_rows(zone: Zone, made: ReplayedDay) -> int:
    rows = read.log(zone.name).table
    return int(pc.sum(pc.equal(rows["run"], made.run)).as_py() or 0)


def digest_of(made: ReplayedDay) -> str:
    """Digest the rows of a replay as `server.running.plan` does."""
    total = sha256()
    for event in made.events:
        total.update(canonical_bytes(event, event_id="", nonce=""))
    return total.hexdigest()[:16]


def _append(zone: Zone, made: ReplayedDay) -> Replayed:
    written = refused = 0
    for start in range(0, len(made.events), SLICE_ROWS):
        answer = player.append(zone, made.events[start : start + SLICE_ROWS], made.run, first=start)
        refused += len(answer.refused)
        written += 0 if answer.repeated else len(answer.appended)
    return Replayed(made, written, refused)

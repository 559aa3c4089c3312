"""What time alone brings about: calls run out, old drafts go, messages leave, runs are made.

One process beats for a zone at a time; the others find its lock taken. Each thing that a beat does
is done once by its own rows (a nonce, a lock, a day), so whatever ends a beat, the next goes on.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from django.db import close_old_connections

from cuakhau.accounts.people.demo import get_or_make
from cuakhau.journal.doorbell import Doorbell
from cuakhau.journal.store.connection import execute, fetch
from cuakhau.movement.times import local_day
from cuakhau.operations.actions import Signed
from cuakhau.operations.declare.drafts import keep
from cuakhau.operations.outbox.channels import SPOKEN, AnyChannel, open_channel
from cuakhau.operations.outbox.delivering import deliver
from cuakhau.operations.outbox.refusals import NotSent, v1_channel_has_a_gateway
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling.lapses import BY_ITSELF, lapse_due
from cuakhau.planning.clock.keeping import keep_due
from cuakhau.planning.demo import ask_examples
from cuakhau.planning.overlaps import keeping
from cuakhau.planning.runs import runner
from cuakhau.planning.runs.acts import count_waiting
from cuakhau.portfolio.directives.demo import fill_demo
from cuakhau.portfolio.directives.remembered import remember
from cuakhau.portfolio.directives.reminding import remind_due
from cuakhau.reports.leader.morning import write_morning
from cuakhau.server import clock, zones
from cuakhau.server.database.places import home_folder
from cuakhau.server.here import zone_now
from cuakhau.server.running.trading import take_due
from cuakhau.turnover.demo import seed
from cuakhau.turnover.reading.ready import make_ready
from cuakhau.turnover.store.practice.taking import take_practice
from cuakhau.zone.refusal import number_of
from cuakhau.zone.zone import Zone

# A beat a minute of the zone; where a replay runs fast, not more often than this.
LEAST_PAUSE_S, MOST_PAUSE_S = 5.0, 60.0
# Nobody waits for a beat; somebody waits for each page.
GIVES_WAY = 10
# A gateway that hangs costs ten seconds a message: between slices we look whether to stop.
SLICE, MOST_A_BEAT = 10, 600

log = logging.getLogger(__name__)


class Stopping(Protocol):
    """What says that it is time to end: a `threading.Event`."""

    def is_set(self) -> bool:
        """Tell whether somebody asked to stop."""
        ...

    def wait(self, timeout: float) -> bool:
        """Wait so many seconds, or until somebody asks to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Beat:
    """What a beat did: lapses written, drafts dropped, messages tried, runs of the twin that
    waited, periods of overlaps kept, facts of trade taken in and rolled up, days of the clock kept,
    directives written down. -1: that part broke.
    """

    lapsed: int
    dropped: int
    tried: int
    runs: int
    overlaps: int = field(default=0, compare=False)
    taken: int = 0
    rolled: int = field(default=0, compare=False)
    kept: int = field(default=0, compare=False)
    briefs: int = 0
    directives: int = field(default=0, compare=False)


def beat(zone: Zone, channels: Sequence[AnyChannel], stopping: Stopping) -> Beat | None:
    """Do what is due in a zone; `None` where another process is doing it."""
    with _alone(zone.name) as is_ours:
        if not is_ours:
            return None
        return Beat(
            directives=_try(zone, _look_after_directives),
            lapsed=_try(zone, _write_lapses),
            dropped=_try(zone, _drop_drafts),
            tried=_try(zone, lambda zone: _send(zone, channels, stopping)),
            runs=_try(zone, _make_runs),
            overlaps=_try(zone, _find_overlaps),
            taken=_try(zone, _take_trade),
            rolled=_try(zone, lambda zone: make_ready(zone, zone_now(zone.name))),
            briefs=_try(zone, lambda zone: write_morning(zone, zone_now(zone.name))),
            kept=_try(zone, lambda zone: keep_due(zone, zone_now(zone.name))),
        )


def keep_beating(served: Sequence[Zone], stopping: Stopping) -> None:
    """Beat for these zones each minute until it is time to stop."""
    ways = {zone.name: open_channels(zone) for zone in served}
    while not stopping.is_set():
        close_old_connections()
        for zone in served:
            _try(zone, lambda zone: bool(beat(zone, ways[zone.name], stopping)))
        stopping.wait(_pause_s(served))


def open_channels(zone: Zone) -> list[AnyChannel]:
    """Open the ways out of a zone: each gateway that is set; of a demo the file alone.

    Somebody who tries the demo may type a true phone, and must not ring it.
    """
    folder = home_folder() / "outbox"
    if zone.is_demo:
        return [open_channel("file", folder=folder)]
    opened = []
    for name in SPOKEN:
        try:
            opened.append(open_channel(name, folder=folder))
        except NotSent as refused:
            if refused.rule != number_of(v1_channel_has_a_gateway):
                log.error("nothing goes out by %s: %s", name, refused)
    return opened


def beat_in_process(names: Sequence[str]) -> None:
    """Be the process that beats, until SIGTERM."""
    os.nice(GIVES_WAY)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    doorbell = Doorbell()
    doorbell.start()
    keep_beating([zones.served()[name] for name in names], stopping)
    doorbell.stop()


@contextmanager
def _alone(zone_name: str) -> Iterator[bool]:
    """Hold the beat of a zone, if nobody does. The database lets go where we die."""
    key = f"cuakhau.beat.{zone_name}"
    [(is_ours,)] = fetch("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", [key])
    try:
        yield is_ours
    finally:
        if is_ours:
            execute("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key])


def _try(zone: Zone, part: Callable[[Zone], int]) -> int:
    try:
        return part(zone)
    except Exception:
        # The pages go on, and so do the other parts: the next beat may succeed.
        log.exception("a part of the beat of %s broke off", zone.name)
        return -1


def _write_lapses(zone: Zone) -> int:
    at = zone_now(zone.name)
    return len(lapse_due(zone, Signed(BY_ITSELF, at, "beat")))


def _drop_drafts(zone: Zone) -> int:
    return keep.purge(zone.name, local_day(zone, micros(zone_now(zone.name))))


def _make_runs(zone: Zone) -> int:
    """Make runs that wait and that no page makes; a demo that is replayed begins with some."""
    if clock.find_anchor(zone.name) is not None:
        person = get_or_make("board", zone, at=clock.wall_now())
        ask_examples(zone, by=person.username, at=zone_now(zone.name))
    waiting = count_waiting(zone.name)
    if waiting:
        runner.wake(clock.wall_now)
    return waiting


def _find_overlaps(zone: Zone) -> int:
    """Work out what agencies do twice, a few times a day."""
    return keeping.refresh(zone, zone_now(zone.name))


def _take_trade(zone: Zone) -> int:
    """Take in what is due of trade; a demo that is replayed begins with made-up lines."""
    if clock.find_anchor(zone.name) is not None:
        person = get_or_make("board", zone, at=clock.wall_now())
        seed(zone, by=person.username, at=zone_now(zone.name))
        take_practice(zone, by=person.username, at=zone_now(zone.name))
    return take_due(zone, zone_now(zone.name))


def _look_after_directives(zone: Zone) -> int:
    """Write down what the history told, and remind of what is due."""
    at = zone_now(zone.name)
    made = remember(zone, at=at)
    if clock.find_anchor(zone.name) is not None:
        person = get_or_make("board", zone, at=clock.wall_now())
        made += fill_demo(zone, by=person.username, at=at)
    return made + remind_due(zone, at=at)


def _send(zone: Zone, channels: Sequence[AnyChannel], stopping: Stopping) -> int:
    tried = 0
    while tried < MOST_A_BEAT and not stopping.is_set():
        done = deliver(zone.name, channels, at=zone_now(zone.name), most=SLICE)
        tried += len(done)
        if len(done) < SLICE:
            break
    return tried


def _pause_s(served: Sequence[Zone]) -> float:
    fastest = max((clock.pace(zone.name).speed for zone in served), default=1.0)
    return min(MOST_PAUSE_S, max(LEAST_PAUSE_S, MOST_PAUSE_S / fastest))

"""Plays a replay into a demo zone: each row when its time has come, by the same door as a desk.

Rows and the count of rows played are written in one transaction, so whatever ends the player, the
next one goes on with the next row.
"""

import logging
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date

from django.db import DatabaseError, close_old_connections, transaction

from cuakhau.journal.batch import BatchAnswer, append_batch
from cuakhau.journal.doorbell import Doorbell
from cuakhau.movement.event import Event
from cuakhau.operations.replayed import BY, keep_declarations
from cuakhau.server import clock
from cuakhau.server.models import ClockAnchor
from cuakhau.server.running.plan import build_plan, run_of
from cuakhau.zone.zone import Zone

MOST_ROWS = 2_000
TICK_S = 0.25
AGAIN_S = 2.0

log = logging.getLogger(__name__)


def play(
    zone: Zone,
    events: Sequence[Event],
    keep_on: Callable[[], bool],
    play_beside: Callable[[], bool] = lambda: False,
) -> None:
    """Play rows, sorted by `recorded_us`, from where the zone's clock and count stand.

    `play_beside` does a little of what else belongs to the day, and says whether there is more.
    """
    times = [event.recorded_us for event in events]
    while keep_on():
        close_old_connections()
        try:
            played, has_more = play_due(zone, events, times), play_beside()
            if played >= len(events) and not has_more:
                return
        except DatabaseError as trouble:
            log.warning("the replay waits for the database: %s", trouble)
            time.sleep(AGAIN_S)
            continue
        time.sleep(TICK_S)


def play_due(zone: Zone, events: Sequence[Event], times: Sequence[int]) -> int:
    """Append what has become due; give how many rows are played in all."""
    while True:
        with transaction.atomic():
            anchor = ClockAnchor.objects.select_for_update().get(zone=zone.name)
            now_us = clock.map_to_zone(anchor, time.time_ns() // 1000)
            # When the day is over, what was recorded late belongs to it too.
            due = len(events) if now_us >= anchor.until_us else bisect_right(times, now_us)
            until = min(due, anchor.played + MOST_ROWS)
            if until > anchor.played:
                rows = events[anchor.played : until]
                for one in append(zone, rows, anchor.run, first=anchor.played).refused:
                    log.error("row %d was refused: %s", anchor.played + one.row, one)
            anchor.played, anchor.seen_us = max(until, anchor.played), now_us
            anchor.save(update_fields=["played", "seen_us"])
        if anchor.played >= due:
            return anchor.played


def append(zone: Zone, rows: Sequence[Event], run: str, *, first: int) -> BatchAnswer:
    """Append rows of a replay, and what was declared of their visits.

    `first` counts the rows of the run before these.
    """
    at = clock.wall_now()
    with transaction.atomic():
        keep_declarations(zone, rows, at=at)
        return append_batch(zone, rows, nonce=f"{run}:{first}", by=BY, at=at, on_bad="keep_good")


def take_up(zone_name: str, digest: str) -> None:
    """Go on with this plan. Raises `OtherRun` where rows of another plan are in the log."""
    anchor = ClockAnchor.objects.get(zone=zone_name)
    if anchor.played and anchor.plan != digest:
        raise clock.OtherRun(zone_name, anchor.plan, digest)
    ClockAnchor.objects.filter(zone=zone_name).update(plan=digest)


def play_in_process(zone_name: str, day: str) -> None:
    """Be the process that plays a published day; ends when all of it is in the log."""
    plan = build_plan(zone_name, date.fromisoformat(day))
    try:
        take_up(zone_name, plan.digest)
    except clock.OtherRun as other:
        print(f"cuakhau: {other}", file=sys.stderr)  # noqa: T201 the terminal of `cuakhau up`
        return
    # Its libraries are those of most pages; nobody else who plays rows needs them.
    from cuakhau.operations.scenes.playing import open_programme

    programme = open_programme(plan.zone, date.fromisoformat(day), run_of(date.fromisoformat(day)))

    def play_scene() -> bool:
        programme.play_next(clock.now(zone_name), clock.wall_now())
        return not programme.is_over

    doorbell = Doorbell()
    doorbell.start()
    play(plan.zone, plan.events, lambda: True, play_scene)
    doorbell.stop()

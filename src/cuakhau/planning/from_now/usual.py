"""Who stands in a zone when a run begins on a day of which no log tells.

A zone is never empty at midnight: export lorries stay more than a day. So the days before are
simulated first, and whoever is then inside is there at the start. A scenario begins with what the
zone holds without it, as a change made tomorrow would.
"""

from datetime import date, timedelta
from functools import lru_cache

from cuakhau.planning.from_now.now import present_of
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.network.types import Present
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.zone import Zone

DAYS_BEFORE = 5
SEED = 0  # of the days before: what is there at the start is the same in every replication


def usual_start(zone: Zone, twin: Twin, first_day: date) -> tuple[Present, ...]:
    """Give who is in the zone at midnight of `first_day` after some days as usual.

    Raises `TwinMistakes` where the zone cannot be simulated in those days.
    """
    return _usual_start(zone, twin.digest, _Twin(twin), first_day)


class _Twin:
    """A twin that the cache does not compare: its digest stands beside it."""

    def __init__(self, twin: Twin) -> None:
        self.twin = twin

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Twin)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=16)
def _usual_start(zone: Zone, _digest: str, held: _Twin, first_day: date) -> tuple[Present, ...]:
    before = first_day - timedelta(days=DAYS_BEFORE)
    network = build_network(zone, held.twin, first_day=before, days=DAYS_BEFORE)
    log = _of_those_inside(log_of(run(network, seed=SEED, log="full"), run_id="before"))
    at_us = network.start_us + network.length_us
    today = build_network(zone, held.twin, first_day=first_day, days=1)
    return present_of(zone, held.twin, today, log, at_us, seed=SEED).present


def _of_those_inside(log: EventLog) -> EventLog:
    """Keep the rows of visits that have not ended: to fold the others takes most of the time."""

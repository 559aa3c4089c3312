"""Who stands in a zone when a run begins on a day of which no log tells.

A zone is never empty at midnight: export lorries stay more than a day. So the days before are
simulated as usual, and whoever is inside then is there at the start. A scenario begins with what
the zone holds without it, as a change made on that morning would.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from cuakhau.movement.log import EventLog
from cuakhau.movement.times import local_day
from cuakhau.planning.from_now.now import present_of
from cuakhau.planning.from_now.owed import add_owed
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.network.types import Network, Present
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.zone import Zone

DAYS_BEFORE = 5
SEED = 0  # of the days before: all replications and scenarios begin alike


@dataclass(frozen=True)
class Usual:
    """A zone and its twin without any scenario."""

    zone: Zone
    twin: Twin

    def __hash__(self) -> int:
        """The digests stand for all rows, so that this is a cheap key of caches."""
        return hash((self.zone.name, self.zone.version, self.twin.digest))

    def __eq__(self, other: object) -> bool:
        """Tell whether both are of the same content."""
        if not isinstance(other, Usual):
            return NotImplemented
        return (self.zone, self.twin.digest) == (other.zone, other.twin.digest)


def start_as_usual(usual: Usual, zone: Zone, twin: Twin, network: Network) -> Network:
    """Let a network begin with whoever is in the zone at that time after some days as usual.

    `zone` and `twin` are those of the network, `usual` without its scenario. Raises `TwinMistakes`
    where the zone cannot be simulated in the days before.
    """
    first_day = local_day(usual.zone, network.start_us)
    log, present = _stand_before(usual, first_day)
    if not _has_places_for(network, present):
        present = present_of(zone, twin, network, log, network.start_us, seed=SEED).present
    return replace(add_owed(network, present, SEED), present=present)


@lru_cache(maxsize=16)
def _stand_before(usual: Usual, first_day: date) -> tuple[EventLog, tuple[Present, ...]]:
    before = first_day - timedelta(days=DAYS_BEFORE)
    past = build_network(usual.zone, usual.twin, first_day=before, days=DAYS_BEFORE)
    log = log_of(run(past, seed=SEED, log="full"), run_id="before")
    today = build_network(usual.zone, usual.twin, first_day=first_day, days=1)
    here = present_of(usual.zone, usual.twin, today, log, today.start_us, seed=SEED)
    return log, here.present


def _has_places_for(network: Network, present: tuple[Present, ...]) -> bool:
    """Tell whether all stand at nodes that a network has; a scenario may have changed the ways."""
    nodes = {(flow.id, node.id): len(node.options) for flow in network.flows for node in flow.nodes}
    pools = {None, *(pool.id for pool in network.pools)}
    return all(
        one.pool in pools
        and all((one.flow, node) in nodes for node in one.nodes)
        and all(
            option < nodes[one.flow, node]
            for node, option in zip(one.nodes, one.options, strict=False)
        )
        for one in present
    )

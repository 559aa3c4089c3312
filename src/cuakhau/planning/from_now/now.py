"""From a zone, its twin and what is on record → a network that starts at this instant."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from cuakhau.movement.log import EventLog
from cuakhau.movement.times import local_day
from cuakhau.planning.from_now.clock import begins_of, start_at
from cuakhau.planning.from_now.known import cut, list_known
from cuakhau.planning.from_now.owed import add_owed
from cuakhau.planning.from_now.serving import (
    Override,
    apply_overrides,
    find_rates,
    list_overrides,
)
from cuakhau.planning.from_now.standing import Standing, place_all
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.zone import Zone

HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """A network that starts now, who stands in it, and whose hours gave way to a word."""

    network: Network
    standing: Standing
    overrides: tuple[Override, ...]

    @property
    def notes(self) -> Mapping[str, int]:
        """What was left out or taken as likely, by key of `note_texts.csv`; nothing with 0."""
        found: Counter[str] = Counter(one.reason for one in self.standing.unplaced)
        found.update(self.standing.notes)
        found.update(Counter(one.word for one in self.overrides))
        return {key: count for key, count in found.items() if count}


def network_now(
    zone: Zone, twin: Twin, log: EventLog, at_us: int, *, hours: int = 24, seed: int = 0
) -> Now:
    """Build what is run from `at_us` on, for `hours`; `seed` draws the rest of begun services.

    `zone` and `twin` may be changed by a scenario. Only rows on record at `at_us` are read. Raises
    `TwinMistakes` where the twin does not say how a vehicle gets through.
    """
    known = cut(log, at_us)
    first_day = local_day(zone, at_us)
    last_day = local_day(zone, at_us + hours * HOUR_US)
    days = (last_day - first_day).days + 1
    whole = build_network(zone, twin, first_day=first_day, days=days)
    used = _count_begun(whole, twin, known, at_us)
    network = start_at(whole, at_us, hours * HOUR_US, used)
    during = twin.during(first_day, days)
    said = list_overrides(zone, during, known, at_us)
    overrides = tuple(one for one in said if _matters(network, one))
    rates = find_rates(zone, during, known, at_us)
    network = apply_overrides(network, during, list(overrides), rates)
    standing = present_of(zone, twin, network, known, at_us, seed=seed)
    return Now(
        network=replace(add_owed(network, standing.present, seed), present=standing.present),
        standing=standing,
        overrides=overrides,
    )


def present_of(
    zone: Zone, twin: Twin, network: Network, log: EventLog, at_us: int, *, seed: int = 0
) -> Standing:
    """Find who is in the zone at an instant, at which node, for how long, and who is not placed."""
    return place_all(zone, network, list_known(zone, cut(log, at_us)), at_us, seed)


def _matters(network: Network, one: Override) -> bool:
    """Leave out a word that says what the hours say too."""
    return one.word != "open" or any(
        station.id == one.post and station.servers[0][1] == 0 for station in network.stations
    )


def _count_begun(network: Network, twin: Twin, log: EventLog, at_us: int) -> dict[str, int]:
    """Count the services of each post since the entry of its quota began that holds now."""
    after_us = at_us - network.start_us
    used = {}
    rows = log.only("visit").table
    steps = np.asarray(rows["step"].to_pylist(), dtype=object)
    happened = np.asarray(rows["happened_us"])
    for post in twin.posts:
        station = next((one for one in network.stations if one.id == post.id), None)
        if station is not None and station.quota:
            since_us = network.start_us + begins_of(station.quota, after_us)
            used[post.id] = int((np.isin(steps, post.steps) & (happened >= since_us)).sum())
    return used

"""A network that starts in the middle of a day: what is over is cut off, the rest is moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from cuakhau.simulation.network.types import (
    Arrivals,
    Flow,
    Network,
    Poisson,
    Slots,
    Station,
    Stop,
    Trace,
)

HOUR_US, DAY_HOURS = 3_600_000_000, 24
Steps = tuple[tuple[int, int], ...]


def start_at(network: Network, at_us: int, length_us: int, used: Mapping[str, int]) -> Network:
    """Start a network at an instant inside it, for `length_us`.

    `used` says how many services of a station's quota have begun already. Vehicles present are
    left out: they are found anew.
    """
    after_us = at_us - network.start_us
    return replace(
        network,
        start_us=at_us,
        length_us=length_us,
        stations=tuple(_station(one, after_us, used.get(one.id, 0)) for one in network.stations),
        flows=tuple(_flow(one, after_us, network.length_us) for one in network.flows),
        present=(),
        stops=tuple(_stops(network.stops, after_us, length_us)),
    )


def _stops(stops: Sequence[Stop], after_us: int, length_us: int) -> Iterator[Stop]:
    for one in stops:
        begin, end = max(one.from_us - after_us, 0), min(one.to_us - after_us, length_us)
        if begin < end:
            yield replace(one, from_us=begin, to_us=end)


def _station(station: Station, after_us: int, used: int) -> Station:
    quota = cut_steps(station.quota, after_us) if station.quota else ()
    if quota and quota[0][1] >= 0:
        quota = ((0, max(quota[0][1] - used, 0)), *quota[1:])
    return replace(station, servers=cut_steps(station.servers, after_us), quota=quota)


def cut_steps(steps: Sequence[tuple[int, int]], after_us: int) -> Steps:
    """Begin a calendar later: what held last holds from the beginning."""
    before = [number for at, number in steps if at <= after_us]
    later = [(at - after_us, number) for at, number in steps if at > after_us]
    return ((0, before[-1] if before else 0), *later)


def begins_of(steps: Sequence[tuple[int, int]], after_us: int) -> int:
    """Tell when the entry of a calendar that holds at an instant began."""
    return max((at for at, _ in steps if at <= after_us), default=0)


def _flow(flow: Flow, after_us: int, length_us: int) -> Flow:
    return replace(flow, arrivals=_arrivals(flow.arrivals, after_us, length_us))


def _arrivals(arrivals: Arrivals, after_us: int, length_us: int) -> Arrivals:
    if isinstance(arrivals, Poisson):
        return Poisson(per_hour=_cut_hours(arrivals, after_us, length_us))
    if isinstance(arrivals, Trace):
        return Trace(at_us=tuple(at - after_us for at in arrivals.at_us if at > after_us))
    if isinstance(arrivals, Slots):
        return replace(arrivals, at_us=tuple(a - after_us for a in arrivals.at_us if a > after_us))
    return arrivals


def _cut_hours(poisson: Poisson, after_us: int, length_us: int) -> tuple[float, ...]:
    """Hours of the run cut across hours of the clock: each takes its part of both."""
    hours = -(-length_us // HOUR_US)
    rate = np.resize(np.asarray(poisson.per_hour, float), hours)
    if poisson.day_factor:
        days = -(-hours // DAY_HOURS)
        rate = rate * np.repeat(np.resize(poisson.day_factor, days), DAY_HOURS)[:hours]
    whole, part = divmod(after_us, HOUR_US)
    share = part / HOUR_US
    later = np.append(rate[whole:], 0.0)
    mixed = (1 - share) * later[:-1] + share * later[1:]
    return tuple(float(one) for one in mixed) or (0.0,)

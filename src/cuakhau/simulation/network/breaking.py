"""Stops by chance, drawn for one run: by the seed and the name of the stop, whatever else is so."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from cuakhau.simulation.network.steps import Span, as_steps, combine
from cuakhau.simulation.network.types import Breaks, Network, Station, Stop


def draw_breaks(network: Network, seed: int) -> Network:
    """Take the stops of one run from who is on duty; the same network where nothing breaks."""
    if not any(station.breaks for station in network.stations):
        return network
    stations = tuple(_broken(one, network.length_us, seed) for one in network.stations)
    drawn = (stop for one in network.stations for stop in _list_stops(one, network.length_us, seed))
    stops = sorted((*network.stops, *drawn), key=lambda one: (one.from_us, one.to_us, one.post))
    return replace(network, stations=stations, stops=tuple(stops))


def _list_stops(station: Station, length_us: int, seed: int) -> Iterator[Stop]:
    for one in station.breaks:
        for begin, end in list_spans(one, length_us, seed):
            yield Stop(
                kind="breakdown",
                at=one.at,
                post=station.id,
                reason=one.reason,
                servers=one.servers,
                from_us=begin,
                to_us=end,
            )


def _broken(station: Station, length_us: int, seed: int) -> Station:
    if not station.breaks:
        return station
    all_of_them = max(number for _, number in station.servers)
    stopped = [
        as_steps(
            list_spans(one, length_us, seed), all_of_them if one.servers is None else one.servers
        )
        for one in station.breaks
    ]
    servers = combine([list(station.servers), *stopped], lambda now: max(now[0] - sum(now[1:]), 0))
    return replace(station, servers=tuple(servers), breaks=())


def list_spans(breaks: Breaks, length_us: int, seed: int) -> Iterator[Span]:
    """Draw from when until when it is stopped; the n-th stop is the same in a run of any length."""
    at_us, number = 0, 0
    while True:
        luck = Random(f"{seed}/{breaks.id}/{number}")  # noqa: S311 a simulation, not a secret
        begin = at_us + round(luck.expovariate(1 / breaks.between_us))
        if begin >= length_us:
            return
        at_us = begin + round(luck.expovariate(1 / breaks.lasts_us))
        if at_us > begin:
            yield begin, min(at_us, length_us)
        number += 1

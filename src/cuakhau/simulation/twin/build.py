"""Zone and twin → the network that the kernel runs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cuakhau.simulation.network.types import Network, Pool, Present, Station
from cuakhau.simulation.twin.calendar import (
    NoHours,
    count_on_duty,
    list_breaks,
    list_quota,
    list_stops,
)
from cuakhau.simulation.twin.mistakes import TwinMistakes, in_order, mistake_of
from cuakhau.simulation.twin.pools import pool_of_road, pools_of_yard
from cuakhau.simulation.twin.rules.ways import WAYS
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Post, Stream
from cuakhau.simulation.twin.way.flow import make_flow
from cuakhau.simulation.twin.way.lacking import Lacking
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.zone import Zone

WEEK = 7


def build_network(
    zone: Zone,
    twin: Twin,
    *,
    first_day: date,
    days: int,
    present: tuple[Present, ...] = (),
) -> Network:
    """Build the network of a zone from midnight of `first_day` on, for `days` days.

    Raises `TwinMistakes` where the twin does not say how a vehicle gets through.
    """
    made, lacking = _try_network(Window(zone, twin.during(first_day, days), first_day, days))
    if lacking:
        faults = [mistake_of(rule, fault) for rule in WAYS for fault in rule(lacking)]
        raise TwinMistakes(zone.name, in_order(faults))
    return replace(made, present=present)


def list_lacking(zone: Zone, twin: Twin, *, first_day: date) -> list[Lacking]:
    """List what the twin does not say and a run of the week from `first_day` on would need."""
    return _try_network(Window(zone, twin.during(first_day, WEEK), first_day, WEEK))[1]


def _try_network(window: Window) -> tuple[Network, list[Lacking]]:
    lacking = [one for stream in window.twin.streams for one in _not_in_force(window, stream)]
    absent = {one.who for one in lacking}
    streams = [stream for stream in window.twin.streams if stream.id not in absent]
    flows = tuple(make_flow(window, stream, lacking) for stream in streams)
    used = {option.at for flow in flows for node in flow.nodes for option in node.options}
    posts = [post for post in window.twin.posts if post.id in used]
    stations = tuple(_station(window, post, lacking) for post in posts)
    network = Network(
        zone=window.zone.name,
        start_us=window.start_us,
        offset_min=window.offset_min,
        length_us=window.length_us,
        stations=stations,
        pools=_pools(window, streams),
        flows=flows,
        stops=list_stops(window),
    )
    lacking += _never_served(window, network)
    return network, lacking


def _not_in_force(window: Window, stream: Stream) -> Iterator[Lacking]:
    """List what a stream names and the zone does not have at that time."""
    dated = window.zone_of(stream)
    if stream.procedure not in dated.procedure_by_id:
        yield Lacking(stream.id, stream.procedure, "row")
    for place in (stream.place, *stream.yards, *stream.buffer):
        if place not in dated.places:
            yield Lacking(stream.id, place, "row")


def _never_served(window: Window, network: Network) -> Iterator[Lacking]:
    """List the steps of which no post is ever on duty, whatever is closed in these days."""
    idle = {s.id for s in network.stations if not any(number for _, number in s.servers)}
    posts = {post.id: post for post in window.twin.posts}
    dead = {name for name in idle if not _opens_ever(window, posts[name])}
    for flow in network.flows:
        for node in flow.nodes:
            served_by = {option.at for option in node.options}
            if node.op == "serve" and served_by <= dead:
                for name in sorted(served_by):
                    yield Lacking(name, posts[name].place or posts[name].places[0], "open")


def _opens_ever(window: Window, post: Post) -> bool:
    always = replace(window.zone, closures=(), version=f"{window.zone.version}/open")
    week = Window(always, replace(window.twin, stops=()), window.first_day, WEEK)
    try:
        return any(number for _, number in count_on_duty(week, post))
    except NoHours:  # told of already
        return True


def _station(window: Window, post: Post, lacking: list[Lacking]) -> Station:
    place = post.place or post.places[0]
    try:
        servers = tuple(count_on_duty(window, post))
    except NoHours:
        servers = ((0, 0),)
        lacking.append(Lacking(post.id, place, "hours"))
    return Station(
        id=post.id,
        servers=servers,
        quota=list_quota(window, post),
        breaks=list_breaks(window, post),
    )


def _pools(window: Window, streams: list[Stream]) -> tuple[Pool, ...]:
    places = dict.fromkeys(stream.place for stream in streams)
    pools = [pool_of_road(window, place) for place in places]
    pools += [
        pool
        for stream in streams
        for yard in (*stream.buffer, *(stream.yards or (stream.place,)))
        for pool in pools_of_yard(window, stream, yard)
    ]
    return tuple({pool.id: pool for pool in pools}.values())

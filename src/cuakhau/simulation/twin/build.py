"""Zone and twin → the network that the kernel runs."""

from datetime import date

from cuakhau.simulation.network.types import Network, Pool, Present, Station
from cuakhau.simulation.twin.calendar import NoHours, count_on_duty, list_quota
from cuakhau.simulation.twin.mistakes import TwinMistakes, in_order, mistake_of
from cuakhau.simulation.twin.pools import pools_of_yard, road_to
from cuakhau.simulation.twin.rules.ways import WAYS
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Post, Stream
from cuakhau.simulation.twin.way.flow import make_flow
from cuakhau.simulation.twin.way.lacking import Lacking
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.zone import Zone


def build_network(
    zone: Zone,
    twin: Twin,
    *,
    first_day: date,
    days: int,
    present: tuple[Present, ...] = (),
    seed: int = 0,
) -> Network:
    """Build the network of a zone from midnight of `first_day` on, for `days` days.

    `seed` draws only the stops of posts that come by chance. Raises `TwinMistakes` where the twin
    does not say how a vehicle gets through.
    """
    window = Window(zone, twin.during(first_day, days), first_day, days, seed)
    streams = list(window.twin.streams)
    lacking: list[Lacking] = []
    flows = tuple(make_flow(window, stream, lacking) for stream in streams)
    used = {option.at for flow in flows for node in flow.nodes for option in node.options}
    posts = [post for post in window.twin.posts if post.id in used]
    stations = tuple(_station(window, post, lacking) for post in posts)
    if lacking:
        faults = [mistake_of(rule, fault) for rule in WAYS for fault in rule(lacking)]
        raise TwinMistakes(zone.name, in_order(faults))
    return Network(
        zone=zone.name,
        start_us=window.start_us,
        offset_min=window.offset_min,
        length_us=window.length_us,
        stations=stations,
        pools=_pools(window, streams),
        flows=flows,
        present=present,
    )


def _station(window: Window, post: Post, lacking: list[Lacking]) -> Station:
    place = post.place or post.places[0]
    try:
        servers = tuple(count_on_duty(window, post))
    except NoHours:
        servers = ((0, 0),)
        lacking.append(Lacking(post.id, place, "hours"))
    return Station(id=post.id, servers=servers, quota=list_quota(window, post))


def _pools(window: Window, streams: list[Stream]) -> tuple[Pool, ...]:
    roads = dict.fromkeys(road_to(stream.place) for stream in streams)
    pools = [Pool(id=road, yard=road) for road in roads]
    pools += [
        pool
        for stream in streams
        for yard in (*stream.buffer, *(stream.yards or (stream.place,)))
        for pool in pools_of_yard(window, stream, yard)
    ]
    return tuple({pool.id: pool for pool in pools}.values())

"""Which posts and streams a change is about."""

from cuakhau.simulation.scenario.types import Demand, Quota, Reroute, Servers, SlotsChange
from cuakhau.simulation.twin.goods import list_kinds
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import ANY, Post, Stream
from cuakhau.zone.zone import Zone


def places_within(zone: Zone, place: str) -> set[str]:
    """Give a place and all that belongs to it, at any date."""
    around = [(row.id, row.gate) for row in zone.routes]
    around += [(row.id, row.gate) for row in zone.yards]
    around += [(row.id, row.route) for row in zone.lanes]
    found, known = {place}, 0
    while len(found) > known:
        known = len(found)
        found |= {inner for inner, outer in around if outer in found}
    return found


def posts_of(zone: Zone, twin: Twin, change: Servers | Quota) -> tuple[Post, ...]:
    """List the posts that a change names, by their id or by step and place."""
    if change.post is not None:
        return tuple(post for post in twin.posts if post.id == change.post)
    serving = [
        post
        for post in twin.posts
        if change.step in {step.partition("/")[0] for step in post.steps}
    ]
    if change.place is None:
        return tuple(serving)
    outer = {row.id: row.gate for row in zone.routes}.get(change.place, ANY)
    for around in (places_within(zone, change.place), {outer}, {ANY}):
        found = tuple(post for post in serving if around & set(post.places))
        if found:
            return found
    return ()


def streams_of(
    zone: Zone, twin: Twin, change: Demand | SlotsChange | Reroute
) -> tuple[Stream, ...]:
    """List the streams that a change is about; goods within others are of those too."""
    around = places_within(zone, change.place) if change.place else None
    stream = getattr(change, "stream", None)
    direction = getattr(change, "direction", None)
    directions = {row.id: row.direction for row in zone.procedures}
    return tuple(
        one
        for one in twin.streams
        if stream in (None, one.id)
        and (around is None or one.place in around)
        and change.procedure in (None, one.procedure)
        and direction in (None, directions.get(one.procedure))
        and (change.goods is None or change.goods in list_kinds(zone, one.goods))
    )

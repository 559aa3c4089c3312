"""The stops that are known before a run: closures of the zone, planned stops of the twin."""

from collections.abc import Iterator
from datetime import date

from cuakhau.simulation.network.types import Stop
from cuakhau.simulation.twin.calendar import list_planned, span_of_closure
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.hours import ANY
from cuakhau.zone.types import Closure


def list_stops(window: Window) -> tuple[Stop, ...]:
    """List them over the run, in order; a closure that goes on over midnight is one stop."""
    found = [*_closures(window), *_of_posts(window)]
    return tuple(sorted(found, key=lambda one: (one.from_us, one.to_us, one.at, one.side)))


def _of_posts(window: Window) -> Iterator[Stop]:
    places = {post.id: post.place or post.places[0] for post in window.twin.posts}
    for stop in window.twin.stops:
        for begin, end in list_planned(window, stop):
            yield Stop(
                kind="planned",
                at=places.get(stop.post, ANY),
                post=stop.post,
                reason=stop.reason,
                servers=stop.servers,
                from_us=begin,
                to_us=end,
            )


def _closures(window: Window) -> Iterator[Stop]:
    days: dict[Closure, list[date]] = {}
    for day in window.list_days(around=1):
        for one in window.zone.at(day).closures:
            days.setdefault(one, []).append(day)
    for one, its_days in days.items():
        joined: list[tuple[int, int]] = []
        for begin, end in (span_of_closure(window, one, day) for day in its_days):
            if joined and begin <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((begin, end))
        for begin, end in joined:
            if end > 0 and begin < window.length_us:
                yield Stop(
                    kind="closure",
                    at=one.place,
                    side=one.side,
                    reason=one.reason,
                    goods=one.goods,
                    direction=one.direction,
                    from_us=max(begin, 0),
                    to_us=min(end, window.length_us),
                )

"""What is open, closed or slowed now, by the word of people: it comes before the hours."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from cuakhau.movement.log import EventLog
from cuakhau.movement.place import PlaceState, fold, place_and_month
from cuakhau.simulation.network.types import Network, Station
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Post
from cuakhau.statistics.live.places import DIRECTIONS, Serving, serve
from cuakhau.zone.zone import Zone

HOUR_US = 3_600_000_000
Months = dict[str, list[PlaceState]]


@dataclass(frozen=True, slots=True)
class Override:
    """A post whose calendar gives way to what was said of a place on a side."""

    post: str
    place: str
    side: str
    word: Literal["open", "closed", "slowed"]
    until_us: int | None = None  # from the start of the run; `None`: until the hours change


def list_months(log: EventLog) -> Months:
    """Fold what was said of each place, month by month."""
    found: Months = {}
    for subject, events in groupby(log.only("place").events(), key=lambda event: event.subject):
        place, _ = place_and_month(subject)
        found.setdefault(place, []).append(fold(log.zone, subject, list(events)))
    return found


def list_overrides(zone: Zone, twin: Twin, log: EventLog, at_us: int) -> Iterator[Override]:
    """List the posts whose place was said to be closed, slowed or open beyond its hours.

    A word about one direction alone moves no post that serves both.
    """
    months = list_months(log)
    for post in twin.posts if months else ():
        place = post.place or post.places[0]
        for side in post.follows:
            found = [serve(zone, months, place, (side, way), at_us) for way in DIRECTIONS]
            words = {one.word for one in found}
            if len(words) == 1 and all(_was_said(one) for one in found):
                yield _override(post, place, side, found[0], at_us)


def _was_said(serving: Serving) -> bool:
    return serving.basis in ("said", "notice") and serving.word != "unknown"


def _override(post: Post, place: str, side: str, said: Serving, at_us: int) -> Override:
    until_us = None if said.until_us is None else max(said.until_us - at_us, 0)
    return Override(post.id, said.said_of or place, side, said.word, until_us)  # type: ignore[arg-type]


def apply_overrides(
    network: Network, twin: Twin, overrides: list[Override], rates: dict[str, int]
) -> Network:
    """Let closed posts stand still, open ones work, and slowed ones begin so many an hour.

    Where nobody said until when, closed holds until the hours next close and open again.
    """
    posts = {post.id: post for post in twin.posts}
    by_post = {one.post: one for one in sorted(overrides, key=lambda one: one.word == "closed")}
    return replace(
        network,
        stations=tuple(
            _changed(one, by_post[one.id], posts[one.id], rates.get(one.id))
            if one.id in by_post
            else one
            for one in network.stations
        ),
    )


def _changed(station: Station, said: Override, post: Post, rate: int | None) -> Station:
    now = station.servers[0][1]
    if said.word == "closed":
        return replace(station, servers=_closed(station.servers, said.until_us))
    if said.word == "open" and now == 0:
        return replace(station, servers=((0, post.servers), *station.servers[1:]))
    if said.word == "slowed" and rate is not None:
        end_us = said.until_us or next((at for at, n in station.servers[1:] if n == 0), HOUR_US)
        hours = tuple((at, rate) for at in range(0, end_us, HOUR_US))
        later = tuple((at, n) for at, n in station.quota if at >= end_us) or ((end_us, -1),)
        return replace(station, quota=(*hours, *later))
    return station


def _closed(
    servers: tuple[tuple[int, int], ...], until_us: int | None
) -> tuple[tuple[int, int], ...]:
    if until_us is None:
        shut = [at for at, number in servers[1:] if number == 0]
        later = tuple(one for one in servers if shut and one[0] > shut[0])
        return ((0, 0), *later)
    before = [number for at, number in servers if at <= until_us]
    later = tuple(one for one in servers if one[0] > until_us)
    return ((0, 0), (until_us, before[-1]), *later) if until_us else servers


def find_rates(zone: Zone, twin: Twin, log: EventLog, at_us: int) -> dict[str, int]:
    """Give the vehicles an hour that slowed posts are said to take."""
    months, rates = list_months(log), dict[str, int]()
    for post in twin.posts if months else ():
        place = post.place or post.places[0]
        for side in post.follows:
            for way in DIRECTIONS:
                said = serve(zone, months, place, (side, way), at_us)
                if said.word == "slowed" and said.rate_per_h is not None:
                    rates[post.id] = min(said.rate_per_h, rates.get(post.id, said.rate_per_h))
    return rates

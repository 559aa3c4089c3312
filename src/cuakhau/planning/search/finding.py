"""Which levers a zone has: parts of the day of its posts, places of yards, hours, slots."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cuakhau.planning.search.fluid.expected import on_duty
from cuakhau.planning.search.ground import MIDNIGHT_H, SIDES, Ground, gates_of, yard_row_of
from cuakhau.planning.search.lever import SHIFT_H, Kind, Lever
from cuakhau.planning.search.prices import Prices
from cuakhau.planning.search.refusals import (
    p82_a_price_is_known,
    p85_there_is_something_to_turn,
    p86_slots_are_booked,
    refuse,
)
from cuakhau.simulation.network.types import Pool, Station
from cuakhau.simulation.twin.types import Stream
from cuakhau.simulation.twin.window import HOUR_US

PARTS_OF_DAY = ((0, 6), (6, 10), (10, 14), (14, 18), (18, 22), (22, 24))
LONGER_H = 4  # a gate stays open so much longer at most
SLOT_UNITS = 100  # slots are moved by hundredths of the day's


@dataclass(frozen=True, slots=True)
class Search:
    """What may be turned, and what it costs."""

    kinds: tuple[Kind, ...]
    prices: Prices


def find_levers(ground: Ground, search: Search) -> tuple[Lever, ...]:
    """List the levers of some kinds. Raises `PlanRefused` where a price is missing or nothing is
    there to turn.
    """
    found = [*_posts(ground, search)]
    if "places" in search.kinds:
        found += _places(ground, search)
    if "opening" in search.kinds:
        found += _openings(ground, search)
    if "slots" in search.kinds:
        found += _slots(ground)
    if not found:
        raise refuse(
            p85_there_is_something_to_turn, zone=ground.zone.name, asked=", ".join(search.kinds)
        )
    return tuple(found)


def _price(ground: Ground, search: Search, kind: str, target: str) -> int:
    found = search.prices.find(kind, target)
    if found is None:
        raise refuse(
            p82_a_price_is_known, zone=ground.zone.name, kind=kind, what=f"{kind} ({target})"
        )
    return found


def _posts(ground: Ground, search: Search) -> Iterator[Lever]:
    """Posts with a price for lanes are lanes, all others are officers."""
    for station in ground.today.stations:
        post = ground.post_by_id[station.id]
        lanes = ("lane_hour", post.id) in search.prices.vnd
        kind: Kind = "lanes" if lanes else "officers"
        if kind not in search.kinds:
            continue
        vnd = _price(ground, search, "lane_hour" if lanes else "officer_hour", post.id)
        for hours, most, open_h in _parts(ground, station):
            yield Lever(
                id=f"{post.id}/{hours[0]:02}-{hours[1]:02}",
                kind=kind,
                target=post.id,
                low=min(1, most),
                high=most + max(2, most),
                today=most,
                vnd=round(vnd * open_h),
                people=open_h / SHIFT_H,
                agency=post.agency,
                hours=hours,
                step=max(1, most // 10),
            )


def _parts(ground: Ground, station: Station) -> Iterator[tuple[tuple[int, int], int, float]]:
    """Give the parts of the day in which a post works: how many at most, and hours a day."""
    edges = np.arange(0, ground.window.length_us + HOUR_US, HOUR_US)
    open_s = on_duty(
        Station(id="", servers=tuple((at, min(n, 1)) for at, n in station.servers)), edges
    )
    hour = np.arange(len(open_s)) % 24
    for first, last in PARTS_OF_DAY:
        within = (hour >= first) & (hour < last)
        open_h = float(open_s[within].sum()) / 3600 / ground.days
        if open_h > 0:
            yield (first, last), _most(station, first, last), open_h


def _most(station: Station, first: int, last: int) -> int:
    ends = [*(at for at, _ in station.servers[1:]), 2**62]
    most = 0
    for (begin, number), end in zip(station.servers, ends, strict=True):
        begin_h = begin / HOUR_US % 24
        length_h = (end - begin) / HOUR_US
        if length_h >= 24 or begin_h < last and begin_h + length_h > first or (
            begin_h + length_h - 24 > first
        ):  # fmt: skip
            most = max(most, number)
    return most


def _places(ground: Ground, search: Search) -> Iterator[Lever]:
    for pool in ground.today.pools:
        if pool.places is None or yard_row_of(ground, pool) is None:
            continue
        vnd = _price(ground, search, "place_day", pool.yard)
        step = max(1, pool.places // 20)
        yield Lever(
            id=f"{pool.id}/places",
            kind="places",
            target=pool.id,
            low=_least_places(ground, pool),
            high=pool.places * 2,
            today=pool.places,
            vnd=vnd,
            step=step,
        )


def _least_places(ground: Ground, pool: Pool) -> int:
    """Places are never torn up; where a yard is divided among classes, half may change hands."""
    others = [one for one in ground.today.pools if one.yard == pool.yard]
    return (pool.places or 0) // 2 if len(others) > 1 else pool.places or 0


def _openings(ground: Ground, search: Search) -> Iterator[Lever]:
    """Both sides of a gate work longer in the evening, so that vehicles can go on over there."""
    for gate in gates_of(ground):
        spans = [ground.hours_of(gate, side) for side in SIDES]
        closes = [span[1] for span in spans if span is not None]
        longer = min(LONGER_H, int(MIDNIGHT_H - max(closes, default=MIDNIGHT_H)))
        if len(closes) == len(SIDES) and longer >= 1:
            yield Lever(
                id=f"{gate}/open",
                kind="opening",
                target=gate,
                low=0,
                high=longer,
                today=0,
                vnd=_price(ground, search, "opening_hour", gate),
            )


def _slots(ground: Ground) -> Iterator[Lever]:
    booked = [stream for stream in ground.window.twin.streams if stream.booked]
    if not booked:
        raise refuse(p86_slots_are_booked, zone=ground.zone.name)
    for stream in booked:
        yield from _slots_of(ground, stream)


def _slots_of(ground: Ground, stream: Stream) -> Iterator[Lever]:
    profiles = {profile.id: profile for profile in ground.window.twin.profiles}
    profile = profiles.get(stream.profile or "")
    hours = profile.hours if profile else (1.0,) * 24
    for first, last in PARTS_OF_DAY:
        today = round(SLOT_UNITS * sum(hours[first:last]) / sum(hours))
        yield Lever(
            id=f"{stream.id}/{first:02}-{last:02}",
            kind="slots",
            target=stream.id,
            low=0,
            high=SLOT_UNITS,
            today=today,
            hours=(first, last),
            share=stream.id,
            step=5,
        )

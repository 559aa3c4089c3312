"""How many officers serve at a post: all of them, whenever a vehicle waits while they serve.

At each instant the number that serve at once is known. While vehicles wait for the post, that is
the number on duty; without waits one knows only that there are at least so many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

import numpy as np

from cuakhau.planning.calibrating.fitted import Fitted, PostFit, Unknown
from cuakhau.planning.calibrating.seen import HOUR_US, Kind, Seen
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Post, Shift, Stream
from cuakhau.simulation.twin.way.services import posts_for
from cuakhau.simulation.twin.window import Window
from cuakhau.statistics.stays.rows import NO_WORD, Flags, Whole

RARE = 0.002  # of the time that anybody serves: who is served beyond the end of a shift
ENOUGH = 10  # vehicles that were taken the moment another was done
ENOUGH_H = 2.0  # of waiting, to tell how many serve
MOST = 512  # officers at one post


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts with their officers, and what was found out about them."""

    posts: tuple[Post, ...]
    fits: tuple[PostFit, ...]
    rows: tuple[Fitted, ...]
    unknown: tuple[Unknown, ...]


def fit_officers(seen: Seen, base: Twin) -> Posts:
    """Fit the officers of each post of `base` that served anybody."""
    by_id = {post.id: post for post in base.posts}
    posts, fits, rows = dict(by_id), list[PostFit](), list[Fitted]()
    unknown: list[Unknown] = []
    for names, mask in _find_posts(seen, base):
        load = _measure(seen, mask)
        for name, part in _share_out(load.servers, [by_id[name] for name in names]):
            found = replace(load, post=name, servers=part)
            posts[name] = _post(by_id[name], found)
            fits.append(found)
            rows.append(
                Fitted(table="post", name=name, measure="servers", value=part, low=part,
                       high=part if found.is_full else None, count=int(mask.sum()),
                       is_bound=not found.is_full)
            )  # fmt: skip
            if not found.is_full:
                unknown.append(Unknown("officers_at_least", {"post": name, "servers": part}))
        if len(names) > 1:
            unknown.append(Unknown("officers_shared", {"posts": " + ".join(names)}))
    silent = {post.id for post in base.posts} - {fit.post for fit in fits}
    unknown += [Unknown("officers_no_start", {"post": name}) for name in sorted(silent)]
    unknown += [
        Unknown("other_side", {}) for _ in [post for post in base.posts if "cn" in post.follows][:1]
    ]
    return Posts(tuple(posts.values()), tuple(fits), tuple(rows), tuple(unknown))


def _find_posts(seen: Seen, base: Twin) -> Iterator[tuple[tuple[str, ...], Flags]]:
    """Give each set of posts that cannot be told apart, with the services they gave."""
    services, stays = seen.stays.services, seen.stays
    yard = _yard_of(seen)
    window = Window(seen.zone, base, seen.first_day, 1)
    key = np.stack(
        [seen.kind_of[services.visit], services.step.codes, yard[services.visit]], axis=1
    )
    lifted = (key + 1) @ np.array([1_000_000, 1_000, 1])
    _, first, number = np.unique(lifted, return_index=True, return_inverse=True)
    names = [_name_posts(window, seen, *key[at].tolist()) for at in first.tolist()]
    known = stays.is_counted[services.visit]
    for posts in sorted({name for name in names if name}):
        these = np.array([name == posts for name in names])
        yield posts, these[number] & known


def _name_posts(window: Window, seen: Seen, kind: int, step: int, yard: int) -> tuple[str, ...]:
    if kind < 0 or step == NO_WORD:
        return ()
    names = seen.stays.rows
    stream = _stream_of(seen.kinds[kind])
    here = names.place.names[yard] if yard >= 0 else None
    posts = posts_for(window, stream, names.step.names[step], here)
    return tuple(post.id for post in posts)


def _stream_of(kind: Kind) -> Stream:
    return Stream(
        id="", procedure=kind.procedure, place=kind.place, goods=kind.goods,
        vehicle_class=kind.vehicle_class, per_day=0.0,
    )  # fmt: skip


def _yard_of(seen: Seen) -> Whole:
    """The yard in which each visit stood last; its steps before it were served elsewhere, by
    posts that no yard has.
    """
    rows = seen.stays.rows
    yards = {yard.id for yard in seen.zone.yards}
    inside = np.flatnonzero(rows.place.are(*yards) & rows.kind.are("confirmed", "moved"))
    found = np.full(len(seen.stays), NO_WORD, np.int64)
    found[rows.visit[inside]] = rows.place.codes[inside]
    return found


def _measure(seen: Seen, mask: Flags) -> PostFit:
    """Find from the times at which services began and ended how many served at once."""
    services = seen.stays.services
    start_us, end_us = services.started_us[mask], services.ended_us[mask]
    waited = mask & (services.idle_us > 0)
    ticks = seen.midnight_us + HOUR_US * np.arange(seen.days * 24 + 1)
    at_us = np.concatenate(
        [start_us, end_us, services.reached_us[waited], services.started_us[waited], ticks]
    )
    number, waiting = len(start_us), int(waited.sum())
    serving = np.repeat([1, -1, 0, 0, 0], [number, number, waiting, waiting, len(ticks)])
    queued = np.repeat([0, 0, 1, -1, 0], [number, number, waiting, waiting, len(ticks)])
    order = np.argsort(at_us, kind="stable")
    lasts = np.diff(at_us[order])
    level = np.minimum(np.cumsum(serving[order])[:-1], MOST)
    is_queue = np.cumsum(queued[order])[:-1] > 0
    hour = seen.hour_of_day(at_us[order][:-1])
    times = np.zeros((2, 24, MOST + 1))
    np.add.at(times, (is_queue.astype(int), hour, np.maximum(level, 0)), lasts / HOUR_US)
    return _judge(times, _count_handovers(start_us, end_us, services.visit[mask]))


def _count_handovers(start_us: Whole, end_us: Whole, visit: Whole) -> Whole:
    """Count by how many serve at once the services that began the moment another's ended.

    Who begins then has waited, and all who were on duty were busy.
    """
    order = np.argsort(end_us, kind="stable")
    ends, before = end_us[order], visit[order]
    at = np.minimum(np.searchsorted(ends, start_us, "left"), len(ends) - 1)
    took = (ends[at] == start_us) & (before[at] != visit) & (end_us > start_us)
    begun = np.searchsorted(np.sort(start_us), start_us[took], "right")
    level = begun - np.searchsorted(ends, start_us[took], "right")
    counts: Whole = np.bincount(np.clip(level, 0, MOST), minlength=MOST + 1)
    return counts


def _judge(times: np.ndarray, handovers: Whole) -> PostFit:
    """`times` in hours: without or with a queue, hour of the day, how many served at once."""
    busy = times.sum(axis=0)
    busy[:, 0] = 0
    most = _highest(busy.sum(axis=0))
    full = times[1].sum(axis=0)
    full[0] = 0
    usual = int(full.argmax())
    is_full = bool(full.sum() >= ENOUGH_H and usual == most)
    is_full |= bool(handovers[most:].sum() >= ENOUGH)
    by_hour = tuple(_highest(hour) for hour in busy)
    return PostFit(post="", servers=max(most, 1), is_full=is_full, by_hour=by_hour)


def _highest(hours: np.ndarray) -> int:
    """The highest level that was held for more than a rare part of the time."""
    if not hours.sum():
        return 0
    beyond = hours[::-1].cumsum()[::-1] / hours.sum()
    return int(np.flatnonzero(beyond > RARE).max())


def _share_out(servers: int, posts: Sequence[Post]) -> Iterator[tuple[str, int]]:
    """Share officers out among posts that cannot be told apart, in proportion to before."""
    left, weight = servers, sum(max(post.servers, 1) for post in posts)
    for post in posts:
        part = round(left * max(post.servers, 1) / weight) if weight else 0
        weight -= max(post.servers, 1)
        left -= part
        yield post.id, part


def _post(post: Post, found: PostFit) -> Post:
    """A post never seen full keeps what it had where that is more: the log does not deny it."""
    if not found.is_full and post.basis != "fitted" and post.servers >= found.servers:
        return post
    return replace(post, servers=found.servers, shifts=_shifts(post, found), basis="fitted")


def _shifts(post: Post, found: PostFit) -> tuple[Shift, ...]:
    """Keep a shift only where fewer were seen at work in its hours than in others."""
    return tuple(
        replace(shift, servers=most, more=0)
        for shift in post.shifts
        if 0 < (most := _most_in(found.by_hour, shift.opens, shift.closes)) < found.servers
    )


def _most_in(by_hour: Sequence[int], opens: time, closes: time) -> int:
    """The most at work in the whole hours between two times of the day."""
    first = opens.hour + (opens.minute > 0)
    last = closes.hour if closes > opens else closes.hour + 24
    return max((by_hour[hour % 24] for hour in range(first, last)), default=0)

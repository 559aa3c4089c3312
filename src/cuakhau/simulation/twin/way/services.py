"""Which posts serve a step of a stream at a place, how long it takes, and how often it is asked."""

from collections.abc import Iterable
from typing import TypeVar

from cuakhau.simulation.network.types import Draw
from cuakhau.simulation.twin.chances import Delay, Share
from cuakhau.simulation.twin.goods import list_kinds
from cuakhau.simulation.twin.types import ANY, Post, Service, Stream
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.hours import line_of

SECOND_US = 1_000_000
R = TypeVar("R", Service, Share, Delay)


def posts_for(window: Window, stream: Stream, step: str, yard: str | None) -> tuple[Post, ...]:
    """List the posts that serve a step: those of the yard, else of the place, else its gate."""
    dated = window.zone_of(stream)
    steps, kinds = (step, f"{step}/{stream.procedure}"), list_kinds(dated, stream.goods)
    serving = [post for name in steps for post in window.posts_of.get(name, ())]
    fitting = [post for post in serving if _takes(post, stream, kinds)]
    for here in (*([yard] if yard else []), *line_of(dated, stream.place), ANY):
        found = tuple(post for post in fitting if here in post.places)
        if found:
            return found
    return ()


def _takes(post: Post, stream: Stream, kinds: tuple[str, ...]) -> bool:
    return (
        (not post.procedures or stream.procedure in post.procedures)
        and (not post.goods or not set(post.goods).isdisjoint(kinds))
        and (not post.vehicle_classes or stream.vehicle_class in post.vehicle_classes)
    )


def find_draw(
    window: Window, stream: Stream, step: str, post: Post, channel: str | None = None
) -> Draw | None:
    """Find how long a step takes; `None` where nobody said."""
    places = (None, stream.place, *line_of(window.zone_of(stream), stream.place))
    rows = [
        row
        for row in window.services_of.get(step, ())
        if row.place in places and row.channel in (None, channel) and row.post in (None, post.id)
    ]
    row = _closest(window, rows, stream)
    if row is None:
        return None
    sample_us = tuple(round(s * SECOND_US) for s in row.sample_s)
    return Draw(
        kind=row.kind, mean_us=round(row.mean_s * SECOND_US), cv=row.cv, sample_us=sample_us
    )


def add_draws(draws: Iterable[Draw]) -> Draw:
    """Give one service that lasts as long as several independent ones: same mean, same variance."""
    mean_us, variance = 0.0, 0.0
    for draw in draws:
        mean, cv = _moments(draw)
        mean_us, variance = mean_us + mean, variance + (mean * cv) ** 2
    spread = variance**0.5 / mean_us if mean_us else 0.0
    return Draw(kind="gamma" if spread else "fixed", mean_us=round(mean_us), cv=spread)


def _moments(draw: Draw) -> tuple[float, float]:
    if draw.kind == "empirical" and draw.sample_us:
        mean = sum(draw.sample_us) / len(draw.sample_us)
        variance = sum((one - mean) ** 2 for one in draw.sample_us) / len(draw.sample_us)
        return mean, variance**0.5 / mean if mean else 0.0
    spread = {"fixed": 0.0, "exponential": 1.0}.get(draw.kind, draw.cv)
    return float(draw.mean_us), spread


def find_share(window: Window, stream: Stream, step: str) -> float:
    """Find of which share of a stream an optional step is asked."""
    rows = [row for row in window.twin.shares if row.step == step]
    row = _closest(window, rows, stream)
    return row.share if row else 0.0


def find_delay(window: Window, stream: Stream, step: str) -> Draw | None:
    """Find how long a stream waits before a step for what no officer gives."""
    line = line_of(window.zone_of(stream), stream.place)
    rows = [d for d in window.twin.delays if d.step == step and d.place in (None, *line)]
    row = _closest(window, rows, stream)
    if row is None or not row.mean_s:
        return None
    return Draw(kind=row.kind, mean_us=round(row.mean_s * SECOND_US), cv=row.cv)


def _closest(window: Window, rows: Iterable[R], stream: Stream) -> R | None:
    """Pick the row that says most about a stream; of several that of the narrower goods, the first.

    What is said of goods holds for those within them too.
    """
    kinds = (*list_kinds(window.zone_of(stream), stream.goods), None)
    fitting = [
        row
        for row in rows
        if row.procedure in (None, stream.procedure)
        and row.goods in kinds
        and row.vehicle_class in (None, stream.vehicle_class)
    ]
    return max(fitting, key=lambda row: (_told(row), -kinds.index(row.goods)), default=None)


def _told(row: Service | Share | Delay) -> int:
    said = [row.procedure, row.goods, row.vehicle_class]
    if not isinstance(row, Share):
        said += [row.place]
    if isinstance(row, Service):
        said += [row.channel, row.post]
    return sum(one is not None for one in said)

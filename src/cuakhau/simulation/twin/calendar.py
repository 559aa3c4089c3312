"""Who is on duty when: hours, closures, shifts and stops over the time of a run.

A calendar is a list of (from, how many), the first at 0, in microseconds from the start.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta

from cuakhau.simulation.network.steps import Span, Steps, as_steps, combine
from cuakhau.simulation.network.types import Breaks
from cuakhau.simulation.network.types import Stop as StoodStill
from cuakhau.simulation.twin.chances import Stop
from cuakhau.simulation.twin.types import AssumedHours, Post
from cuakhau.simulation.twin.window import HOUR_US, MIDNIGHT, Window
from cuakhau.zone.hours import ANY, find_holiday, line_of
from cuakhau.zone.types import Closure, Hours, Side
from cuakhau.zone.zone import Zone


class NoHours(LookupError):
    """Raised where neither the zone nor its twin knows when a side works at a place."""


def count_on_duty(window: Window, post: Post) -> Steps:
    """Give how many officers or lanes of a post are on duty, over the run. Raises `NoHours`."""
    places = (post.place,) if post.place else post.places
    working = [as_steps(list_spans(window, places, side)) for side in post.follows]
    number = _count_by_shift(window, post)
    stops = [stop for stop in window.twin.stops if stop.post == post.id]
    stopped = [
        as_steps(list_planned(window, stop), stop.servers or post.servers + _most(post))
        for stop in stops
    ]
    return combine(
        [number, *working, *stopped],
        lambda now: (
            max(now[0] - sum(now[1 + len(working) :]), 0) if all(now[1 : 1 + len(working)]) else 0
        ),
    )


def list_breaks(window: Window, post: Post) -> tuple[Breaks, ...]:
    """List the stops of a post that come by chance."""
    return tuple(
        Breaks(
            id=stop.id,
            between_us=round(stop.between_h * HOUR_US),
            lasts_us=round(stop.lasts_h * HOUR_US),
            servers=stop.servers,
            at=post.place or post.places[0],
            reason=stop.reason,
        )
        for stop in window.twin.stops
        if stop.post == post.id and stop.between_h and stop.lasts_h
    )


def list_stops(window: Window) -> tuple[StoodStill, ...]:
    """List them over the run, in order; a closure that goes on over midnight is one stop."""
    found = [*_closed(window), *_of_posts(window)]
    return tuple(sorted(found, key=lambda one: (one.from_us, one.to_us, one.at, one.side)))


def _of_posts(window: Window) -> Iterator[StoodStill]:
    places = {post.id: post.place or post.places[0] for post in window.twin.posts}
    for stop in window.twin.stops:
        for begin, end in list_planned(window, stop):
            yield StoodStill(
                kind="planned",
                at=places.get(stop.post, ANY),
                post=stop.post,
                reason=stop.reason,
                servers=stop.servers,
                from_us=begin,
                to_us=end,
            )


def _closed(window: Window) -> Iterator[StoodStill]:
    days: dict[Closure, list[date]] = {}
    for day in window.list_days(around=1):
        for one in window.zone.at(day).closures:
            days.setdefault(one, []).append(day)
    for one, its_days in days.items():
        found = _merged(span_of_closure(window, one, day) for day in its_days)
        for begin, end in _clipped(found, window.length_us):
            yield StoodStill(
                kind="closure",
                at=one.place,
                side=one.side,
                reason=one.reason,
                goods=one.goods,
                direction=one.direction,
                from_us=begin,
                to_us=end,
            )


def list_quota(window: Window, post: Post) -> tuple[tuple[int, int], ...]:
    """Give how many services of a post may begin, by day or by hour."""
    days = [window.us(day, MIDNIGHT, "vn") for day in window.list_days()]
    if post.per_day is not None:
        return tuple((day_us, post.per_day) for day_us in days)
    if post.per_hour is not None:
        hours = range(0, window.length_us, HOUR_US)
        return tuple((hour_us, post.per_hour) for hour_us in hours)
    return ()


def list_spans(window: Window, places: Sequence[str], side: Side) -> list[Span]:
    """List from when until when a side works with goods at the first of `places` there is that day.

    Raises `NoHours`.
    """
    kept = window.spans.get((*places, side))
    if kept is not None:
        return kept
    found: list[Span] = []
    for day in window.list_days(around=1):
        dated = window.zone.at(day)
        place = next((place for place in places if place in dated.places), None)
        if place is not None:
            found += _spans_of_day(window, line_of(dated, place), side, day)
    window.spans[(*places, side)] = _clipped(_merged(found), window.length_us)
    return window.spans[(*places, side)]


def _spans_of_day(window: Window, line: list[str], side: Side, day: date) -> Iterator[Span]:
    dated = window.zone.at(day)
    rows = _find_hours(window, dated, line, side, day)
    shut = [span_of_closure(window, one, day) for one in _closures(dated, line, side)]
    for row in rows:
        if day.isoweekday() in row.days and _works_on(window, dated, row, side, day):
            yield from _without(_span(window, day, row.opens, row.closes, side), shut)


def _find_hours(
    window: Window, dated: Zone, line: list[str], side: Side, day: date
) -> list[Hours] | list[AssumedHours]:
    """Find the hours of the zone, or else what the twin assumes of them."""
    for here in line:
        known = [h for h in dated.hours if (h.place, h.side, h.serves) == (here, side, "goods")]
        if known:
            return known
    for here in (*line, ANY):
        assumed = [
            h
            for h in window.twin.assumed_hours
            if (h.place, h.side) == (here, side) and h.holds_on(day)
        ]
        if assumed:
            return assumed
    raise NoHours(line[0], side)


def _works_on(
    window: Window, dated: Zone, row: Hours | AssumedHours, side: Side, day: date
) -> bool:
    said = row.on_holidays if isinstance(row, Hours) else None
    assumed = next((one.holidays for one in window.twin.settings), "works")
    return (said or assumed) == "works" or find_holiday(dated, side, day) is None


def _closures(dated: Zone, line: list[str], side: Side) -> Iterator[Closure]:
    """List what stops everybody at a place; what stops some goods only keeps them from coming."""
    for one in dated.closures:
        for_all = one.direction == "both" and one.goods is None
        if for_all and one.side == side and one.place in (ANY, *line):
            yield one


def span_of_closure(window: Window, closure: Closure, day: date) -> Span:
    """Give from when until when a closure holds on a day."""
    return _span(
        window, day, closure.daily_from or MIDNIGHT, closure.daily_until or MIDNIGHT, closure.side
    )


def _span(window: Window, day: date, opens: time, closes: time, side: Side) -> Span:
    last = day + timedelta(days=1) if closes <= opens else day
    return window.us(day, opens, side), window.us(last, closes, side)


def _without(span: Span, shut: list[Span]) -> Iterator[Span]:
    begin, end = span
    for closed_from, closed_until in sorted(shut):
        if closed_until <= begin or closed_from >= end:
            continue
        if closed_from > begin:
            yield begin, closed_from
        begin = max(begin, closed_until)
    if begin < end:
        yield begin, end


def _count_by_shift(window: Window, post: Post) -> Steps:
    if not post.shifts:
        return [(0, post.servers)]
    spans: list[list[Span]] = []
    for shift in post.shifts:
        days = [day for day in window.list_days(around=1) if shift.holds_on(day)]
        spans.append([_span(window, day, shift.opens, shift.closes, "vn") for day in days])
    clipped = [_clipped(_merged(one), window.length_us) for one in spans]

    def count(now: list[int]) -> int:
        number = post.servers
        for shift, is_now in zip(post.shifts, now, strict=True):
            if is_now and shift.servers is not None:
                number = shift.servers
        return max(
            number + sum(s.more for s, is_now in zip(post.shifts, now, strict=True) if is_now), 0
        )

    return combine([as_steps(one) for one in clipped], count)


def _most(post: Post) -> int:
    return sum(abs(s.more) + (s.servers or 0) for s in post.shifts)


def list_planned(window: Window, stop: Stop) -> list[Span]:
    """List from when until when a post is stopped as planned."""
    if stop.opens is not None and stop.closes is not None:
        days = [day for day in window.list_days(around=1) if stop.holds_on(day)]
        found = [_span(window, day, stop.opens, stop.closes, "vn") for day in days]
        return _clipped(_merged(found), window.length_us)
    return []  # by chance: each run draws its own


def _merged(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def _clipped(spans: Iterable[Span], length_us: int) -> list[Span]:
    cut = [(max(begin, 0), min(end, length_us)) for begin, end in spans]
    return [(begin, end) for begin, end in cut if begin < end]

"""Calendars as steps: a list of (from, how many), the first at 0."""

import heapq
from collections.abc import Callable, Iterable

Steps = list[tuple[int, int]]
Span = tuple[int, int]


def as_steps(spans: Iterable[Span], inside: int = 1) -> Steps:
    """Turn spans that do not touch into steps that are `inside` within them and 0 elsewhere."""
    steps: Steps = [(0, 0)]
    for begin, end in spans:
        steps += [(begin, inside), (end, 0)]
    return _slim(steps)


def combine(calendars: list[Steps], how: Callable[[list[int]], int]) -> Steps:
    """Join calendars: at each turn of one of them, `how` makes one number of all of theirs."""
    now = [0] * len(calendars)
    turns = heapq.merge(*([(at, place, n) for at, n in one] for place, one in enumerate(calendars)))
    joined: Steps = []
    for at_us, place, number in turns:
        now[place] = number
        joined.append((at_us, how(now)))
    return _slim(joined)


def _slim(steps: Steps) -> Steps:
    """Keep the last word on each instant, and only what changes something."""
    last = dict(steps)
    kept: Steps = []
    for at_us in sorted(last):
        if not kept or kept[-1][1] != last[at_us]:
            kept.append((at_us, last[at_us]))
    return kept

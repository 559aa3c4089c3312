"""The process map and its tables, from counts: with small cells kept back."""

from collections import Counter
from dataclasses import dataclass

from cuakhau.statistics.process.counts import Counts, Finding, Repeat, Times
from cuakhau.statistics.process.steps import BUCKET_US

SMALLEST = 5  # a cell of fewer visits is kept back: it could tell of a single vehicle
ERROR_US = BUCKET_US // 2  # how far a median or P90 may be from the exact one
MEDIAN, MOST = 0.5, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasted:
    """How often, of how many visits, and how long: the mean exact, the others within `ERROR_US`."""

    count: int
    visits: int
    mean_us: int
    median_us: int
    p90_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An activity: how often, of how many visits, who did it, how many began or ended with it.

    `ends` counts visits that are over; the last thing known of an open visit is no end.
    """

    activity: str
    count: int
    visits: int
    agencies: tuple[tuple[str, int], ...]
    starts: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A way from one activity to the next."""

    before: str
    activity: str
    lasted: Lasted


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessMap:
    """The directly-follows graph of some visits; arcs by frequency, the most frequent first.

    `hidden` counts the arcs that too few visits went, `open_visits` those that are not over.
    """

    visits: int
    open_visits: int
    events: int
    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A sequence of activities and how many visits went it; `so_far` with those before it."""

    activities: tuple[str, ...]
    visits: int
    so_far: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants:
    """The most frequent sequences; `hidden` visits went one that too few took."""

    shown: tuple[Variant, ...]
    different: int
    visits: int
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Work passed from one agency to the next, or kept where both are the same."""

    giver: str
    taker: str
    lasted: Lasted


OVER = ("left", "turned_back", "written_off", "merged")


def build_map(counts: Counts, *, smallest: int = SMALLEST) -> ProcessMap:
    """Build the map of ways that at least `smallest` visits went."""
    ways: dict[tuple[str, str], Times] = {}
    agencies: dict[str, Counter[str]] = {}
    for link, times in counts.links.items():
        ways.setdefault((link.before, link.activity), Times()).add(times)
        agencies.setdefault(link.activity, Counter())[link.agency] += times.count
    ends: Counter[str] = Counter()
    for (activity, outcome), number in counts.ends.items():
        ends[activity] += number if outcome in OVER else 0
    nodes = [
        Node(
            activity=activity,
            count=sum(by.values()),
            visits=_visits_of(counts, activity),
            agencies=tuple(sorted(by.items(), key=lambda one: (-one[1], one[0]))),
            starts=_kept(ways[first].count if (first := ("", activity)) in ways else 0, smallest),
            ends=_kept(ends[activity], smallest),
        )
        for activity, by in agencies.items()
        if _visits_of(counts, activity) >= smallest
    ]
    named = {node.activity for node in nodes}
    follows = {way: times for way, times in ways.items() if way[0]}
    arcs = [
        Arc(before=before, activity=activity, lasted=last(times))
        for (before, activity), times in follows.items()
        if times.visits >= smallest and {before, activity} <= named
    ]
    over = sum(number for (_, outcome), number in counts.ends.items() if outcome in OVER)
    return ProcessMap(
        visits=counts.visits,
        open_visits=counts.visits - over,
        events=counts.events,
        nodes=tuple(sorted(nodes, key=lambda node: (-node.count, node.activity))),
        arcs=tuple(sorted(arcs, key=lambda arc: (-arc.lasted.count, arc.before, arc.activity))),
        hidden=len(follows) - len(arcs),
    )


def _kept(number: int, smallest: int) -> int:
    return number if number >= smallest else 0


def _visits_of(counts: Counts, activity: str) -> int:
    """Give the visits of an activity; without a count of repeats, those of the ways to it."""
    known = counts.repeats.get(activity)
    if known is not None:
        return known.visits
    return sum(one.count for link, one in counts.links.items() if link.activity == activity)


def last(times: Times) -> Lasted:
    """Tell how long something took."""
    median_us, p90_us = (times.find_quantile_us(share) or 0 for share in (MEDIAN, MOST))
    return Lasted(
        count=times.count,
        visits=times.visits,
        mean_us=times.sum_us // max(1, times.count),
        median_us=median_us,
        p90_us=p90_us,
    )


def list_handovers(counts: Counts, *, smallest: int = SMALLEST) -> tuple[HandOver, ...]:
    """List who passes work to whom, where both are known, by name."""
    found: dict[tuple[str, str], Times] = {}
    for link, times in counts.links.items():
        if link.by and link.agency:
            found.setdefault((link.by, link.agency), Times()).add(times)
    return tuple(
        HandOver(giver=giver, taker=taker, lasted=last(times))
        for (giver, taker), times in sorted(found.items())
        if times.visits >= smallest
    )


def list_variants(counts: Counts, *, most: int, smallest: int = SMALLEST) -> Variants:
    """List the most frequent sequences and how much of all they cover."""
    often = sorted(counts.variants.items(), key=lambda one: (-one[1], one[0]))
    shown: list[Variant] = []
    so_far = 0
    for activities, visits in often[:most]:
        if visits < smallest:
            break
        so_far += visits
        shown.append(Variant(activities=activities, visits=visits, so_far=so_far))
    return Variants(
        shown=tuple(shown),
        different=len(often),
        visits=counts.visits,
        hidden=sum(visits for _, visits in often if visits < smallest),
    )


def list_rework(counts: Counts, *, smallest: int = SMALLEST) -> tuple[tuple[str, Repeat], ...]:
    """List what visits did again, the most often repeated first."""
    again = [(name, one) for name, one in counts.repeats.items() if one.again >= smallest]
    return tuple(sorted(again, key=lambda one: (-one[1].extra, one[0])))


def list_findings(counts: Counts, *, smallest: int = SMALLEST) -> tuple[tuple[Finding, int], ...]:
    """List what procedures flag, the most visits first."""
    found = [(finding, visits) for finding, visits in counts.findings.items() if visits >= smallest]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))

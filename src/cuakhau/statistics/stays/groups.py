"""Stays, waits and yard stays by gate, class, goods or procedure: count, mean, median, P90."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from cuakhau.statistics.stays.rows import UNKNOWN_US, Whole, Words
from cuakhau.statistics.stays.visits import INSIDE, LEFT, TURNED_BACK, Stays

By = Literal["gate", "place", "class", "goods", "procedure", "all"]
BY: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True)
class Spread:
    """How a time is spread over `count` visits, in seconds; `None` where no visit tells."""

    count: int
    mean_s: float | None
    median_s: float | None
    p90_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Visits that share a word; `name` is `None` for those that have none.

    `wait` counts only visits whose every confirmation has a start on record.
    """

    name: str | None
    visits: int
    left: int
    turned_back: int
    inside: int
    stay: Spread
    served: Spread
    wait: Spread
    yard: Spread


def list_groups(stays: Stays, by: By) -> tuple[Group, ...]:
    """List the groups by their name; visits that never arrived or were merged are left out."""
    words = _words(stays, by)
    counted = stays.is_counted
    groups = []
    for code in np.unique(words.codes[counted]).tolist():
        name = words.names[code] if code >= 0 else None
        groups.append(_build(stays, name, counted & (words.codes == code)))
    return tuple(sorted(groups, key=lambda one: (one.name is None, one.name or "")))


def find_spread(times_us: Whole) -> Spread:
    """Describe times; unknown ones are left out. P90 is the smallest that nine in ten reach."""
    known = times_us[times_us != UNKNOWN_US]
    if not len(known):
        return Spread(0, None, None, None)
    ninth = -(-9 * len(known) // 10) - 1
    ordered = np.partition(known, ninth)
    return Spread(
        count=len(known),
        mean_s=float(known.mean()) / 1e6,
        median_s=float(np.median(known)) / 1e6,
        p90_s=float(ordered[ninth]) / 1e6,
    )


def _words(stays: Stays, by: By) -> Words:
    if by == "all":
        return Words(np.zeros(len(stays), np.int32), ("all",))
    words: Words = getattr(stays, "vehicle_class" if by == "class" else by)
    return words


def _build(stays: Stays, name: str | None, mask: np.ndarray) -> Group:
    outcome = stays.outcome[mask]
    over = mask & stays.is_over
    timed = over & (stays.unstarted == 0)
    return Group(
        name=name,
        visits=int(mask.sum()),
        left=int((outcome == LEFT).sum()),
        turned_back=int((outcome == TURNED_BACK).sum()),
        inside=int((outcome == INSIDE).sum()),
        stay=find_spread(stays.stay_us[over]),
        served=find_spread(stays.served_us[timed]),
        wait=find_spread(stays.waited_us[timed]),
        yard=find_spread(stays.yard_us[over]),
    )

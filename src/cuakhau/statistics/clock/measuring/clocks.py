"""Do the clocks of two agencies agree? What the order of their acts allows; nothing is shifted.

Where a step of B must follow one of A, the gap seen is the true one, never negative, plus what B's
clock is ahead of A's. So B is ahead by no more than the shortest gap from A to B, and by no less
than the shortest from B to A with its sign turned. In place of the shortest stands the gap that one
in four falls below (`LOWEST`): a wider bound, that late ticks, up to a quarter of all, cannot move.
The bounds are a range, not an estimate to be applied: rows keep their times.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cuakhau.movement.procedure import CompiledProcedure
from cuakhau.statistics.clock.causes import Clock
from cuakhau.statistics.stays.rows import Whole
from cuakhau.statistics.stays.visits import NEVER_US, list_procedures

LOWEST, LEAST_PAIRS = 0.25, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Skew:
    """How far the clock of `ahead` may be ahead of that of `of`: from `low_s` to `high_s`.

    `None` where no order bounds it. `pairs` counts the gaps looked at.
    """

    of: str
    ahead: str
    pairs: int
    low_s: float | None
    high_s: float | None

    @property
    def disagree(self) -> bool:
        """Tell whether the clocks cannot both be right: zero is outside of the bounds.

        Bounds that contradict each other come of ticks out of order, and say nothing of clocks.
        """
        low, high = self.low_s, self.high_s
        if low is not None and high is not None and low > high:
            return False
        return (low is not None and low > 0) or (high is not None and high < 0)


def list_skews(clock: Clock) -> tuple[Skew, ...]:
    """List the pairs of agencies whose acts follow one another, by name."""
    gaps: dict[tuple[str, str], list[Whole]] = {}
    for pair, gap in _list_gaps(clock):
        gaps.setdefault(pair, []).append(gap)
    whole = {pair: np.concatenate(parts) for pair, parts in gaps.items()}
    shortest = {
        pair: float(np.quantile(gap, LOWEST)) / 1e6
        for pair, gap in whole.items()
        if len(gap) >= LEAST_PAIRS
    }
    found = []
    for of, ahead in sorted({tuple(sorted(pair)) for pair in shortest}):
        high, low = shortest.get((of, ahead)), shortest.get((ahead, of))
        pairs = sum(len(whole.get(pair, ())) for pair in ((of, ahead), (ahead, of)))
        low = None if low is None else -low
        found.append(Skew(of=of, ahead=ahead, pairs=pairs, low_s=low, high_s=high))
    return tuple(found)


def _list_gaps(clock: Clock) -> Iterator[tuple[tuple[str, str], Whole]]:
    """Give the gaps between steps of which one must follow the other, by their agencies."""
    rows = clock.rows
    given = np.flatnonzero(
        rows.kind.are("confirmed") & (rows.step.codes >= 0) & (rows.agency.codes >= 0)
    )
    order = given[np.lexsort((-rows.at_us[given], rows.step.codes[given]))]
    names, agencies = rows.step.names, rows.agency.names
    visits = len(clock.stays)
    at = {name: np.full(visits, NEVER_US) for name in names}
    who = {name: np.full(visits, -1) for name in names}
    for code, name in enumerate(names):
        mine = order[rows.step.codes[order] == code]  # the earliest last, so that it stands
        at[name][rows.visit[mine]] = rows.at_us[mine]
        who[name][rows.visit[mine]] = rows.agency.codes[mine]
    for compiled, these in list_procedures(
        clock.zone, clock.stays.procedure, clock.stays.declared_us
    ):
        for before, after in _list_followers(compiled):
            if before not in at or after not in at:
                continue
            both = (at[before][these] != NEVER_US) & (at[after][these] != NEVER_US)
            gap = (at[after][these] - at[before][these])[both]
            one, other = who[before][these][both], who[after][these][both]
            pairs = np.stack([one, other], axis=1)
            for a, b in np.unique(pairs[one != other], axis=0).tolist():
                yield (agencies[a], agencies[b]), gap[(one == a) & (other == b)]


def _list_followers(compiled: CompiledProcedure) -> Iterator[tuple[str, str]]:
    """Give the pairs of steps in which the second requires the first or is a later place."""
    stages = [m for m in compiled.milestones if compiled.bits_of((*m.all_steps, *m.any_steps))]
    moving = [
        (min(compiled.steps.index(s) for s in (*m.all_steps, *m.any_steps)), m)
        for m in stages
        if all(compiled.bits[s] & compiled.moves for s in (*m.all_steps, *m.any_steps))
    ]
    moving.sort(key=lambda one: one[0])
    for (_, earlier), (_, later) in zip(moving, moving[1:], strict=False):
        for before in (*earlier.all_steps, *earlier.any_steps):
            for after in (*later.all_steps, *later.any_steps):
                yield before, after
    for place, needed in enumerate(compiled.requires):
        for before in compiled.steps_of(needed):
            if not compiled.bits[before] & compiled.moves:
                yield before, compiled.steps[place]

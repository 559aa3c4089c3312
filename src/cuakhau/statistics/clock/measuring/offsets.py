"""How far each agency's clock is from that of all: least squares over what pairs of them allow.

A pair whose bounds hold from both sides says: B is ahead of A by their middle, give or take. The
truth may lie anywhere between the bounds, so that the pair weighs as one with the spread of a
uniform law. Offsets of agencies that are tied to one another add up to zero: that is the clock of
the whole. Pairs that contradict themselves, or are bound from one side alone, tie nothing. Nothing
is shifted by any of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from cuakhau.statistics.clock.lengths import SURE
from cuakhau.statistics.clock.measuring.clocks import Skew

LEAST_S = 1.0  # clocks are read to the second: no pair is surer than that


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """An agency's clock against that of all, seconds ahead, with its 95 % interval.

    `None` where no pair ties it to another; `pairs` counts those that do.
    """

    agency: str
    pairs: int
    ahead_s: float | None
    low_s: float | None
    high_s: float | None

    @property
    def is_off(self) -> bool:
        """Tell whether the interval leaves zero out."""
        return self.low_s is not None and (self.low_s > 0 or (self.high_s or 0) < 0)


def list_offsets(skews: Sequence[Skew]) -> tuple[Offset, ...]:
    """Work out the offset of each agency that has a pair, by name."""
    names = sorted({name for one in skews for name in (one.of, one.ahead)})
    tied = [one for one in skews if one.low_s is not None and one.high_s is not None]
    tied = [one for one in tied if (one.low_s or 0) <= (one.high_s or 0)]
    found: dict[str, Offset] = {}
    for group in _list_groups(tied):
        mine = [one for one in tied if one.of in group]
        ahead, spread = _solve(group, mine)
        for place, name in enumerate(group):
            pairs = sum(name in (one.of, one.ahead) for one in mine)
            reach = SURE * float(spread[place])
            value = float(ahead[place])
            found[name] = Offset(
                agency=name, pairs=pairs, ahead_s=value, low_s=value - reach, high_s=value + reach
            )
    return tuple(found.get(name) or _unknown(name) for name in names)


def _unknown(agency: str) -> Offset:
    return Offset(agency=agency, pairs=0, ahead_s=None, low_s=None, high_s=None)


def _list_groups(tied: Sequence[Skew]) -> list[list[str]]:
    """List the agencies that are tied to one another, through others too."""
    groups: list[set[str]] = []
    for one in tied:
        pair = {one.of, one.ahead}
        touched = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(pair.union(*touched))
    return [sorted(group) for group in groups]


def _solve(group: Sequence[str], tied: Sequence[Skew]) -> tuple[np.ndarray, np.ndarray]:
    """Give the offsets that fit the pairs best, adding up to zero, and how unsure each is.

    Where pairs fit worse than their bounds allow, the spread grows with the misfit.
    """
    rows, wanted = np.zeros((len(tied), len(group))), np.zeros(len(tied))
    for place, one in enumerate(tied):
        low, high = one.low_s or 0.0, one.high_s or 0.0
        weight = sqrt(12) / max(high - low, LEAST_S)
        rows[place, group.index(one.ahead)] = weight
        rows[place, group.index(one.of)] = -weight
        wanted[place] = weight * (low + high) / 2
    ahead = np.linalg.pinv(rows) @ wanted  # the shortest solution adds up to zero
    left = float(((rows @ ahead - wanted) ** 2).sum())
    free = len(tied) - len(group) + 1
    misfit = max(1.0, left / free) if free > 0 else 1.0
    spread = np.sqrt(np.maximum(np.diag(np.linalg.pinv(rows.T @ rows)), 0) * misfit)
    return ahead, spread

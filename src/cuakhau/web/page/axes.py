"""The ends of axes of pictures."""

from collections.abc import Iterable

ROUND = (1, 2, 5)


def round_up(value: float, steps: Iterable[int] = ROUND) -> float:
    """Give the next round number: one of `steps` and zeros; 1 where there is nothing to show."""
    if value <= 0:
        return 1.0
    ten = 1.0
    while ten * 10 <= value:
        ten *= 10
    while ten > value:
        ten /= 10
    return next(ten * step for step in (*steps, 10) if ten * step >= value * 0.999999)

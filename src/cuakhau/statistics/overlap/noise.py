"""What a log that is a little wrong can make look like an overlap, and what a finding needs.

The model: of all confirmations up to `ERROR` are dropped, up to `ERROR` are ticked twice by the
same agency, and up to `ERROR` carry a time that is up to `MOVED_MIN` minutes wrong. A repeated
tick is one check (see `looks`). A dropped one hides an overlap, or lets the next nearest pair stand
for it at another place. A moved one may bring two stops within the hour, turn an order round, or
name another place. Each does so for no more than `FALSE_SHARE` of the vehicles for which it could,
since one of two ticks has to be wrong. So a finding is kept where its share among those vehicles is
surely above that, and where `LEAST` vehicles show it.
"""

from math import sqrt

ERROR = 0.05
MOVED_MIN = 30
FALSE_SHARE = 1 - (1 - ERROR) ** 2
LEAST = 5
Z95 = 1.959963984540054


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson's); all of it where there is nobody."""
    if of <= 0:
        return 0.0, 1.0
    share, z2 = hits / of, Z95 * Z95
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def is_sure(hits: int, chances: int) -> bool:
    """Tell whether so many hits among the vehicles that could show one are more than noise."""
    return hits >= LEAST and wilson(hits, chances)[0] > FALSE_SHARE

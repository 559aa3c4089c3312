"""How long a service that is under way will still take, given how long it has taken."""

from functools import lru_cache

import numpy as np

from cuakhau.simulation.network.chance import key_of, keys_from, units_of
from cuakhau.simulation.network.draws import quantile, table_of
from cuakhau.simulation.network.types import Draw

POINTS = np.linspace(0.0005, 0.9995, 2000)


def draw_rest(draw: Draw | None, elapsed_us: int, subject: str, seed: int) -> int:
    """Draw the rest of a service among those that last longer than it has lasted already.

    Beyond all that the curve allows it ends at once. The same seed and subject draw the same.
    """
    if draw is None:
        return 1
    lasts_us = _quantiles(draw)
    beyond = float(np.searchsorted(lasts_us, elapsed_us, side="right")) / len(lasts_us)
    luck = float(units_of(keys_from(key_of("rest", seed, subject), 1), key_of("service"))[0])
    at = beyond + (1.0 - beyond) * luck
    place = min(int(at * len(lasts_us)), len(lasts_us) - 1)
    return max(int(lasts_us[place]) - elapsed_us, 1)


@lru_cache(maxsize=512)
def _quantiles(draw: Draw) -> np.ndarray:
    return quantile(table_of(draw), POINTS)

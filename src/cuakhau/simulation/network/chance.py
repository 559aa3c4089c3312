"""Random numbers by identity: the same seed, vehicle and step draw the same, whatever else changes.

A key is 64 bits. A vehicle's key comes of the seed, its flow and its number in the flow; a draw
mixes it with the luck of the step. No state is kept, so a scenario that adds a lane leaves every
other draw as it was. The mixer is that of SplitMix64.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.compiling import njit

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
M1 = np.uint64(0xBF58476D1CE4E5B9)
M2 = np.uint64(0x94D049BB133111EB)
S30, S27, S31, S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
UNIT = 1.0 / 9007199254740992.0  # 2 to the power of -53


def mix_plain(key: Any) -> Any:
    """Turn 64 bits into 64 others that look random; a number or an array of them."""
    key = (key ^ (key >> S30)) * M1
    key = (key ^ (key >> S27)) * M2
    return key ^ (key >> S31)


def unit_plain(key: Any) -> Any:
    """Give a number strictly between 0 and 1 for mixed bits."""
    return (key >> S11) * UNIT + 0.5 * UNIT


mix = njit(cache=True, inline="always")(mix_plain)
unit = njit(cache=True, inline="always")(unit_plain)


@lru_cache(maxsize=65_536)  # a slider asks for the same names with each step
def key_of(*parts: str | int) -> int:
    """Give the 64 bits that stand for some names and numbers, the same on every machine."""
    text = "\0".join(str(part) for part in parts).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def keys_from(base: int, number: int) -> NDArray[np.uint64]:
    """Give the keys of vehicles 0 … number-1 that belong to `base`."""
    return np.asarray(mix_plain(np.uint64(base) + np.arange(number, dtype=np.uint64) * GOLDEN))


def units_of(keys: NDArray[np.uint64], luck: int) -> NDArray[np.float64]:
    """Draw a number between 0 and 1 for each key."""
    return np.asarray(unit_plain(mix_plain(keys + np.uint64(luck))))

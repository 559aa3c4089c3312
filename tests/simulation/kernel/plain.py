"""The kernel as plain Python, none of its helpers compiled: the oracle of the compiled one."""

import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Any

import numba
import numpy as np

from cuakhau.simulation import kernel
from cuakhau.simulation.network import chance
from cuakhau.simulation.network.encode import encode
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.run import Run, run_encoded


@cache
def plain_kernel() -> Callable[..., Any]:
    """Read the source of the kernel again with numba switched off."""
    was, numba.config.DISABLE_JIT = numba.config.DISABLE_JIT, True
    kept = chance.mix, chance.unit
    chance.mix, chance.unit = chance.mix_plain, chance.unit_plain
    try:
        spec = importlib.util.spec_from_file_location("plain_kernel", kernel.__file__)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        numba.config.DISABLE_JIT = was
        chance.mix, chance.unit = kept
    return module.run_plain


def run_plainly(network: Network, *, seed: int, log: str = "full") -> Run:
    """Run a network in plain Python; 64-bit numbers wrap around, as they are meant to."""
    with np.errstate(over="ignore"):
        return run_encoded(network, encode(network), seed=seed, log=log, kernel=plain_kernel())

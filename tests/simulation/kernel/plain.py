"""The kernel as plain Python, none of its helpers compiled: the oracle of the compiled one."""

import importlib.util
from collections.abc import Callable
from functools import cache, partial
from types import ModuleType
from typing import Any

import numba
import numpy as np

from cuakhau.simulation import charging, kernel
from cuakhau.simulation.network import chance
from cuakhau.simulation.network.encode import encode
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.run import Run, run_encoded
from cuakhau.simulation.state import run_arrays


@cache
def plain_kernel() -> Callable[..., Any]:
    """Read the source of the kernel again with numba switched off."""
    was, numba.config.DISABLE_JIT = numba.config.DISABLE_JIT, True
    plain = _read_again(charging)
    names = ("begin", "charge_open", "drop_charged")
    swaps = [(charging, name, getattr(plain, name)) for name in names]
    swaps += [(chance, "mix", chance.mix_plain), (chance, "unit", chance.unit_plain)]
    kept = [(module, name, getattr(module, name)) for module, name, _ in swaps]
    try:
        for module, name, value in swaps:
            setattr(module, name, value)
        return partial(run_arrays, advance=_read_again(kernel).advance)
    finally:
        numba.config.DISABLE_JIT = was
        for module, name, value in kept:
            setattr(module, name, value)


def _read_again(module: ModuleType) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"plain_{module.__name__}", module.__file__)
    read = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(read)
    return read


def run_plainly(network: Network, *, seed: int, log: str = "full") -> Run:
    """Run a network in plain Python; 64-bit numbers wrap around, as they are meant to."""
    with np.errstate(over="ignore"):
        return run_encoded(network, encode(network), seed=seed, log=log, kernel=plain_kernel())

"""The kernel compiled by numba: the same functions, bound to one another once more.

The plain functions are the oracle of the compiled ones, and what small logs are charged with, since
loading numba costs more than they do. numba looks at the file of a function alone, and the kernel
has parts of others inlined: a cache made before one of them changed would run the old part on. So
the folder of the cache is named after all.
"""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import FunctionType
from typing import Any

import numba

from cuakhau.statistics.clock.charging import given, kernel, procedures, sharing, spans, steps

PARTS = (given, procedures, steps, spans, sharing, kernel)
# With a signature a number written out is no type of its own: it is compiled once.
SIGNATURES = {
    "add": "void(i8[:,::1], i8, i8, i8, i8, i8)",
    "write": "i8(i8[:,::1], i8, i8, i8[:,::1], UniTuple(i8, 3))",
    "same": "b1(i8[:,::1], i8[:,::1], i8)",
    "longer": "i8[:,::1](i8[:,::1], i8, i8)",
}


@cache
def compile_kernel() -> Any:
    """Give `charge_all`, compiled; it lets go of the interpreter and is kept on disk."""
    bound: dict[str, Any] = {"__name__": kernel.__name__}
    for part in PARTS:
        bound |= {name: value for name, value in vars(part).items() if not name.startswith("__")}
    before = numba.config.CACHE_DIR  # type: ignore[attr-defined]
    numba.config.CACHE_DIR = _folder()  # type: ignore[attr-defined]
    try:
        for part in (steps, spans, sharing, kernel):
            for name, value in vars(part).items():
                if isinstance(value, FunctionType) and value.__module__ == part.__name__:
                    bound[name] = _compile(value, bound)
    finally:
        numba.config.CACHE_DIR = before  # type: ignore[attr-defined]
    return bound["charge_all"]


def _compile(function: FunctionType, bound: dict[str, Any]) -> Any:
    again = FunctionType(function.__code__, bound, function.__name__)
    again.__module__, again.__qualname__ = function.__module__, function.__qualname__
    signature = SIGNATURES.get(function.__name__)
    return numba.njit(signature, cache=True, nogil=True, error_model="numpy")(again)


def _folder() -> str:
    here = Path(__file__).parent
    total = sha256(numba.__version__.encode())
    for part in PARTS:
        total.update(Path(str(part.__file__)).read_bytes())
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or here / "__pycache__")
    folder = base / f"clock-{total.hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""  # numba finds a place
    return str(folder)
